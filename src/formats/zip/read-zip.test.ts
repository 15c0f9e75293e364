import { assert as assertLaw, asyncProperty, nat, uint8Array } from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type WrittenZipEntry, writeZip, type ZipOptions } from '../../../test/formats/write-zip.ts';
import { memorySource } from '../byte-source.ts';
import type { Damage } from '../byte-view.ts';
import { type NestedItem, type NestedOptions, nestedArchives } from './nested.ts';
import { openZip, type Zip } from './read-zip.ts';

async function open(bytes: Uint8Array): Promise<Zip> {
  const zip = await openZip(memorySource(bytes));
  if (zip === undefined) throw new Error('no archive');
  return zip;
}

const MOST = 1_000_000;

/** Names with what is read of each: its text, or what is wrong with it. */
async function textsOf(bytes: Uint8Array): Promise<Readonly<Record<string, string>>> {
  const zip = await open(bytes);
  const texts = zip.entries.map(async (entry) => {
    const read = await zip.read(entry, MOST);
    return [entry.name, read instanceof Uint8Array ? Buffer.from(read).toString() : `! ${read.why}`] as const;
  });
  return Object.fromEntries(await Promise.all(texts));
}

const ENTRIES: readonly WrittenZipEntry[] = [
  { name: 'META-INF/', method: 0 },
  { name: 'META-INF/MANIFEST.MF', body: 'Manifest-Version: 1.0\n' },
  { name: 'stored.txt', body: 'as it is', method: 0 },
  { name: 'grüße', body: 'x'.repeat(5000), isStreamed: true },
  { name: 'empty', body: '' },
];

const TEXTS = {
  'META-INF/': '',
  'META-INF/MANIFEST.MF': 'Manifest-Version: 1.0\n',
  'stored.txt': 'as it is',
  grüße: 'x'.repeat(5000),
  empty: '',
};

describe('an archive', () => {
  test.each<[string, ZipOptions]>([
    ['as it comes', {}],
    ['behind a script', { before: '#!/bin/sh\nexec java -jar "$0"\n' }],
    ['with wide numbers', { isWide: true }],
    ['with wide numbers, behind a script', { isWide: true, before: '#!/bin/sh\n' }],
    ['with a comment', { comment: 'written by hand' }],
    ['with a comment that looks like an end', { comment: 'PK\u0005\u0006'.padEnd(22, '\0') }],
  ])('%s is read', async (_, options) => {
    expect(await textsOf(writeZip(ENTRIES, options))).toEqual(TEXTS);
    expect((await open(writeZip(ENTRIES, options))).damages).toEqual([]);
  });

  test('without entries is one', async () => {
    expect(await open(writeZip([]))).toMatchObject({ entries: [], damages: [] });
  });

  test('whose comment holds the end of an archive without entries hides nothing', async () => {
    const size = writeZip(ENTRIES).length;
    const end = Buffer.alloc(22);
    end.write('PK\u0005\u0006', 'latin1');
    end.writeUInt32LE(size, 16);
    const zip = await open(writeZip(ENTRIES, { comment: end.toString('latin1') }));
    expect(zip.entries.map(({ name }) => name)).toEqual(Object.keys(TEXTS));
    expect(zip.damages).toMatchObject([{ why: 'its directory lacks or cannot be read' }]);
  });

  test('whose directory was cut off is read by the headers of its entries, and that is told', async () => {
    const whole = Buffer.from(writeZip(ENTRIES));
    const cut = whole.subarray(0, whole.indexOf('PK\u0001\u0002'));
    expect(await textsOf(cut)).toEqual(TEXTS);
    expect((await open(cut)).damages).toEqual([{ offset: cut.length, why: 'its directory lacks or cannot be read' }]);
  });

  test('whose directory ends early tells what was in it, and that it lacks something', async () => {
    const whole = Buffer.from(writeZip(ENTRIES));
    whole.fill(0, whole.lastIndexOf('PK\u0001\u0002'), whole.lastIndexOf('PK\u0001\u0002') + 4);
    const zip = await open(whole);
    expect(zip.entries).toHaveLength(4);
    expect(zip.damages).toMatchObject([{ why: 'there is no entry of the directory' }]);
  });

  test('with another number of entries than its end tells is told', async () => {
    const whole = Buffer.from(writeZip(ENTRIES));
    whole.writeUInt16LE(9, whole.length - 12);
    expect((await open(whole)).damages).toMatchObject([{ why: 'its directory has 5 entries, and its end tells of 9' }]);
  });

  test.each([
    ['nothing', ''],
    ['text', 'hello, this is text and no archive'],
    ['a beginning that is no header', 'PK\u0003 but nothing of an archive follows'],
  ])('%s is none', async (_, text) => {
    expect(await openZip(memorySource(Buffer.from(text)))).toBeUndefined();
  });
});

