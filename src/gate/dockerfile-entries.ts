import type { Source } from '../core/source.ts';
import { readDockerfile } from '../dockerfile/read-dockerfile.ts';
import { imageOfDockerfile } from '../evidence/image/dockerfile-view.ts';
import type { UnitEntry } from './unit.ts';

/** What the text of a Dockerfile brings. `name` is what findings call it. */
export function dockerfileEntries(source: Source, name: string): readonly UnitEntry[] {
  const { dockerfile, problems } = readDockerfile(source);
  return [
    { type: 'file' },
    ...problems.map((missing): UnitEntry => ({ type: 'unreadable', missing })),
    ...(dockerfile === undefined
      ? []
      : [{ type: 'dockerfile', dockerfile, image: imageOfDockerfile(dockerfile, name) } as const]),
  ];
}
