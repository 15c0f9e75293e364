import type { Source } from '../core/source.ts';
import type { Unit, UnitEntry } from './unit.ts';

/** How the unit of a Dockerfile is named. */
export interface DockerfileUnit {
  /** What findings call it; its path where it is left out. */
  readonly name?: string;
  /** Whether it lies beside others that were asked for together: where no rule judges it, nobody is told that. */
  readonly isBeside?: boolean;
}

/** A unit of a Dockerfile whose text is at hand. */
export function loadDockerfile(source: Source, { name = source.path, isBeside = false }: DockerfileUnit = {}): Unit {
  return dockerfileUnit({ path: source.path, name, isBeside }, async () => source);
}

/** A unit of a Dockerfile that is read when it is judged; what keeps it from being read is an entry of its own. */
export function dockerfileUnit(
  { path, name, isBeside }: { readonly path: string } & Required<DockerfileUnit>,
  read: () => Promise<Source | UnitEntry>,
): Unit {
  return {
    path,
    isRest: isBeside,
    async *read({ judgesImages }) {
      if (!judgesImages) return;
      const source = await read();
      yield 'type' in source ? [source] : await readDockerfileEntries(source, name);
    },
  };
}

/** What the text of a Dockerfile brings. What reads it is loaded when there is one. */
export async function readDockerfileEntries(source: Source, name: string): Promise<readonly UnitEntry[]> {
  const { dockerfileEntries } = await import('./dockerfile-entries.ts');
  return dockerfileEntries(source, name);
}
