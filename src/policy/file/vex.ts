import { dirname, isAbsolute, join } from 'node:path/posix';
import type { VexPolicy } from '../policy.ts';
import type { PolicyFile } from './schema.ts';

/** What a policy file says of VEX. */
interface VexSetting {
  readonly files: readonly string[];
  readonly authors?: readonly string[] | undefined;
  readonly noted?: readonly string[] | undefined;
}

/** What a policy file says of VEX, with its short form written out. */
export function vexOf({ vex }: PolicyFile): VexSetting {
  if (vex === undefined) return { files: [] };
  return Array.isArray(vex) ? { files: vex } : vex;
}

/** A policy file, and where it is. */
interface PlacedFile {
  readonly file: PolicyFile;
  readonly path: string;
}

/** What the files so far and one more say: documents are put together, authors must be named by all, and what is only noted stays so. */
export function mergeVex(
  before: VexPolicy | undefined,
  { file, path }: PlacedFile,
  named: (names: readonly string[]) => ReadonlySet<string>,
): VexPolicy | undefined {
  if (file.vex === undefined) return before;
  const { files, authors, noted } = vexOf(file);
  const placed = files.map((each) => (isAbsolute(each) ? join(each) : join(dirname(path), each)));
  return {
    files: [...new Set([...(before?.files ?? []), ...placed])],
    authors: [...(before?.authors ?? []), ...(authors === undefined ? [] : [new Set(authors)])],
    noted: noted === undefined ? before?.noted : (before?.noted ?? new Set<string>()).union(named(noted)),
  };
}