describe('an entry', () => {
  test.each<[string, WrittenZipEntry, string]>([
    ['with two names', { name: 'a', ownName: 'b' }, 'a is called "b" by its own header'],
    [
      'of another size',
      { name: 'a', body: 'abc', size: 2 },
      'a cannot be unpacked to the bytes that its directory tells of',
    ],
    ['that is shorter', { name: 'a', body: 'abc', size: 9 }, 'a is not as long as its directory tells'],
    ['with a wrong checksum', { name: 'a', body: 'abc', crc32: 7 }, 'a is not what its checksum tells'],
    ['of an unknown method', { name: 'a', body: 'abc', method: 12 }, 'a is packed by method 12'],
    ['that is encrypted', { name: 'a', body: 'abc', flags: 1 }, 'a is encrypted'],
    ['that is too large', { name: 'a', size: MOST + 1 }, `a has ${MOST + 1} bytes, and at most ${MOST} of it are read`],
    [
      'that is a bomb',
      { name: 'a', body: Buffer.alloc(MOST * 2), size: 10 },
      'a cannot be unpacked to the bytes that its directory tells of',
    ],
  ])('%s is damaged', async (_, entry, why) => {
    expect(await textsOf(writeZip([entry]))).toEqual({ a: `! ${why}` });
  });

  test('over another one is damaged, as both are', async () => {
    const whole = Buffer.from(writeZip([{ name: 'a', body: 'one' }, { name: 'b', body: 'two' }, { name: 'c' }]));
    whole.writeUInt32LE(2, whole.indexOf('PK\u0001\u0002', whole.indexOf('PK\u0001\u0002') + 1) + 42);
    expect(await textsOf(whole)).toEqual({
      a: '! a lies over another entry',
      b: '! b lies over another entry',
      c: '',
    });
  });

  test('that is stored is opened where it stands', async () => {
    const zip = await open(writeZip([{ name: 'a', body: 'as it is', method: 0 }]));
    const [entry] = zip.entries;
    const source = entry === undefined ? undefined : await zip.open(entry, 1);
    if (source === undefined || 'why' in source) throw new Error('not opened');
    expect(Buffer.from(await source.read(3, 99)).toString()).toBe('it is');
  });
});

describe('entries that are read together', () => {
  const MANY: readonly WrittenZipEntry[] = [
    ...Array.from({ length: 20 }, (_, index) => ({ name: `${index}.json`, body: `{"id":${index}}` })),
    { name: 'stored.json', body: 'as it is', method: 0 },
    { name: 'empty.json', body: '' },
    { name: 'large.json', body: 'x'.repeat(600_000) },
    { name: 'grüße.json', body: 'ü'.repeat(99) },
    { name: 'last.json', body: 'y', isStreamed: true },
  ];

  async function readBothWays(
    bytes: Uint8Array,
    most = MOST,
  ): Promise<Readonly<Record<'together' | 'alone', unknown>>> {
    const zip = await openZip(memorySource(bytes));
    const together: unknown[] = [];
    const alone: unknown[] = [];
    for await (const read of zip?.readAll(zip.entries, most) ?? [])
      together.push(...read.map(([entry, each]) => [entry.name, toldOfBytes(each)]));
    for (const entry of zip?.entries ?? []) alone.push([entry.name, toldOfBytes(await zip?.read(entry, most))]);
    return { together, alone };
  }

  test.each<[string, WrittenZipEntry]>([
    ['whole', { name: 'a', body: 'abc' }],
    ['with two names', { name: 'a', ownName: 'b', body: 'abc' }],
    ['longer than its directory tells', { name: 'a', body: 'abc', size: 2 }],
    ['shorter', { name: 'a', body: 'abc', size: 9 }],
    ['with a wrong checksum', { name: 'a', body: 'abc', crc32: 7 }],
    ['a bomb', { name: 'a', body: Buffer.alloc(MOST * 2), size: 10 }],
    ['encrypted', { name: 'a', body: 'abc', flags: 1 }],
  ])('are what each is alone, also where one is %s', async (_, entry) => {
    const { together, alone } = await readBothWays(writeZip([...MANY.slice(0, 10), entry, ...MANY.slice(10)]));
    expect(together).toEqual(alone);
  });

  test('are no larger than they may be, each for itself', async () => {
    const { together, alone } = await readBothWays(writeZip(MANY), 10);
    expect(together).toEqual(alone);
  });

  test('may stand in another order than their directory', async () => {
    const bytes = Buffer.from(writeZip(MANY));
    const first = bytes.indexOf('PK\u0001\u0002');
    const length = bytes.indexOf('PK\u0001\u0002', first + 1) - first;
    const entry = Buffer.from(bytes.subarray(first, first + length));
    bytes.copyWithin(first, first + length, first + 2 * length);
    entry.copy(bytes, first + length);
    const names = (await open(bytes)).entries.map(({ name }) => name);
    expect(names.slice(0, 3)).toEqual(['1.json', '0.json', '2.json']);
    const { together, alone } = await readBothWays(bytes);
    expect(together).toEqual(alone);
  });

  test('are what each is alone whatever bytes stand in the archive', async () => {
    const archive = writeZip(MANY);
    await assertLaw(
      asyncProperty(nat(archive.length), uint8Array({ minLength: 1, maxLength: 8 }), async (at, noise) => {
        const broken = Buffer.from(archive);
        broken.set(noise.subarray(0, archive.length - at), at);
        const { together, alone } = await readBothWays(broken);
        expect(together).toEqual(alone);
      }),
      { numRuns: 200 },
    );
  });
});

