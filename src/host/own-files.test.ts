import { execFile, spawnSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { promisify } from 'node:util';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type TemporaryTree, temporaryTree } from '../../test/temporary-tree.ts';
import type { OwnFiles } from '../core/ports.ts';
import { ownFiles } from './own-files.ts';

const run = promisify(execFile);

let tree: TemporaryTree;
let files: OwnFiles;
beforeEach(() => {
  tree = temporaryTree();
  files = ownFiles(tree.path('own/db'));
});
afterEach(() => {
  tree.remove();
});

async function textOf(name: string): Promise<string | undefined> {
  const source = await files.open(name);
  if (source === undefined) return undefined;
  const bytes = await source.read(0, source.size);
  await source.close();
  return Buffer.from(bytes).toString();
}

describe('files of our own', () => {
  test('are written whole, replaced and removed', async () => {
    expect(await textOf('a')).toBeUndefined();
    await files.write('a', Buffer.from('one'));
    await files.write('a', Buffer.from('two'));
    expect(await textOf('a')).toBe('two');
    expect(readdirSync(tree.path('own/db'))).toEqual(['a']);
    await files.remove('a');
    await files.remove('a');
    expect(await textOf('a')).toBeUndefined();
  });

  test.each([
    ['empty', 0],
    ['read when it is opened', 1024 * 1024],
    ['read later', 1024 * 1024 + 1],
  ])('one that is %s has its bytes, also after another took its place', async (_, size) => {
    const bytes = Buffer.alloc(size, 'abc');
    await files.write('a', bytes);
    const source = await files.open('a');
    await files.write('a', Buffer.from('another'));
    expect(source?.size).toBe(size);
    expect(Buffer.from((await source?.read(0, size)) ?? []).equals(bytes)).toBe(true);
    await source?.close();
  });

  test.skipIf(process.platform === 'win32')('a pipe is told, and not waited for', async () => {
    await files.write('a', Buffer.from('one'));
    spawnSync('mkfifo', [tree.path('own/db/pipe')]);
    await expect(files.open('pipe')).rejects.toMatchObject({ problem: { code: 'PL_E_FILE_UNREADABLE' } });
  });

  test.skipIf(process.platform === 'win32')('are closed to others', async () => {
    await files.write('a', Buffer.from('one'));
    expect(statSync(tree.path('own/db')).mode & 0o777).toBe(0o700);
    expect(statSync(tree.path('own/db/a')).mode & 0o777).toBe(0o600);
  });

  test('that cannot be written are told by their path', async () => {
    writeFileSync(tree.path('own'), 'no directory');
    await expect(files.write('a', Buffer.from('one'))).rejects.toMatchObject({ problem: { code: 'PL_E_OWN_FILE' } });
    await expect(files.alone(async () => {})).rejects.toMatchObject({ problem: { code: 'PL_E_OWN_FILE' } });
  });
});

describe('alone', () => {
  test('nobody else works at the same time, also after an error', async () => {
    const steps: string[] = [];
    const work = async (name: string): Promise<void> =>
      files.alone(async () => {
        steps.push(`${name} begins`);
        await new Promise((done) => setTimeout(done, 20));
        steps.push(`${name} ends`);
        if (name === 'a') throw new Error('on purpose');
      });
    const [first] = await Promise.allSettled([work('a'), work('b'), work('c')]);
    expect(first?.status).toBe('rejected');
    for (let at = 0; at < steps.length; at += 2) expect(steps[at + 1]).toBe(steps[at]?.replace('begins', 'ends'));
    expect(steps).toHaveLength(6);
    expect(existsSync(tree.path('own/db/.lock'))).toBe(false);
  });

  test('many processes lose nothing of one another', async () => {
    const module = JSON.stringify(new URL('own-files.ts', import.meta.url).pathname);
    const script = `import { ownFiles } from ${module};
      import { readFileSync } from 'node:fs';
      const files = ownFiles(process.argv[1]);
      for (let round = 0; round < 5; round += 1) await files.alone(async () => {
        let count = 0;
        try { count = Number(readFileSync(process.argv[1] + '/count', 'utf8')); } catch {}
        await new Promise((done) => setTimeout(done, 5));
        await files.write('count', Buffer.from(String(count + 1)));
      });`;
    const call = ['--input-type=module', '-e', script, tree.path('own/db')];
    const ended = await Promise.all(Array.from({ length: 4 }, async () => run(process.execPath, call)));
    expect(ended.map(({ stderr }) => stderr).join('')).toBe('');
    expect(readFileSync(tree.path('own/db/count'), 'utf8')).toBe('20');
  });

  test('what a killed process left does not hold up others for ever', async () => {
    await files.write('a', Buffer.from('one'));
    writeFileSync(tree.path('own/db/.lock'), '');
    const longAgo = new Date(Date.now() - 60_000);
    utimesSync(tree.path('own/db/.lock'), longAgo, longAgo);
    expect(await files.alone(async () => 'done')).toBe('done');
  });

  test('a lock of a process that has ended holds up nobody', async () => {
    await files.write('a', Buffer.from('one'));
    const { stdout } = await run(process.execPath, ['-p', 'process.pid']);
    writeFileSync(tree.path('own/db/.lock'), `${hostname()} ${stdout.trim()}`);
    expect(await files.alone(async () => 'done')).toBe('done');
    expect(readdirSync(tree.path('own/db'))).toEqual(['a']);
  });

  test('what a killed process had begun to write is removed', async () => {
    await files.write('a', Buffer.from('one'));
    for (const name of ['.writing-1', '.writing-2']) writeFileSync(tree.path(`own/db/${name}`), 'half');
    const longAgo = new Date(Date.now() - 60_000);
    utimesSync(tree.path('own/db/.writing-1'), longAgo, longAgo);
    await files.alone(async () => {});
    expect(await files.list()).toEqual(['.writing-2', 'a']);
  });
});
