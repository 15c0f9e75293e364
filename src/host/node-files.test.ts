import { execFileSync, spawn } from 'node:child_process';
import { chmodSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { UserError } from '../core/errors.ts';
import { nodeFiles } from './node-files.ts';

async function* chunks(...texts: readonly string[]): AsyncGenerator<Uint8Array> {
  for (const text of texts) yield new TextEncoder().encode(text);
}

const files = nodeFiles(() => chunks());

async function codeOf(work: Promise<unknown>): Promise<string> {
  try {
    await work;
  } catch (error) {
    if (error instanceof UserError) return error.problem.code;
    throw error;
  }
  return 'none';
}

let root = '';
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'plimsoll-files-'));
});
afterEach(() => {
  rmSync(root, { recursive: true });
});

function write(path: string, text = ''): string {
  const file = join(root, path);
  mkdirSync(join(file, '..'), { recursive: true });
  writeFileSync(file, text);
  return file;
}

describe('a directory', () => {
  test('is listed in the order of names, with its hidden directories, and only what can hold manifests', async () => {
    for (const path of [
      'b.yaml',
      'a/z.yml',
      '.hidden/x.json',
      'readme.md',
      'c.YAML',
      'node_modules/p/package.json',
      '.git/x.yaml',
    ])
      write(path);
    const found = (await files.list(root)).files.map(({ path }) => path.slice(root.length + 1));
    expect(found).toEqual(['.hidden/x.json', 'a/z.yml', 'b.yaml', 'c.YAML']);
  });

  test.skipIf(process.platform === 'win32')('is never left by a link, and a link within it is read', async () => {
    const outside = mkdtempSync(join(tmpdir(), 'plimsoll-outside-'));
    writeFileSync(join(outside, 'secret.yaml'), 'a: b');
    write('real.yaml', 'a: b');
    symlinkSync(join(outside, 'secret.yaml'), join(root, 'out.yaml'));
    symlinkSync(outside, join(root, 'directory'));
    symlinkSync(join(root, 'real.yaml'), join(root, 'within.yaml'));
    symlinkSync(join(root, 'nowhere.yaml'), join(root, 'dangling.yaml'));
    const listing = await files.list(root);
    rmSync(outside, { recursive: true });
    const below = (path: string): string => path.slice(root.length + 1);
    expect(listing.files.map(({ path }) => below(path))).toEqual(['dangling.yaml', 'real.yaml', 'within.yaml']);
    expect(listing.outside.map(below)).toEqual(['directory', 'out.yaml']);
    expect(await codeOf(files.read(join(root, 'dangling.yaml'), 10))).toBe('PL_E_FILE_UNREADABLE');
  });
});

const git = (...given: readonly string[]): void => {
  execFileSync('git', ['-c', 'init.defaultBranch=main', ...given], { cwd: root, stdio: 'ignore' });
};
const listed = async (path = root, options = {}): Promise<readonly [readonly string[], number]> => {
  const { files: found, hidden } = await nodeFiles(() => chunks(), options).list(path);
  return [found.map((file) => file.path.slice(root.length + 1)), hidden];
};

describe('what git ignores', () => {
  beforeEach(() => {
    git('init');
    write('.gitignore', 'build/\n*.local.yaml\n!kept.local.yaml\n');
    for (const path of ['a.yaml', 'a.local.yaml', 'kept.local.yaml', 'build/z.yaml', 'build/deep/y.yaml']) write(path);
  });

  test('is hidden below a named directory, and counted', async () => {
    expect(await listed()).toEqual([['a.yaml', 'kept.local.yaml'], 3]);
  });

  test('is read when it is named, file or directory', async () => {
    expect(await listed(join(root, 'build'))).toEqual([['build/deep/y.yaml', 'build/z.yaml'], 0]);
    expect(await listed(join(root, 'a.local.yaml'))).toEqual([['a.local.yaml'], 0]);
  });

  test('is read where everything is asked for', async () => {
    expect((await listed(root, { readsIgnored: true }))[0]).toHaveLength(5);
  });

  test('is never a file that git tracks: a line in .gitignore hides nothing from a gate', async () => {
    git('add', '-f', 'a.local.yaml', 'build/z.yaml');
    write('sub/.gitignore', '*\n');
    write('sub/b.yaml');
    git('add', '-f', 'sub/b.yaml');
    expect(await listed()).toEqual([['a.local.yaml', 'a.yaml', 'build/z.yaml', 'kept.local.yaml', 'sub/b.yaml'], 1]);
  });

  test('is never a tracked file in a directory of packages, which is not entered otherwise', async () => {
    write('node_modules/a/installed.yaml');
    write('sub/node_modules/a/pod.yaml');
    write('sub/node_modules/a/installed.yaml');
    git('add', '-f', 'sub/node_modules/a/pod.yaml');
    expect((await listed())[0]).toEqual(['a.yaml', 'kept.local.yaml', 'sub/node_modules/a/pod.yaml']);
  });

  test('is nothing outside of a work tree', async () => {
    rmSync(join(root, '.git'), { recursive: true });
    expect((await listed())[0]).toHaveLength(5);
  });
});