function toldOfBytes(read: Uint8Array | Damage | undefined): unknown {
  return read instanceof Uint8Array ? Buffer.from(read).toString('latin1') : `! ${read?.offset} ${read?.why}`;
}

/** An archive in an archive, so deep. */
function nested(depth: number, method: number): Uint8Array {
  let archive = writeZip([{ name: 'innermost', body: 'x' }]);
  for (let left = depth; left > 0; left -= 1) archive = writeZip([{ name: `${left}.jar`, body: archive, method }]);
  return archive;
}

async function toldOf(bytes: Uint8Array, limits: NestedOptions['limits'] = {}): Promise<readonly string[]> {
  const told: string[] = [];
  const options = { isArchive: (name: string) => name.endsWith('.jar'), limits };
  for await (const item of nestedArchives(memorySource(bytes), options)) told.push(textOf(item));
  return told;
}

function textOf(item: NestedItem): string {
  const what = 'damage' in item ? `! ${item.damage.why}` : item.zip.entries.map(({ name }) => name).join(' ');
  return [...item.path, what].join(' > ');
}

describe('archives in an archive', () => {
  test.each([
    ['stored', 0],
    ['deflated', 8],
  ])('are opened when they are %s, each before those in it', async (_, method) => {
    const inner = writeZip([{ name: 'deep.jar', body: writeZip([{ name: 'x' }]), method }]);
    const outer = writeZip([
      { name: 'first.jar', body: inner, method },
      { name: 'second.jar', body: writeZip([{ name: 'y' }]), method },
    ]);
    expect(await toldOf(outer)).toEqual([
      'first.jar second.jar',
      'first.jar > deep.jar',
      'first.jar > deep.jar > x',
      'second.jar > y',
    ]);
  });

  test('that are none are told, and the others opened', async () => {
    const outer = writeZip([
      { name: 'text.jar', body: 'this is text, and far from an archive' },
      { name: 'good.jar', body: writeZip([{ name: 'y' }]) },
    ]);
    expect(await toldOf(outer)).toEqual(['text.jar good.jar', 'text.jar > ! it is no ZIP archive', 'good.jar > y']);
  });

  test.each([
    ['stored', 0],
    ['deflated', 8],
  ])('a hundred deep are opened, and more are told (%s)', async (_, method) => {
    expect(await toldOf(nested(100, method))).toHaveLength(101);
    const deep = await toldOf(nested(140, method));
    expect(deep.at(-1)).toMatch(/! more than 128 archives lie in one another$/);
  });

  test.each<[string, NonNullable<NestedOptions['limits']>, string]>([
    ['archives', { maxArchives: 3 }, 'more than 3 archives lie in it'],
    ['entries', { maxEntries: 2 }, 'the archives in it have more than 2 entries'],
    ['bytes', { maxBytes: 500 }, 'the archives in it unpack to more than 500 bytes'],
  ])('with too many %s end there', async (_, limits, why) => {
    const told = await toldOf(nested(20, 8), limits);
    expect(told.length).toBeLessThan(10);
    expect(told.at(-1)).toMatch(new RegExp(`! ${why}$`));
  });

  test('too large to unpack are told', async () => {
    expect((await toldOf(nested(2, 8), { maxArchiveBytes: 100 })).at(-1)).toMatch(/and at most 100 of it are read$/);
  });
});

test('whatever bytes stand in an archive, reading it never fails otherwise', async () => {
  const archive = writeZip([...ENTRIES, { name: 'inner.jar', body: writeZip(ENTRIES), method: 0 }], { comment: 'x' });
  await assertLaw(
    asyncProperty(nat(archive.length), uint8Array({ maxLength: 8 }), nat(60), async (at, noise, cut) => {
      const broken = Buffer.from(archive);
      broken.set(noise.subarray(0, Math.max(0, broken.length - at)), Math.min(at, broken.length));
      const source = memorySource(broken.subarray(0, broken.length - cut));
      for await (const item of nestedArchives(source, { isArchive: (name) => name.endsWith('.jar') })) {
        expect(item.path.length).toBeLessThan(3);
        if ('zip' in item) for (const entry of item.zip.entries) await item.zip.read(entry, MOST);
      }
    }),
    { numRuns: 500 },
  );
});
