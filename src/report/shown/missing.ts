import type { Missing } from '../../core/verdict.ts';
import { namedFile, type PathBase } from './repository-path.ts';

/** What could not be judged for one reason, which one remedy supplies. */
export interface MissingGroup {
  readonly code: string;
  readonly supply: string;
  readonly missing: readonly Missing[];
}

/** What could not be judged, the same remedy said once. */
export function groupMissing(missing: readonly Missing[]): readonly MissingGroup[] {
  const groups = Map.groupBy(missing, ({ code, supply }) => JSON.stringify([code, supply]));
  return [...groups.values()].flatMap((group): readonly MissingGroup[] => {
    const [first] = group;
    return first === undefined ? [] : [{ code: first.code, supply: first.supply, missing: group }];
  });
}

/** `chart/values.yaml:3`; empty where it is no place in a file. */
export function missingPlace({ file, line }: Missing, base?: PathBase): string {
  if (file === undefined) return '';
  const name = namedFile(file, base);
  return line === undefined ? name : `${name}:${line}`;
}
