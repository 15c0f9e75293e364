import { spawn } from 'node:child_process';
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { text } from 'node:stream/consumers';
import { expect, test } from 'vitest';
import { ROOT } from '../repository.ts';
import { temporaryTree } from '../temporary-tree.ts';
import { writeLayout } from './write-layout.ts';
import { writeTar } from './write-tar.ts';

const PROCESSES = 8;

async function plimsoll(home: string, ...call: readonly string[]): Promise<string> {
  const child = spawn(process.execPath, ['src/cli/bin.ts', ...call], {
    cwd: ROOT,
    env: { ...process.env, PLIMSOLL_CACHE_DIR: home },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const [out, err] = await Promise.all([text(child.stdout), text(child.stderr)]);
  return out + err;
}

function fileOf(version: number): { readonly name: string; readonly body: string } {
  return { name: `file-${version}`, body: 'x'.repeat(version) };
}

test.skipIf(process.platform === 'win32')(
  'processes that keep and read the same results at once all read what is true, also among damage and clearing',
  { timeout: 120_000 },
  async () => {
    const tree = temporaryTree();
    try {
      writeLayout(tree.path('l'), { layers: [1, 2, 3].map((version) => writeTar([fileOf(version)])) });
      const kept = tree.path('kept');
      mkdirSync(kept, { mode: 0o700 });
      const files = ['image', 'files', `oci:${tree.path('l')}`];
      const expected = await plimsoll(kept, ...files, '--no-cache');
      expect(expected).toContain('file-3');
      const round = async (): Promise<readonly string[]> =>
        Promise.all(Array.from({ length: PROCESSES }, async () => plimsoll(kept, ...files)));
      expect(await round()).toEqual(Array.from({ length: PROCESSES }, () => expected));
      const results = tree.path('kept/results');
      // What is in each layer, under which digest, and of files that are old enough which digest they have.
      expect(readdirSync(results).length).toBeGreaterThanOrEqual(6);
      for (const name of readdirSync(results)) {
        const path = tree.path(`kept/results/${name}`);
        writeFileSync(path, readFileSync(path).subarray(1));
      }
      const [outputs] = await Promise.all([round(), plimsoll(kept, 'cache', 'clear')]);
      expect(outputs).toEqual(Array.from({ length: PROCESSES }, () => expected));
    } finally {
      tree.remove();
    }
  },
);
