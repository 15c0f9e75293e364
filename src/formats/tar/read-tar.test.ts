import { execFileSync } from 'node:child_process';
import {
  chmodSync,
  linkSync,
  lstatSync,
  mkdirSync,
  readFileSync,
  symlinkSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { extended, type WrittenEntry, writeTar } from '../../../test/image/write-tar.ts';
import { isInstalled } from '../../../test/programs.ts';
import { temporaryTree } from '../../../test/temporary-tree.ts';
import { type ByteReader, SeekingReader, StreamReader } from '../byte-reader.ts';
import { readTar, type TarItem, type TarOptions } from './read-tar.ts';

async function* chunksOf(bytes: Uint8Array, size: number): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
}

function seeking(bytes: Uint8Array): ByteReader {
  const source = {
    size: bytes.length,
    read: async (offset: number, length: number) => bytes.subarray(offset, offset + length),
    close: async () => {},
  };
  return new SeekingReader(source, 700);
}

async function collect<Taken>(items: AsyncIterable<TarItem<Taken>>): Promise<readonly TarItem<Taken>[]> {
  const collected: TarItem<Taken>[] = [];
  for await (const item of items) collected.push(item);
  return collected;
}

async function itemsOf(bytes: Uint8Array, options: TarOptions = {}): Promise<readonly TarItem[]> {
  return collect(readTar(new StreamReader(chunksOf(bytes, 300)), options));
}

/** The entries as short texts: type, name, link and size; of what is damaged its code. */
async function told(bytes: Uint8Array, options: TarOptions = {}): Promise<readonly string[]> {
  return (await itemsOf(bytes, options)).map((item) => {
    if ('problem' in item) return item.problem.code;
    const { type, name, linkName, size } = item.entry;
    return `${type} ${name}${linkName === '' ? '' : ` -> ${linkName}`} ${size}`;
  });
}

const LONG = `${'long/'.repeat(60)}name`;

describe('the entries of an archive', () => {
  test.each<[string, readonly WrittenEntry[], readonly string[]]>([
    ['a file', [{ name: 'a', body: 'hello' }], ['file a 5']],
    [
      'of the oldest form',
      [
        { name: 'a', flag: '\0', body: 'x' },
        { name: 'd/', flag: '\0' },
      ],
      ['file a 1', 'directory d/ 0'],
    ],
    ['a directory', [{ name: 'd/', flag: '5' }], ['directory d/ 0']],
    [
      'links',
      [
        { name: 's', flag: '2', link: '../t' },
        { name: 'h', flag: '1', link: 'a' },
      ],
      ['symbolic-link s -> ../t 0', 'hard-link h -> a 0'],
    ],
    [
      'devices',
      [
        { name: 'c', flag: '3' },
        { name: 'b', flag: '4' },
        { name: 'p', flag: '6' },
      ],
      ['character-device c 0', 'block-device b 0', 'fifo p 0'],
    ],
    ['what is not known', [{ name: 'v', flag: 'V', body: 'label' }, { name: 'a' }], ['other v 5', 'file a 0']],
    [
      'a long name of GNU',
      [{ name: '././@LongLink', flag: 'L', body: `${LONG}\0` }, { name: 'cut' }],
      [`file ${LONG} 0`],
    ],
    [
      'a long link of GNU',
      [
        { name: '././@LongLink', flag: 'K', body: `${LONG}\0` },
        { name: 's', flag: '2', link: 'cut' },
      ],
      [`symbolic-link s -> ${LONG} 0`],
    ],
    [
      'a long name of pax',
      [extended({ path: LONG }), { name: 'cut' }, { name: 'next' }],
      [`file ${LONG} 0`, 'file next 0'],
    ],
    [
      'a long link of pax',
      [extended({ linkpath: LONG }), { name: 's', flag: '2', link: 'x' }],
      [`symbolic-link s -> ${LONG} 0`],
    ],
    [
      'a size of pax',
      [extended({ size: '3' }), { name: 'a', body: 'abc', size: 0 }, { name: 'b' }],
      ['file a 3', 'file b 0'],
    ],
    [
      'of a global header',
      [extended({ path: 'all' }, 'g'), { name: 'a' }, { name: 'b' }],
      ['file all 0', 'file all 0'],
    ],
    [
      'a sparse file of pax',
      [
        extended({
          'GNU.sparse.major': '1',
          'GNU.sparse.minor': '0',
          'GNU.sparse.name': 'real',
          'GNU.sparse.realsize': '99',
        }),
        { name: 'GNUSparseFile.0/real', body: 'x' },
      ],
      ['file real 99'],
    ],
    [
      'with data behind a link',
      [{ name: 'h', flag: '1', link: 'a', size: 5 }, { name: 'b' }],
      ['hard-link h -> a 0', 'file b 0'],
    ],
    ['nothing', [], []],
  ])('%s', async (_, entries, expected) => {
    expect(await told(writeTar(entries))).toEqual(expected);
  });

  test('have owners, modes and times, also of pax', async () => {
    const [first, second] = await itemsOf(
      writeTar([
        { name: 'a', mode: 0o4755, user: 7, group: 8, modified: 1_700_000_000 },
        extended({ uid: '3000000', gid: '4000000', mtime: '1700000001.5' }),
        { name: 'b' },
      ]),
    );
    expect(first).toMatchObject({ entry: { mode: 0o4755, userId: 7, groupId: 8, modified: 1_700_000_000 } });
    expect(second).toMatchObject({ entry: { userId: 3_000_000, groupId: 4_000_000, modified: 1_700_000_001 } });
  });

  test('keep names apart that are no UTF-8', async () => {
    const archive = Buffer.from(writeTar([{ name: 'ab' }]));
    archive[0] = 0xe4;
    const sum = archive
      .subarray(0, 512)
      .reduce((total, byte, index) => total + (index >= 148 && index < 156 ? 32 : byte), 0);
    archive.write(`${sum.toString(8).padStart(6, '0')}\0 `, 148);
    expect(await told(archive)).toEqual(['file äb 0']);
  });

  test('give what is taken from their bodies, streamed or sought', async () => {
    const archive = writeTar([
      { name: 'a', body: 'one' },
      { name: 'b', body: 'x'.repeat(3000) },
      { name: 'c', body: 'two' },
    ]);
    for (const reader of [seeking(archive), new StreamReader(chunksOf(archive, 99))]) {
      const items = await collect(
        readTar(reader, {
          take: async ({ name }, body) => {
            if (name === 'b') return Buffer.from(await body.head(2)).toString();
            const head = Buffer.from(await body.head(2)).toString();
            const source = await body.open();
            return `${head}:${Buffer.from(await source.read(0, source.size)).toString()}`;
          },
        }),
      );
      const taken = items.map((item) => ('taken' in item ? item.taken : ''));
      expect(taken).toEqual(['on:one', 'xx', 'tw:two']);
    }
  });
});

