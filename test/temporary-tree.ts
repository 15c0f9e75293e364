import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

/** A directory of files that a test makes, and removes when it is done. */
export interface TemporaryTree {
  readonly root: string;
  path(name: string): string;
  write(files: Readonly<Record<string, string>>): void;
  remove(): void;
}

/** Makes a tree of files in a new temporary directory. */
export function temporaryTree(files: Readonly<Record<string, string>> = {}): TemporaryTree {
  const root = realpathSync(mkdtempSync(join(tmpdir(), 'plimsoll-test-')));
  const tree: TemporaryTree = {
    root,
    path: (name) => join(root, name),
    write: (written) => {
      for (const [name, text] of Object.entries(written)) {
        mkdirSync(dirname(join(root, name)), { recursive: true });
        writeFileSync(join(root, name), text);
      }
    },
    remove: () => rmSync(root, { recursive: true, force: true }),
  };
  tree.write(files);
  return tree;
}
