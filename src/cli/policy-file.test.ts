import { linkSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { afterAll, beforeEach, describe, expect, test } from 'vitest';
import { UserError } from '../core/errors.ts';
import { main } from './main.ts';
import { readPolicy } from './policy-file.ts';

const folder = mkdtempSync(join(tmpdir(), 'plimsoll-policy-'));

function write(name: string, text: string): string {
  const path = join(folder, name);
  writeFileSync(path, text);
  return path;
}

async function messageOf(path: string): Promise<string> {
  try {
    await readPolicy(path, 'service/plimsoll.yaml');
  } catch (error) {
    if (error instanceof UserError) return `${error.problem.exit} ${error.problem.message}`;
    throw error;
  }
  return '';
}

beforeEach(() => {
  rmSync(folder, { recursive: true });
  mkdirSync(join(folder, 'service'), { recursive: true });
  mkdirSync(join(folder, 'platform'));
});
afterAll(() => {
  rmSync(folder, { recursive: true });
});

test('what `policy init` writes is valid, also with its comments taken away', async () => {
  const path = join(folder, 'service/new.yaml');
  const context = { out: () => {}, err: () => {}, in: Readable.from([]), directory: folder, environment: {} };
  expect(await main(['policy', 'init', path], { ...context, colour: false, width: 80 })).toBe(0);
  const template = readFileSync(path, 'utf8');
  expect((await readPolicy(path)).namespaces).toEqual([]);
  write('platform/plimsoll.yaml', 'profile: restricted\n');
  const isExample = /^( *)# (?= *(?:- |[a-z/-]+:(?: |$)))/;
  const uncommented = template.split('\n').map((line) => line.replace(isExample, '$1'));
  writeFileSync(path, uncommented.join('\n').replace('rules: {}', 'rules:').replace('exceptions: []', 'exceptions:'));
  const policy = await readPolicy(path);
  expect(policy.namespaces).toHaveLength(2);
  expect(policy.exceptions).toHaveLength(1);
  expect(policy.ignorable.size).toBe(1);
  expect(policy.files).toHaveLength(2);
});

describe('a policy file that extends another', () => {
  test('reads it beside itself, and calls it as it was called itself', async () => {
    write('platform/base.yaml', 'extends: more/deep.yaml\n');
    mkdirSync(join(folder, 'platform/more'));
    write('platform/more/deep.yaml', 'profile: baseline\n');
    const path = write('service/plimsoll.yaml', 'extends: ../platform/base.yaml\n');
    const policy = await readPolicy(path, 'service/plimsoll.yaml');
    expect(policy.profile).toBe('baseline');
    expect(policy.files.map((file) => file.path)).toEqual([
      'platform/more/deep.yaml',
      'platform/base.yaml',
      'service/plimsoll.yaml',
    ]);
  });

  test('takes a file once, whatever it is called', async () => {
    const base = write('platform/base.yaml', 'profile: baseline\n');
    symlinkSync(base, join(folder, 'platform/soft.yaml'));
    linkSync(base, join(folder, 'platform/hard.yaml'));
    const path = write(
      'service/plimsoll.yaml',
      `extends: [../platform/base.yaml, ../platform/soft.yaml, ../platform/hard.yaml, ../service/../platform/base.yaml, ${base}]\n`,
    );
    expect((await readPolicy(path, 'service/plimsoll.yaml')).files).toHaveLength(2);
  });

  test('sees a circle through links', async () => {
    const path = write('service/plimsoll.yaml', 'extends: link.yaml\n');
    symlinkSync(path, join(folder, 'service/link.yaml'));
    expect(await messageOf(path)).toContain('service/plimsoll.yaml extends service/plimsoll.yaml');
  });

  test.each([
    ['that is not there', 'no.yaml', 'There is no file or directory service/no.yaml.'],
    ['that is a directory', '../platform', 'platform could not be read: it is no file.'],
    ['that is a device', '/dev/zero', '/dev/zero could not be read: it is no file.'],
    [
      'that is too large',
      '../platform/large.yaml',
      'platform/large.yaml could not be read: it is larger than 1048576 bytes.',
    ],
    ['that is below a file', 'plimsoll.yaml/base.yaml', 'service/plimsoll.yaml/base.yaml'],
    ['whose name is too long', 'x'.repeat(5000), 'could not be read: '],
    ['that is no text', '../platform/binary.yaml', 'extends[0] cannot be read: '],
  ])('%s, says so at its place', async (_, named, words) => {
    write('platform/large.yaml', `#${' '.repeat(1024 * 1024)}`);
    writeFileSync(join(folder, 'platform/binary.yaml'), Uint8Array.from([0x61, 0, 0xff]));
    const message = await messageOf(write('service/plimsoll.yaml', `profile: baseline\nextends: ["${named}"]\n`));
    expect(message).toMatch(/^2 /);
    expect(message).toContain('service/plimsoll.yaml:2:11 extends[0] cannot be read: ');
    expect(message).toContain(words);
  });
});