describe('an archive that is damaged', () => {
  const whole = writeTar([{ name: 'a', body: 'x'.repeat(700) }, extended({ path: LONG }), { name: 'b', body: 'y' }]);

  test.each<[string, Uint8Array, TarOptions, readonly string[]]>([
    ['is no archive', Buffer.from('x'.repeat(2000)), {}, ['PL_E_TAR_HEADER']],
    ['has a size that is none', writeTar([{ name: 'a', size: Number.NaN }]), {}, ['PL_E_TAR_HEADER']],
    ['says more than it has', writeTar([{ name: 'a', size: 5000 }]), {}, ['PL_E_TAR_TRUNCATED']],
    ['says much more than there can be', writeTar([{ name: 'a', size: 8 ** 11 - 1 }]), {}, ['PL_E_TAR_TRUNCATED']],
    [
      'has records that are none',
      writeTar([{ name: 'x', flag: 'x', body: '99 a=b\n' }, { name: 'a' }]),
      {},
      ['PL_E_TAR_EXTENDED'],
    ],
    ['has a header without end', writeTar([{ name: 'x', flag: 'x', size: 8 ** 11 - 1 }]), {}, ['PL_E_TAR_EXTENDED']],
    [
      'has too many entries',
      writeTar([{ name: 'a' }, { name: 'b' }, { name: 'c' }]),
      { limits: { maxEntries: 2 } },
      ['file a 0', 'file b 0', 'PL_E_TAR_ENTRIES'],
    ],
    ['ends without its zeros', writeTar([{ name: 'a', body: 'x' }], false), {}, ['file a 1']],
    ['is empty', new Uint8Array(), {}, []],
  ])('%s', async (_, archive, options, expected) => {
    expect(await told(archive, options)).toEqual(expected);
  });

  test('at any byte is read as far as it goes, by stream and by seeking alike', async () => {
    for (let length = 0; length <= whole.length; length += 7) {
      const cut = whole.subarray(0, length);
      const streamed = await collect(readTar(new StreamReader(chunksOf(cut, 130))));
      const sought = await collect(readTar(seeking(cut)));
      expect(sought).toEqual(streamed);
      expect(streamed.length).toBeLessThanOrEqual(3);
    }
  });

  test('anyhow never makes the reader throw', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.tuple(fc.nat(whole.length - 1), fc.nat(255)), { maxLength: 8 }), async (changes) => {
        const changed = Uint8Array.from(whole);
        for (const [at, byte] of changes) changed[at] = byte;
        expect((await itemsOf(changed)).length).toBeLessThanOrEqual(6);
      }),
    );
  });
});

describe.skipIf(!isInstalled('tar') || process.platform === 'win32')(
  'what GNU tar writes (skipped where it is absent)',
  () => {
    test.each(['v7', 'ustar', 'gnu', 'oldgnu', 'posix'])('as %s is read as it lies on the disk', async (format) => {
      const tree = temporaryTree({ 't/a.txt': 'hello', 't/deep/er/b': 'x'.repeat(5000), 't/empty': '' });
      const longName = format === 'v7' || format === 'ustar' ? 'short' : 'n'.repeat(180);
      tree.write({ [`t/${longName}`]: 'long' });
      mkdirSync(tree.path('t/ä ö'));
      symlinkSync('../a.txt', tree.path('t/deep/link'));
      linkSync(tree.path('t/a.txt'), tree.path('t/z-hard'));
      chmodSync(tree.path('t/empty'), 0o4750);
      writeFileSync(tree.path('t/sparse'), '');
      truncateSync(tree.path('t/sparse'), 3_000_000);
      const sparse = format === 'v7' || format === 'ustar' ? [] : ['--sparse'];
      execFileSync('tar', [...sparse, `--format=${format}`, '-cf', 'x.tar', '--sort=name', 't'], { cwd: tree.root });
      const items = await itemsOf(readFileSync(tree.path('x.tar')));
      const entries = items.flatMap((item) => ('entry' in item ? [item.entry] : []));
      expect(entries).toHaveLength(items.length);
      expect(entries).toHaveLength(11);
      for (const { name, type, mode, size, modified } of entries) {
        const stats = lstatSync(tree.path(name));
        expect(stats.isDirectory()).toBe(type === 'directory');
        expect(stats.isSymbolicLink()).toBe(type === 'symbolic-link');
        expect(mode).toBe(stats.mode & 0o7777);
        expect(modified).toBe(Math.trunc(stats.mtimeMs / 1000));
        expect(type === 'file' ? size : 0).toBe(type === 'file' ? stats.size : 0);
      }
      tree.remove();
    });
  },
);
