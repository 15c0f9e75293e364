import { mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { type FileEvent, type FileWatcher, watchFiles } from './watch-files.ts';

let directory = '';
let watcher: FileWatcher;
let told: [FileEvent, string][] = [];

beforeEach(async () => {
  directory = mkdtempSync(join(tmpdir(), 'plimsoll-watched-'));
  told = [];
  watcher = watchFiles({
    paths: [join(directory, 'named')],
    except: [],
    onEvent: (event, path) => {
      told.push([event, path]);
    },
    onError: (error) => {
      throw error;
    },
  });
  await watcher.ready;
});
afterEach(async () => {
  await watcher.close();
  rmSync(directory, { recursive: true });
});

describe('a file that is watched only after it was read', () => {
  test('is told as changed where it was saved in between', async () => {
    const path = file('base.yaml');
    watcher.add([path], statSync(path).mtimeMs - 1);
    await vi.waitFor(() => {
      expect(told).toEqual([['changed', path]]);
    }, 5000);
  });

  test('is told of only when it changes, where it was not', async () => {
    const [untouched, saved] = [file('untouched.yaml'), file('saved.yaml')];
    watcher.add([untouched], statSync(untouched).mtimeMs);
    watcher.add([saved], statSync(saved).mtimeMs - 1);
    await vi.waitFor(() => {
      expect(told).toEqual([['changed', saved]]);
    }, 5000);
    writeFileSync(untouched, 'b');
    await vi.waitFor(() => {
      expect(told.at(-1)).toEqual(['changed', untouched]);
    }, 5000);
  });

  test('is watched once, however often it is added', async () => {
    const path = file('base.yaml');
    watcher.add([path], statSync(path).mtimeMs - 1);
    watcher.add([path], statSync(path).mtimeMs - 1);
    await vi.waitFor(() => {
      expect(told).not.toEqual([]);
    }, 5000);
    expect(told).toEqual([['changed', path]]);
  });
});

function file(name: string): string {
  const path = join(directory, name);
  writeFileSync(path, 'a');
  return path;
}
