import { stat } from 'node:fs/promises';
import { setImmediate } from 'node:timers/promises';
import type { FileTrees, TreeFile, UnseenPath } from '../../core/ports.ts';
import { isSystemError } from '../system-error.ts';
import { textOf } from './byte-name.ts';
import { type Found, FoundFile } from './found-file.ts';
import { nextDirectory, type Unseen, walkFrom } from './tree-walk.ts';

/** Directories of this machine. Names are bytes, so that those that are no text are found, too. */
export const nodeFileTrees: FileTrees = {
  has: async (directory) => {
    try {
      return (await stat(directory)).isDirectory();
    } catch (error) {
      if (isSystemError(error)) return false;
      throw error;
    }
  },
  walk: (directory) => walk(directory),
};

/** After how many files whoever else waits in this thread has a turn: progress that is shown, a signal. */
const AT_A_TIME = 1000;

async function* walk(root: string): AsyncGenerator<readonly (TreeFile | UnseenPath)[], void, undefined> {
  const state = walkFrom(root);
  let seen = 0;
  for (let found = nextDirectory(state); found !== undefined; found = nextDirectory(state)) {
    yield found.map((each) => told(root, each));
    seen += found.length;
    if (seen < AT_A_TIME) continue;
    seen = 0;
    await setImmediate();
  }
}

function told(root: string, found: Found | Unseen): TreeFile | UnseenPath {
  return 'why' in found ? { name: textOf(found.name), why: found.why } : new FoundFile(root, found);
}
