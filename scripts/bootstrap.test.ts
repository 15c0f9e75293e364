import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { chooseNode, installReason, missingPackages, satisfies } from './bootstrap.mjs';

const ENGINES = '^22.22.2 || ^24.15 || >=26';
const LINUX = { platform: 'linux', arch: 'x64', libc: 'glibc' };

describe('the engines range', () => {
  test.each([
    ['20.20.2', false],
    ['22.22.1', false],
    ['22.22.2', true],
    ['22.30.0', true],
    ['23.99.0', false],
    ['24.14.9', false],
    ['24.15.0', true],
    ['25.1.0', false],
    ['26.0.0', true],
    ['v27.1.0', true],
    ['27.0.0-nightly20261101', true],
  ])('%s satisfies it: %s', (version, expected) => {
    expect(satisfies(version, ENGINES)).toBe(expected);
  });

  test.each(['~22.1', '22 - 24', '>=22 <25', ''])('a form it cannot read is an error, not an answer: "%s"', (range) => {
    expect(() => satisfies('26.0.0', range)).toThrow('engines.node');
  });
});

describe('the Node.js', () => {
  const old = { path: '/usr/bin/node', version: '20.20.2' };
  const current = { path: '/usr/local/bin/node', version: '24.15.1' };

  test("is the system's where engines allows it", () => {
    expect(chooseNode(ENGINES, [current], '/pinned/node')).toBe(current.path);
  });

  test('is the pinned one where it does not', () => {
    expect(chooseNode(ENGINES, [old], '/pinned/node')).toBe('/pinned/node');
  });

  test('missing for this machine is said with the range and what was found', () => {
    expect(() => chooseNode(ENGINES, [old], undefined)).toThrow(/needs Node.js \^22.*here is 20\.20\.2/);
  });
});

describe('what an install is for', () => {
  const wanted = { version: '1.0.0', integrity: 'sha512-a' };
  test.each([
    ['nothing, when the record equals the lock', wanted, wanted, { required: [], optional: [] }],
    ['a package that is not there', wanted, undefined, { required: ['node_modules/p'], optional: [] }],
    [
      'another version',
      wanted,
      { version: '0.9.0', integrity: 'sha512-b' },
      { required: ['node_modules/p'], optional: [] },
    ],
    [
      'other content of the same version',
      wanted,
      { version: '1.0.0', integrity: 'sha512-b' },
      { required: ['node_modules/p'], optional: [] },
    ],
    [
      'a binary for this machine',
      { ...wanted, optional: true, os: ['linux'], cpu: ['x64'] },
      undefined,
      { required: [], optional: ['node_modules/p'] },
    ],
    [
      'no binary for another system',
      { ...wanted, optional: true, os: ['win32'] },
      undefined,
      { required: [], optional: [] },
    ],
    [
      'no binary for another libc',
      { ...wanted, optional: true, os: ['linux'], libc: ['musl'] },
      undefined,
      { required: [], optional: [] },
    ],
    [
      'a binary excluded elsewhere only',
      { ...wanted, optional: true, os: ['!win32'] },
      undefined,
      { required: [], optional: ['node_modules/p'] },
    ],
    [
      'an os written as a string',
      { ...wanted, optional: true, os: 'linux', cpu: 'x64' },
      undefined,
      { required: [], optional: ['node_modules/p'] },
    ],
    [
      'no optional package that names no machine: npm decides',
      { ...wanted, optional: true },
      undefined,
      { required: [], optional: [] },
    ],
  ])('%s', (_name, locked, found, expected) => {
    const installed = found === undefined ? {} : { 'node_modules/p': found };
    expect(missingPackages({ '': {}, 'node_modules/p': locked }, installed, LINUX)).toEqual(expected);
  });
});

describe('a clone', () => {
  let root = '';
  const lock = JSON.stringify({ packages: { 'node_modules/p': { version: '1.0.0' } } });

  beforeEach(() => {
    root = mkdtempSync(join(tmpdir(), 'plimsoll-bootstrap-'));
    writeFileSync(join(root, 'package-lock.json'), lock);
  });
  afterEach(() => {
    rmSync(root, { recursive: true });
  });

  function installPackage(): void {
    mkdirSync(join(root, 'node_modules', 'p'), { recursive: true });
    writeFileSync(join(root, 'node_modules', '.package-lock.json'), lock);
  }

  test('that is fresh has nothing installed', () => {
    expect(installReason(root, LINUX)).toBe('nothing is installed yet');
  });

  test('that is installed needs nothing', () => {
    installPackage();
    expect(installReason(root, LINUX)).toBeUndefined();
  });

  test('whose install was interrupted has no record and starts again', () => {
    mkdirSync(join(root, 'node_modules', 'p'), { recursive: true });
    expect(installReason(root, LINUX)).toBe('nothing is installed yet');
  });

  test('whose lock moved on names the package', () => {
    installPackage();
    writeFileSync(join(root, 'package-lock.json'), lock.replace('1.0.0', '1.0.1'));
    expect(installReason(root, LINUX)).toBe('package-lock.json asks for p');
  });

  test('from which a folder was deleted names it', () => {
    installPackage();
    rmSync(join(root, 'node_modules', 'p'), { recursive: true });
    expect(installReason(root, LINUX)).toBe('p is not there any more');
  });
});
