import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { UserError } from '../../core/errors.ts';
import type { Files } from '../../core/ports.ts';
import { nodeFiles } from '../../host/node-files.ts';
import { filesAt, type PastFiles } from './places.ts';

let root = '';
let files: Files;
let past: PastFiles;

function write(path: string): void {
  mkdirSync(dirname(join(root, path)), { recursive: true });
  writeFileSync(join(root, path), path);
}

const at = (path: string): string => join(root, path);

async function* nothing(): AsyncGenerator<Uint8Array> {}

/** What a file of the past holds: the path that it really lies at. */
async function read(path: string): Promise<string> {
  try {
    return Buffer.from(await past.read(at(path), 1000)).toString();
  } catch (error) {
    if (error instanceof UserError) return error.problem.code;
    throw error;
  }
}

beforeEach(() => {
  root = realpathSync(mkdtempSync(join(tmpdir(), 'plimsoll-places-')));
  for (const path of ['now/k8s/a.yaml', 'now/k8s/b.yaml', 'now/other/o.yaml', 'outside/x.yaml']) write(path);
  for (const path of ['then/k8s/a.yaml', 'then/k8s/gone.yaml', 'then/base/base.yaml']) write(path);
  files = nodeFiles(nothing);
  past = filesAt(files, {
    named: new Map([
      [at('now/k8s'), at('then/k8s')],
      [at('now/new'), at('then/new')],
      [at('outside'), undefined],
    ]),
    moved: [{ root: at('now'), into: at('then') }],
  });
});
afterEach(() => {
  rmSync(root, { recursive: true });
});

describe('files of another moment', () => {
  test.each([
    ['a directory that was named', 'now/k8s', ['now/k8s/a.yaml', 'now/k8s/gone.yaml']],
    ['a directory below one', 'now/k8s/.', ['now/k8s/a.yaml', 'now/k8s/gone.yaml']],
    ['a file', 'now/k8s/a.yaml', ['now/k8s/a.yaml']],
    ['what was not there', 'now/new', []],
    ['what lies beside what was named', 'now/base', ['now/base/base.yaml']],
    ['what is there now alone', 'now/other', []],
    ['what was judged outside', 'outside', []],
  ])('%s is listed as it was, by the name that it has now', async (_, path, found) => {
    expect((await past.list(at(path))).files.map((file) => file.path)).toEqual(found.map(at));
  });

  test.each([
    ['now/k8s/a.yaml', 'then/k8s/a.yaml'],
    ['now/k8s/gone.yaml', 'then/k8s/gone.yaml'],
    ['now/base/base.yaml', 'then/base/base.yaml'],
    ['now/k8s/b.yaml', 'PL_E_FILE_UNREADABLE'],
    ['now/other/o.yaml', 'PL_E_FILE_UNREADABLE'],
    ['then/k8s/a.yaml', 'then/k8s/a.yaml'],
    ['outside/x.yaml', 'outside/x.yaml'],
  ])('%s is read as %s, and never as it is now', async (path, content) => {
    expect(await read(path)).toBe(content);
  });
});
