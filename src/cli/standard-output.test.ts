import { spawn, spawnSync } from 'node:child_process';
import { closeSync, mkdtempSync, openSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';

const MODULE = join(import.meta.dirname, 'standard-output.ts');
const MEGABYTES = 4;

/** A program that writes a few megabytes to its standard output, more than any pipe holds. */
const PROGRAM = `
const { standardOutput } = await import(${JSON.stringify(MODULE)});
const { write, columns } = standardOutput();
const part = 'é'.repeat(500_000);
for (let count = 0; count < ${MEGABYTES}; count += 1) write(count % 2 === 0 ? part : Buffer.from(part));
process.stderr.write(String(columns));
`;

const CALL = ['--input-type=module', '--eval', PROGRAM];

test('reaches a pipe whole, however slowly it is read', () => {
  const { stdout, stderr, status } = spawnSync(process.execPath, CALL, { encoding: 'utf8', maxBuffer: 2 ** 25 });
  expect({ length: stdout.length, stderr, status }).toEqual({
    length: MEGABYTES * 500_000,
    stderr: 'undefined',
    status: 0,
  });
});

test('reaches a file whole', () => {
  const folder = mkdtempSync(join(tmpdir(), 'plimsoll-output-'));
  const file = openSync(join(folder, 'out'), 'w');
  const { status } = spawnSync(process.execPath, CALL, { stdio: ['ignore', file, 'ignore'] });
  closeSync(file);
  const { length } = readFileSync(join(folder, 'out'));
  rmSync(folder, { recursive: true });
  expect({ length, status }).toEqual({ length: MEGABYTES * 1_000_000, status: 0 });
});

test('is no error when its reader has seen enough', async () => {
  const child = spawn(process.execPath, CALL, { stdio: ['ignore', 'pipe', 'ignore'] });
  child.stdout.once('data', () => child.stdout.destroy());
  const status = await new Promise((resolve) => {
    child.once('close', resolve);
  });
  expect(status).toBe(0);
});