const matched = async (pattern: string): Promise<readonly string[]> =>
  (await files.list(join(root, pattern))).files.map(({ path }) => path.slice(root.length + 1));

describe('a pattern', () => {
  beforeEach(() => {
    for (const path of [
      'a.yaml',
      'k8s/b.yaml',
      'k8s/deep/c.yml',
      'k8s/.hidden/d.yaml',
      'k8s/notes.md',
      'other/e.json',
    ]) {
      write(path);
    }
  });

  test.each([
    ['*.yaml', ['a.yaml']],
    ['**/*.yaml', ['a.yaml', 'k8s/.hidden/d.yaml', 'k8s/b.yaml']],
    ['k8s/**', ['k8s/.hidden/d.yaml', 'k8s/b.yaml', 'k8s/deep/c.yml']],
    ['{k8s,other}/*', ['k8s/.hidden/d.yaml', 'k8s/b.yaml', 'k8s/deep/c.yml', 'other/e.json']],
    ['k8s/d*', ['k8s/deep/c.yml']],
    ['k8s/[b].y?ml', ['k8s/b.yaml']],
  ])('%s matches files, and what lies in directories', async (pattern, expected) => {
    expect(await matched(pattern)).toEqual(expected);
  });

  test.each(['*.tf', 'nowhere/*.yaml', '[', '{a', '**/nothing.yaml'])(
    '%s that matches nothing is not found',
    async (pattern) => {
      expect(await codeOf(files.list(join(root, pattern)))).toBe('PL_E_FILE_NOT_FOUND');
    },
  );

  test('is a name where a file has it', async () => {
    write('[x].yaml');
    expect(await matched('[x].yaml')).toEqual(['[x].yaml']);
  });
});

describe('a path', () => {
  test('that is not there is wrong usage', async () => {
    expect(await codeOf(files.list(join(root, 'nowhere')))).toBe('PL_E_FILE_NOT_FOUND');
  });

  test('that is a file is listed whatever its name', async () => {
    const file = write('Manifest.txt');
    expect((await files.list(file)).files).toEqual([{ path: file }]);
  });

  test.skipIf(process.platform === 'win32' || process.getuid?.() === 0)('that may not be read is told', async () => {
    const file = write('a.yaml', 'a: b');
    chmodSync(file, 0);
    expect(await codeOf(files.read(file, 10))).toBe('PL_E_FILE_UNREADABLE');
  });
});

describe('reading', () => {
  test.each([
    [0, 10],
    [9, 10],
    [10, 10],
  ])('gives all %i bytes under a limit of %i', async (size, limit) => {
    expect((await files.read(write('a.yaml', 'x'.repeat(size)), limit)).length).toBe(size);
  });

  test('stops at the limit', async () => {
    expect(await codeOf(files.read(write('a.yaml', 'x'.repeat(11)), 10))).toBe('PL_E_FILE_TOO_LARGE');
  });

  test.skipIf(process.platform === 'win32')('takes a pipe to its end, and to the limit', async () => {
    const pipe = join(root, 'pipe');
    execFileSync('mkfifo', [pipe]);
    const fill = (bytes: number): void => {
      spawn('sh', ['-c', `head -c ${bytes} /dev/zero > '${pipe}'`], { stdio: 'ignore' });
    };
    fill(100_000);
    expect((await files.read(pipe, 200_000)).length).toBe(100_000);
    fill(300_000);
    expect(await codeOf(files.read(pipe, 200_000))).toBe('PL_E_FILE_TOO_LARGE');
  });

  test('takes standard input for -', async () => {
    const stdin = nodeFiles(() => chunks('ab', 'c'));
    expect((await stdin.list('-')).files).toEqual([{ path: '-' }]);
    expect(new TextDecoder().decode(await stdin.read('-', 10))).toBe('abc');
    expect(await codeOf(nodeFiles(() => chunks('ab', 'c')).read('-', 2))).toBe('PL_E_FILE_TOO_LARGE');
  });
});
