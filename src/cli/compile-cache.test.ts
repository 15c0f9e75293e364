import { chmodSync, mkdirSync, mkdtempSync, rmSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { cachesFolder, preparePrivateFolder } from './compile-cache.ts';

describe("the user's caches", () => {
  const home = '/home/ada';
  test.each([
    ['linux', {}, home, '/home/ada/.cache'],
    ['linux', { XDG_CACHE_HOME: '/var/cache/ada' }, home, '/var/cache/ada'],
    ['linux', { XDG_CACHE_HOME: '' }, home, '/home/ada/.cache'],
    ['linux', { XDG_CACHE_HOME: 'relative' }, home, '/home/ada/.cache'],
    ['darwin', {}, home, '/home/ada/Library/Caches'],
    ['win32', { LOCALAPPDATA: 'C:\\Users\\ada\\AppData\\Local' }, home, 'C:\\Users\\ada\\AppData\\Local'],
    ['win32', {}, home, undefined],
    ['linux', {}, '', undefined],
    ['linux', { TMPDIR: '/tmp' }, 'relative', undefined],
  ] as const)('on %s with %j and home "%s" are %s', (platform, environment, place, expected) => {
    expect(cachesFolder({ platform, environment, home: place })).toBe(expected);
  });
});

describe.skipIf(process.platform === 'win32')('the folder of the compile cache', () => {
  let caches = '';
  beforeEach(() => {
    caches = join(mkdtempSync(join(tmpdir(), 'plimsoll-cache-')), 'caches');
  });
  afterEach(() => {
    rmSync(join(caches, '..'), { recursive: true });
  });

  test('is made for the user alone', () => {
    const folder = preparePrivateFolder(caches);
    expect(folder).toBe(join(caches, 'plimsoll', 'compile'));
    expect(statSync(join(caches, 'plimsoll', 'compile')).mode & 0o777).toBe(0o700);
    expect(statSync(join(caches, 'plimsoll')).mode & 0o777).toBe(0o700);
  });

  test('is the same one at the second call', () => {
    expect(preparePrivateFolder(caches)).toBe(preparePrivateFolder(caches));
  });

  test.each([
    ['plimsoll', 0o755],
    ['plimsoll/compile', 0o750],
    ['plimsoll/compile', 0o702],
  ])('is refused when others may enter %s (mode %o)', (part, mode) => {
    preparePrivateFolder(caches);
    chmodSync(join(caches, part), mode);
    expect(preparePrivateFolder(caches)).toBeUndefined();
  });

  test.each(['plimsoll', 'plimsoll/compile'])('is refused when %s is a link', (part) => {
    const elsewhere = join(caches, '..', 'elsewhere');
    mkdirSync(join(elsewhere, 'compile'), { recursive: true, mode: 0o700 });
    mkdirSync(join(caches, part, '..'), { recursive: true, mode: 0o700 });
    symlinkSync(elsewhere, join(caches, part));
    expect(preparePrivateFolder(caches)).toBeUndefined();
  });

  test('cannot be made below a file: the caller goes without', () => {
    mkdirSync(caches, { recursive: true });
    writeFileSync(join(caches, 'plimsoll'), '');
    expect(() => preparePrivateFolder(caches)).toThrow(/plimsoll/);
  });

  test.runIf(process.getuid?.() !== 0)("is not made in another user's caches", () => {
    expect(preparePrivateFolder('/usr/cache-of-root')).toBeUndefined();
  });
});
