import { spawnSync } from 'node:child_process';
import {
  chmodSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  statSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type TemporaryTree, temporaryTree } from '../../../test/temporary-tree.ts';
import { ResultsFolder } from './results-folder.ts';

let tree: TemporaryTree;
let folder = '';
beforeEach(() => {
  tree = temporaryTree();
  folder = tree.path('results');
  mkdirSync(folder);
});
afterEach(() => {
  tree.remove();
});

const RESULT = Uint8Array.from(Buffer.from('a result '.repeat(1000)));
const OTHER = Uint8Array.from(Buffer.from('another one'));

function onlyFile(): string {
  const [name = ''] = readdirSync(folder);
  return join(folder, name);
}

describe('a result', () => {
  test('is kept until it is cleared, in a file that nobody else can read', async () => {
    const results = new ResultsFolder(folder);
    expect(await results.read('key')).toBeUndefined();
    await results.keep('key', RESULT);
    expect(await results.has('key')).toBe(true);
    expect(await new ResultsFolder(folder).read('key')).toEqual(RESULT);
    expect(statSync(onlyFile()).mode & 0o777).toBe(0o600);
    const size = await results.size();
    expect(size).toEqual({ results: 1, bytes: statSync(onlyFile()).size });
    expect(await results.clear()).toEqual(size);
    expect(await results.has('key')).toBe(false);
  });

  test.each([
    ['empty', () => Buffer.from('')],
    ['cut off', (file: Buffer) => file.subarray(0, file.length - 1)],
    [
      'changed in one bit',
      (file: Buffer) => Buffer.from(file.map((byte, index) => (index === file.length - 5 ? byte ^ 1 : byte))),
    ],
    ['of another form', () => Buffer.from('{"name":"a result"}')],
  ])('is not there when its file is %s, and can be kept again', async (_, damage) => {
    const results = new ResultsFolder(folder);
    await results.keep('key', RESULT);
    writeFileSync(onlyFile(), damage(readFileSync(onlyFile())));
    expect(await results.read('key')).toBeUndefined();
    await results.keep('key', RESULT);
    expect(await results.read('key')).toEqual(RESULT);
  });

  test('is not there under the name of another one', async () => {
    const results = new ResultsFolder(folder);
    await results.keep('digest of a lie', OTHER);
    const lie = onlyFile();
    await results.keep('key', RESULT);
    const file = readdirSync(folder).find((name) => join(folder, name) !== lie) ?? '';
    renameSync(lie, join(folder, file));
    expect(await results.read('key')).toBeUndefined();
  });

  test('is still read by who has begun when all is cleared', async () => {
    const results = new ResultsFolder(folder);
    await results.keep('key', RESULT);
    const rounds = Array.from({ length: 50 }, async (_, round) => {
      if (round % 10 === 5) await results.clear();
      else if (round % 10 === 7) await results.keep('key', RESULT);
      return results.read('key');
    });
    for (const read of await Promise.all(rounds)) expect([undefined, RESULT]).toContainEqual(read);
  });
});

describe('the limit', () => {
  test('holds at the end of a run: what was not used for longest goes', async () => {
    const results = new ResultsFolder(folder);
    for (const [age, key] of ['newest', 'newer', 'older', 'oldest'].entries()) {
      const before = new Set(readdirSync(folder));
      await results.keep(key, OTHER);
      const name = readdirSync(folder).find((each) => !before.has(each)) ?? '';
      const hoursAgo = Date.now() / 1000 - 3600 * age;
      utimesSync(join(folder, name), hoursAgo, hoursAgo);
    }
    expect(await results.read('oldest')).toEqual(OTHER);
    const { bytes } = await results.size();
    const smaller = new ResultsFolder(folder, bytes * 0.6);
    await smaller.keep('newest', OTHER);
    await smaller.trim();
    const left = ['newest', 'oldest', 'newer', 'older'].map(async (key) => results.has(key));
    expect(await Promise.all(left)).toEqual([true, true, false, false]);
  });

  test('is no place for one that is larger', async () => {
    const results = new ResultsFolder(folder, 10);
    await results.keep('key', RESULT);
    expect(await results.has('key')).toBe(false);
  });

  test('lets what a killed process was writing go, after a while', async () => {
    const left = join(folder, '.writing-x');
    const fresh = join(folder, '.writing-y');
    for (const path of [left, fresh]) writeFileSync(path, 'half');
    utimesSync(left, 0, 0);
    const results = new ResultsFolder(folder);
    await results.keep('key', RESULT);
    await results.trim();
    expect(readdirSync(folder).filter((name) => name.startsWith('.'))).toEqual(['.writing-y']);
  });
});

describe('where nothing can be kept', () => {
  test('a folder that is gone costs nothing', async () => {
    const results = new ResultsFolder(join(folder, 'gone'));
    await results.keep('key', RESULT);
    await results.trim();
    expect(await results.read('key')).toBeUndefined();
    expect(await results.size()).toEqual({ results: 0, bytes: 0 });
  });

  test.skipIf(process.platform === 'win32' || process.getuid?.() === 0)(
    'a folder that can only be read is read',
    async () => {
      const results = new ResultsFolder(folder);
      await results.keep('key', RESULT);
      chmodSync(folder, 0o500);
      await results.keep('other', OTHER);
      expect(await results.read('key')).toEqual(RESULT);
      expect(await results.has('other')).toBe(false);
      chmodSync(folder, 0o700);
    },
  );

  const canMount = process.platform === 'linux' && process.getuid?.() === 0;
  test.skipIf(!canMount)(
    'a disk that is full keeps what is on it, and nothing that is half written',
    async (context) => {
      const mounted = spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=64k,mode=700', 'tmpfs', folder]);
      if (mounted.status !== 0) context.skip('it needs to mount a file system');
      try {
        const results = new ResultsFolder(folder);
        await results.keep('key', OTHER);
        const incompressible = Uint8Array.from({ length: 200_000 }, (_, index) => (index * index * 31) >> (index % 13));
        await results.keep('large', incompressible);
        expect(await results.has('large')).toBe(false);
        expect(await results.read('key')).toEqual(OTHER);
        expect(readdirSync(folder)).toHaveLength(1);
      } finally {
        spawnSync('umount', [folder]);
      }
    },
  );
});
