import { statSync } from 'node:fs';
import { basename, resolve } from 'node:path';
import { watch } from 'chokidar';

/** What happened to a file. */
export type FileEvent = 'added' | 'changed' | 'removed';

/** What is watched. */
export interface WatchCall {
  /** Files, also those that are not there yet, and directories with all that is below them. */
  readonly paths: readonly string[];
  /** Files that are not looked at: those that the program writes itself. */
  readonly except: readonly string[];
  readonly onEvent: (event: FileEvent, path: string) => void;
  /** What kept a path from being watched. */
  readonly onError: (error: unknown) => void;
}

/** Files that are being watched. */
export interface FileWatcher {
  /** Resolves when every path is watched. */
  readonly ready: Promise<void>;
  /** Watches more files, which were read no earlier than `readSince`, in milliseconds since the epoch: a change since then is told. */
  add(paths: readonly string[], readSince: number): void;
  close(): Promise<void>;
}

/** Directories that never hold a service's manifests. */
const SKIPPED = new Set(['.git', 'node_modules']);

/** What editors write beside the file that they save: swap files, locks, backups, and files to be renamed. */
const BESIDE_A_SAVE = /^\.#|^#.*#$|~$|\.sw[a-z]$|^4913$|___jb_(?:tmp|old)___$|^\.goutputstream-|\.tmp$/;

/** Watches files by the events of the operating system. An editor that writes a new file and renames it has changed one. */
export function watchFiles(call: WatchCall): FileWatcher {
  const first = startWatching(call, call.paths);
  const known = new Set(call.paths.map((path) => resolve(path)));
  const watchers = [first];
  return {
    ready: first.ready,
    add: (paths, readSince) => {
      const more = paths.filter((path) => !known.has(resolve(path)));
      if (more.length === 0) return;
      for (const path of more) known.add(resolve(path));
      const watcher = startWatching(call, more);
      watchers.push(watcher);
      void tellChanges(call, more, { watched: watcher.ready, readSince });
    },
    close: async () => {
      await Promise.all(watchers.map(async (each) => each.close()));
    },
  };
}

interface Watching {
  readonly ready: Promise<void>;
  readonly close: () => Promise<void>;
}

function startWatching({ except, onEvent, onError }: WatchCall, paths: readonly string[]): Watching {
  const named = new Set(paths.map((path) => resolve(path)));
  const written = new Set(except.map((path) => resolve(path)));
  const watcher = watch([...paths], {
    ignoreInitial: true,
    followSymlinks: false,
    ignorePermissionErrors: true,
    ignored: (path) => {
      const name = basename(path);
      if (named.has(resolve(path))) return false;
      return SKIPPED.has(name) || BESIDE_A_SAVE.test(name) || written.has(resolve(path));
    },
  });
  watcher.on('add', (path) => {
    onEvent('added', path);
  });
  watcher.on('change', (path) => {
    onEvent('changed', path);
  });
  watcher.on('unlink', (path) => {
    onEvent('removed', path);
  });
  watcher.on('error', onError);
  const ready = new Promise<void>((done) => {
    watcher.on('ready', done);
  });
  return { ready, close: async () => watcher.close() };
}

/** What was saved after it was read and before it was watched has no event of its own. */
async function tellChanges(
  { onEvent, onError }: WatchCall,
  paths: readonly string[],
  { watched, readSince }: { readonly watched: Promise<void>; readonly readSince: number },
): Promise<void> {
  await watched;
  for (const path of paths) {
    try {
      if (changedSince(path, readSince)) onEvent('changed', path);
    } catch (error) {
      onError(error);
    }
  }
}

function changedSince(path: string, time: number): boolean {
  const mtime = statSync(path, { throwIfNoEntry: false })?.mtimeMs;
  return mtime !== undefined && mtime > time;
}
