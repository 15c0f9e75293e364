import { chmodSync, existsSync, mkdirSync, readdirSync, statSync, symlinkSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { writeLayout } from '../../../test/image/write-layout.ts';
import { writeTar } from '../../../test/image/write-tar.ts';
import { type TemporaryTree, temporaryTree } from '../../../test/temporary-tree.ts';
import { runMain } from '../testing/run-main.ts';

let tree: TemporaryTree;
beforeEach(() => {
  tree = temporaryTree();
  writeLayout(tree.path('l'), { layers: [writeTar([{ name: 'etc/os-release', body: 'ID=debian\n' }])] });
});
afterEach(() => {
  tree.remove();
});

async function plimsoll(environment: Readonly<Record<string, string>>, ...argv: readonly string[]) {
  return runMain(argv, { directory: tree.root, environment, width: 100 });
}

const files = () => ['image', 'files', `oci:${tree.path('l')}`];

describe.skipIf(process.platform === 'win32')('what is kept of images', () => {
  test('is told, used and cleared', async () => {
    const kept = { PLIMSOLL_CACHE_DIR: 'kept' };
    const first = await plimsoll(kept, ...files());
    expect(await plimsoll(kept, ...files())).toEqual(first);
    const folder = tree.path('kept/results');
    const { out } = await plimsoll(kept, 'cache', 'status');
    expect(out).toMatch(/^.*kept\/results: 2 results, \d+ B\n$/);
    expect(statSync(folder).mode & 0o777).toBe(0o700);
    const cleared = await plimsoll(kept, 'cache', 'clear', '-o', 'json');
    expect(JSON.parse(cleared.out)).toMatchObject({ folder, results: 2, cleared: true });
    expect((await plimsoll(kept, 'cache', 'status')).out).toContain(': 0 results, 0 B');
    expect(await plimsoll(kept, ...files())).toEqual(first);
  });

  test('lies among the caches of the user', async () => {
    mkdirSync(tree.path('home'), { mode: 0o700 });
    await plimsoll({ HOME: tree.path('home') }, ...files());
    const caches = process.platform === 'darwin' ? 'Library/Caches' : '.cache';
    expect(readdirSync(tree.path(`home/${caches}/plimsoll/results`))).toHaveLength(2);
  });

  test('is nothing with --no-cache, or without a home', async () => {
    await plimsoll({ PLIMSOLL_CACHE_DIR: 'kept' }, ...files(), '--no-cache');
    expect(existsSync(tree.path('kept'))).toBe(false);
    expect((await plimsoll({}, 'cache', 'status')).out).toBe('nothing is kept\n');
  });

  test.each(['kept', 'kept/results'])('is refused where others may enter %s', async (part) => {
    mkdirSync(tree.path('kept/results'), { recursive: true, mode: 0o700 });
    chmodSync(tree.path(part), 0o777);
    const named = await plimsoll({ PLIMSOLL_CACHE_DIR: 'kept' }, ...files());
    expect(named.err).toContain('PL_E_CACHE_FOLDER');
    expect(named.code).toBe(2);
    expect(readdirSync(tree.path('kept/results'))).toEqual([]);
  });

  test('is done without, and that is told, where the place among the caches is a link', async () => {
    mkdirSync(tree.path('c'), { mode: 0o700 });
    mkdirSync(tree.path('elsewhere'), { mode: 0o700 });
    symlinkSync(tree.path('elsewhere'), tree.path('c/plimsoll'));
    const { code, out, err } = await plimsoll({ XDG_CACHE_HOME: tree.path('c') }, ...files());
    expect(err).toContain('Nothing can be kept in ');
    expect(out).toContain('etc/os-release');
    expect(code).toBe(0);
  });

  test.each([
    [['cache', 'shrink'], 'PL_E_USAGE'],
    [['cache', 'status', '-o', 'xml'], 'PL_E_USAGE'],
    [['image', 'files', 'oci:x', '--max-cache-bytes', '2G'], 'PL_E_USAGE'],
  ])('%j is refused', async (argv, said) => {
    const { code, err } = await plimsoll({}, ...argv);
    expect(err).toContain(said);
    expect(code).toBe(2);
  });
});
