import { execFileSync } from 'node:child_process';
import { chmodSync, mkdirSync, renameSync, rmSync, symlinkSync, utimesSync, writeFileSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { type TemporaryTree, temporaryTree } from '../../../test/temporary-tree.ts';
import { UserError } from '../../core/errors.ts';
import type { TreeFile, UnseenPath } from '../../core/ports.ts';
import { nodeFileTrees } from './node-file-trees.ts';

let tree: TemporaryTree;
beforeEach(() => {
  tree = temporaryTree({ 'root/etc/passwd': 'root:x:0:0', 'outside/secret': 'hidden' });
});
afterEach(() => {
  tree.remove();
});

function nameOf({ name }: { readonly name: string }): string {
  return name;
}

async function walk(directory = tree.path('root')) {
  const all: (TreeFile | UnseenPath)[] = [];
  for await (const found of nodeFileTrees.walk(directory)) all.push(...found);
  return all;
}

async function file(name: string): Promise<TreeFile> {
  const found = (await walk()).find((each) => nameOf(each) === name);
  if (found === undefined || 'why' in found) throw new Error(`${name} is not there`);
  return found;
}

async function contentOf(found: TreeFile): Promise<string> {
  const source = await found.open();
  const bytes = await source.read(0, source.size);
  await source.close();
  return Buffer.from(bytes).toString();
}

describe('a tree of files', () => {
  test('is listed with directories before what is in them, and no link followed', async () => {
    symlinkSync('../outside', tree.path('root/link'));
    symlinkSync('/', tree.path('root/all'));
    mkdirSync(tree.path('root/etc.d'));
    expect((await walk()).map(nameOf)).toEqual(['all', 'etc', 'etc.d', 'link', 'etc/passwd']);
    expect((await file('link')).target).toBe('../outside');
    expect(await contentOf(await file('etc/passwd'))).toBe('root:x:0:0');
  });

  test('tells what each file is', async () => {
    execFileSync('mkfifo', [tree.path('root/pipe')]);
    chmodSync(tree.path('root/etc/passwd'), 0o4755);
    utimesSync(tree.path('root/etc/passwd'), 1_000_000, 1_600_000_000.9);
    expect(await file('etc/passwd')).toMatchObject({ type: 'file', mode: 0o4755, size: 10, modified: 1_600_000_000 });
    expect(await file('etc')).toMatchObject({ type: 'directory', size: 0 });
    expect(await file('pipe')).toMatchObject({ type: 'fifo', size: 0 });
  });

  test('has names that are no text', async () => {
    const name = Buffer.concat([Buffer.from(tree.path('root/')), Buffer.from([0xff, 0xfe])]);
    writeFileSync(name, 'bytes');
    expect(await contentOf(await file('\u00ff\u00fe'))).toBe('bytes');
  });

  test('gives nothing of what took the place of a file', async () => {
    const found = await file('etc/passwd');
    renameSync(tree.path('root/etc'), tree.path('root/old'));
    symlinkSync(tree.path('outside'), tree.path('root/etc'));
    writeFileSync(tree.path('outside/passwd'), 'other');
    await expect(found.open()).rejects.toThrow('it was changed meanwhile');
    rmSync(tree.path('root/etc'));
    await expect(found.open()).rejects.toThrow(UserError);
    mkdirSync(tree.path('root/etc'));
    symlinkSync(tree.path('outside/secret'), tree.path('root/etc/passwd'));
    await expect(found.open()).rejects.toThrow('too many symbolic links');
  });

  test('is not entered where a link took the place of a directory', async () => {
    const names: string[] = [];
    for await (const found of nodeFileTrees.walk(tree.path('root'))) {
      names.push(...found.map((each) => ('why' in each ? `${nameOf(each)}: ${each.why}` : nameOf(each))));
      if (names.length > 1) continue;
      renameSync(tree.path('root/etc'), tree.path('root/old'));
      symlinkSync(tree.path('outside'), tree.path('root/etc'));
    }
    expect(names).toEqual(['etc', 'etc: it was changed meanwhile']);
  });

  test.skipIf(process.platform !== 'linux')('leaves out what the kernel makes up', async () => {
    expect(await walk('/proc')).toEqual([]);
  });

  test.skipIf(process.getuid?.() === 0)('tells what it may not see (skipped for root, who may)', async () => {
    chmodSync(tree.path('root/etc'), 0);
    expect((await walk()).map((each) => ('why' in each ? each.why : nameOf(each)))).toEqual([
      'etc',
      'permission denied',
    ]);
    chmodSync(tree.path('root/etc'), 0o755);
  });

  test('gives others a turn before it is through', async () => {
    for (let each = 0; each < 1500; each += 1) writeFileSync(tree.path(`root/${each}`), '');
    const turn = vi.fn<() => void>();
    setImmediate(turn);
    expect(await walk()).toHaveLength(1502);
    expect(turn).toHaveBeenCalledOnce();
  });

  test('is there or not', async () => {
    expect(await nodeFileTrees.has(tree.path('root'))).toBe(true);
    expect(await nodeFileTrees.has(tree.path('root/etc/passwd'))).toBe(false);
    expect(await nodeFileTrees.has(tree.path('nowhere'))).toBe(false);
  });
});
