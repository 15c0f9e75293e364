import { randomBytes } from 'node:crypto';
import { gunzipSync } from 'node:zlib';
import {
  string as anyString,
  array,
  assert,
  asyncProperty,
  constantFrom,
  dictionary,
  integer,
  jsonValue,
  nat,
  oneof,
  property,
  stringMatching,
  uint8Array,
} from 'fast-check';
import * as v from 'valibot';
import { describe, expect, test } from 'vitest';
import { type ChunkedLies, footerOf, type WrittenChunked, writeEstargz } from '../../../test/image/write-estargz.ts';
import { digestOf } from '../../../test/image/write-layout.ts';
import { KeptInMemory } from '../../../test/kept-in-memory.ts';
import type { Progress } from '../../core/progress.ts';
import { memorySource } from '../../formats/byte-source.ts';
import { type ChunkedFile, ChunkFault } from '../../formats/chunked/chunk.ts';
import { readTable } from '../../formats/chunked/read-table.ts';
import { CachedLayers } from '../cached-layers.ts';
import { layerReader } from '../layer-reader.ts';
import { configSchema } from '../manifest.ts';
import type { BlobLayer } from '../opened-image.ts';
import { readImage } from '../read-image.ts';
import type { ReadLayer, VisitFile } from '../read-layer.ts';
import { LazyLayers, type LazyOutcome } from './lazy-layers.ts';

const REQUEST = { image: 'cart', part: 'layer 1 of 1', maxBytes: 1e8, verifies: false };
const EMPTY_CONFIG = v.parse(configSchema, { rootfs: {} });
const FILES = { 'etc/wanted': 'what is wanted', 'usr/big': randomBytes(400_000), 'etc/more': 'more' };

/** Reads the text of small files, and nothing of others. */
const visit: VisitFile<string> = (entry, body) =>
  entry.type === 'file' && entry.name.startsWith('etc/')
    ? body.open().then(async (source) => Buffer.from(await source.read(0, source.size)).toString())
    : undefined;

interface Run {
  readonly read: ReadLayer<string>;
  readonly outcomes: readonly LazyOutcome[];
  readonly fetched: number;
  readonly wasRead: boolean;
}

interface Given {
  readonly kept?: KeptInMemory;
  readonly verifies?: boolean;
  readonly layer?: Partial<BlobLayer>;
}

async function run({ blob, annotations }: WrittenChunked, { kept, verifies = false, layer }: Given = {}): Promise<Run> {
  let [fetched, wasRead] = [0, false];
  const outcomes: LazyOutcome[] = [];
  const parts = {
    read: async (offset: number, length: number) => {
      fetched += length;
      return blob.subarray(offset, offset + length);
    },
  };
  const open: BlobLayer['open'] = async () => {
    wasRead = true;
    return memorySource(blob);
  };
  const reader = new LazyLayers<string>({
    whole: layerReader(visit),
    visit,
    results: kept,
    made: ['1'],
    tell: (outcome) => outcomes.push(outcome),
  });
  const outer = kept === undefined ? reader : new CachedLayers(reader, kept, ['1']);
  const diffId = unpackedDigestOf(blob);
  const given = { digest: digestOf(blob), diffId, size: blob.length, isAddressedByDigest: true, open } as const;
  const read = await outer.read({ ...given, chunked: { annotations, parts }, ...layer }, { ...REQUEST, verifies });
  return { read, outcomes, fetched, wasRead };
}

/** Undefined where it is damaged. */
function unpackedDigestOf(blob: Uint8Array): string | undefined {
  try {
    return digestOf(gunzipSync(blob));
  } catch {
    return undefined;
  }
}

const texts = ({ read }: Run): readonly unknown[] =>
  read.visited.map(({ entry, item }) => [read.entries[entry]?.name, item]);
const EXPECTED = [
  ['etc/wanted', 'what is wanted'],
  ['etc/more', 'more'],
];
const sound = writeEstargz(FILES);

describe('a layer that is read by its table of contents', () => {
  test('only what is wanted is fetched, and nothing of it has a digest that was not computed', async () => {
    const ran = await run(sound);
    expect(texts(ran)).toEqual(EXPECTED);
    expect(ran.read.entries.map(({ name }) => name)).toEqual(Object.keys(FILES));
    expect(ran.read).toMatchObject({ digest: undefined, diffId: undefined, problems: [] });
    expect(ran.wasRead).toBe(false);
    expect(ran.fetched).toBeLessThan(70_000);
    expect(ran.outcomes).toMatchObject([{ fetched: ran.fetched, size: sound.blob.length }]);
  });

  test('what is known is kept under the table, and never under the layer', async () => {
    const kept = new KeptInMemory();
    const first = await run(sound, { kept });
    const again = await run(sound, { kept });
    expect(again).toMatchObject({ read: first.read, fetched: 0, wasRead: false });
    const whole = new CachedLayers(layerReader(visit), kept, ['1']);
    let opened = 0;
    const open = async () => {
      opened += 1;
      return memorySource(sound.blob);
    };
    const diffId = digestOf(gunzipSync(sound.blob));
    await whole.read({ digest: digestOf(sound.blob), diffId, isAddressedByDigest: true, open }, REQUEST);
    expect(opened).toBe(1);
  });

  test('one that was read whole before is known, and not read by its table', async () => {
    const kept = new KeptInMemory();
    await run(sound, { kept, verifies: true });
    expect(await run(sound, { kept })).toMatchObject({
      fetched: 0,
      wasRead: false,
      read: { digest: digestOf(sound.blob) },
    });
  });

  test('a file that the table does not tell of is found by whoever reads all of it', async () => {
    const hiding = writeEstargz(FILES, { rows: (rows) => rows.filter(({ name }) => name !== 'etc/wanted') });
    expect(texts(await run(hiding))).toEqual([['etc/more', 'more']]);
    const verified = await run(hiding, { verifies: true });
    expect(texts(verified)).toEqual(EXPECTED);
    expect(verified.read.problems).toEqual([]);
    expect(verified.read.diffId).toBeDefined();
  });

  test('what only tells lazy runtimes what to fetch is no file, unless something else is in it', async () => {
    const landmark = writeEstargz({ ...FILES, '.prefetch.landmark': '\u000f', './.no.prefetch.landmark': 'a key' });
    const { read } = await run(landmark);
    expect(read.entries.map(({ name }) => name)).toEqual([...Object.keys(FILES), './.no.prefetch.landmark']);
  });
});

const changed = (name: string, change: object): ChunkedLies => ({
  rows: (rows) => rows.map((row) => (row['name'] === name ? { ...row, ...change } : row)),
});
const other = (offset: unknown) => changed('etc/wanted', { offset });
const whole = (lies: ChunkedLies): WrittenChunked => writeEstargz(FILES, lies);
const withBlob = (change: (blob: Buffer) => void): WrittenChunked => {
  const blob = Buffer.from(sound.blob);
  change(blob);
  return { ...sound, blob };
};

const UNSOUND: readonly (readonly [string, WrittenChunked, RegExp])[] = [
  ['no annotation', { ...sound, annotations: {} }, /names no table/],
  [
    'another digest in the manifest',
    { ...sound, annotations: writeEstargz({ a: 'b' }).annotations },
    /not the one that the manifest names/,
  ],
  ['a start of the table out of the blob', whole({ tableStart: 2 ** 40 }), /does not end as eStargz/],
  ['a start of the table in a file', whole({ tableStart: 1 }), /cannot be unpacked|no table/],
  ['no JSON', whole({ table: () => '{' }), /no JSON/],
  ['another version', whole({ table: () => '{"version":2,"entries":[]}' }), /version 1/],
  [
    'more values than are read',
    whole({ table: () => `{"version":1,"entries":[${'{},'.repeat(1_000_001)}{}]}` }),
    /more than 1000000 values/,
  ],
  ['more bytes than are read', whole({ table: () => ' '.repeat(33 * 1024 * 1024) }), /more than|too large/],
  ['an entry that is none', whole({ rows: () => [1] }), /no entry/],
  ['an unknown kind of entry', whole(changed('etc/more', { type: '__proto__' })), /unknown kind/],
  ['a name that is none', whole(changed('etc/more', { name: 7 })), /text as name/],
  ['a negative offset', whole(other(-5)), /count as offset/],
  ['an offset that is no whole number', whole(other(1.5)), /count as offset/],
  ['an offset out of the blob', whole(other(2 ** 50)), /out of the blob/],
  [
    'an end out of the blob, behind a file that is empty',
    writeEstargz(
      { ...FILES, none: '' },
      {
        rows: (rows) =>
          rows.map((row) => (row['name'] === 'none' ? { ...row, offset: 2 ** 40 } : { ...row, endOffset: 500_000 })),
      },
    ),
    /out of the blob/,
  ],
  ['an offset in the middle of a file', whole(other(600)), /begin where|unpacked|not what/],
  ['no digest', whole(changed('etc/wanted', { chunkDigest: '' })), /no digest/],
  [
    'a digest of something else',
    whole(changed('etc/wanted', { chunkDigest: digestOf(Buffer.from('x')) })),
    /not what its table/,
  ],
  [
    'a file that is longer than it unpacks to',
    whole(changed('etc/wanted', { size: 5000 })),
    /less than its table|not what/,
  ],
  ['a file that is shorter', whole(changed('etc/wanted', { size: 5 })), /not what its table/],
  ['a file of more than is held', whole(changed('etc/wanted', { size: 40 * 1024 * 1024 })), /has more than/],
  ['files of more than may be unpacked', whole(changed('etc/wanted', { size: 2 ** 52 })), /more than/],
  ['a chunk without a file', whole({ rows: (rows) => [{ ...rows[0], type: 'chunk' }] }), /does not follow its file/],
  [
    'a chunk of another file',
    whole({ rows: ([row]) => [row, { ...row, type: 'chunk', name: 'b' }] }),
    /does not follow its file/,
  ],
  [
    'chunks with a gap',
    whole({
      rows: ([row]) => [
        { ...row, chunkSize: 2 },
        { ...row, type: 'chunk', chunkOffset: 3 },
      ],
    }),
    /follow one another/,
  ],
  [
    'chunks that lie over one another',
    whole({
      rows: ([row]) => [
        { ...row, chunkSize: 2 },
        { ...row, type: 'chunk', chunkOffset: 1 },
      ],
    }),
    /follow one another/,
  ],
  [
    'chunks that end too early',
    whole({
      rows: ([row]) => [
        { ...row, chunkSize: 2 },
        { ...row, type: 'chunk', chunkOffset: 2, chunkSize: 2 },
      ],
    }),
    /not all of it/,
  ],
  [
    'a place within what is packed together that is out of it',
    whole(changed('etc/wanted', { innerOffset: 9999 })),
    /less than its table/,
  ],
  ['a changed byte of a file', withBlob((blob) => blob.fill(0xff, 140, 150)), /unpacked|not what|begin/],
  ['a footer that was cut', { ...sound, blob: sound.blob.subarray(0, -1) }, /does not end as eStargz/],
  [
    'a footer alone',
    { ...sound, blob: Buffer.concat([randomBytes(300_000), footerOf(300_000)]) },
    /does not end as eStargz/,
  ],
];

test('who waits is told what was fetched, and that the rest need not be read', async () => {
  const told = { total: 0, read: 0, unread: 0 };
  const begin: Progress['begin'] = ({ bytes = 0 }) => {
    told.total = bytes;
    return { read: (count) => (told.read += count), endPart: (count) => (told.unread += count), end: () => {} };
  };
  const read = async (offset: number, length: number) => sound.blob.subarray(offset, offset + length);
  const open = async () => memorySource(sound.blob);
  const chunked = { annotations: sound.annotations, parts: { read } };
  const layers = [{ digest: digestOf(sound.blob), diffId: undefined, size: sound.blob.length, open, chunked }];
  let fetched = 0;
  const reader = new LazyLayers<string>({
    whole: layerReader(visit),
    visit,
    results: undefined,
    made: ['1'],
    tell: (outcome) => (fetched = 'fetched' in outcome ? outcome.fetched : 0),
  });
  const image = { name: 'cart', digest: undefined, platform: '', config: EMPTY_CONFIG, layers, close: async () => {} };
  const { unverified } = await readImage(image, REQUEST, { reader, progress: { begin } });
  expect(told).toEqual({ total: sound.blob.length, read: fetched, unread: sound.blob.length - fetched });
  expect(unverified).toEqual([0]);
});

function failingWith(error: Error): Partial<BlobLayer> {
  const read = async (): Promise<never> => {
    throw error;
  };
  return { chunked: { annotations: sound.annotations, parts: { read } } };
}

describe('a layer that cannot be read so is read whole, and that is told', () => {
  test.each(UNSOUND)('%s', async (_, written, why) => {
    const ran = await run(written);
    expect(ran).toMatchObject({ outcomes: [{ why: expect.stringMatching(why) }], wasRead: true });
    expect(ran.read.problems.length > 0 || texts(ran).length === 2).toBe(true);
  });

  test('where its place gives no parts', async () => {
    const layer = failingWith(new ChunkFault('the registry sends no parts of it'));
    const ran = await run(sound, { layer });
    expect(ran).toMatchObject({ outcomes: [{ why: 'the registry sends no parts of it' }], wasRead: true });
    expect(texts(ran)).toEqual(EXPECTED);
  });

  test('where it is so small that one request is enough, which nobody need be told', async () => {
    expect(await run(writeEstargz({ 'etc/a': 'b' }))).toMatchObject({ outcomes: [], wasRead: true, fetched: 0 });
  });

  test('a bug is not taken for it', async () => {
    const layer = failingWith(new TypeError('a bug'));
    await expect(run(sound, { layer })).rejects.toThrow('a bug');
  });
});

describe('laws', () => {
  const file = oneof(anyString({ maxLength: 50 }), uint8Array({ maxLength: 3000 }));
  const name = stringMatching(/^(?:[a-c]\/){0,3}[a-f]{1,3}$/).map((path) => `etc/${path}`);

  test('by its table a layer tells what all of it tells', async () => {
    await assert(
      asyncProperty(dictionary(name, file), async (files) => {
        const written = writeEstargz({ ...FILES, ...files });
        const [lazy, all] = [await run(written), await run(written, { verifies: true })];
        expect(lazy.wasRead).toBe(false);
        expect(texts(lazy)).toEqual(texts(all));
        expect(lazy.read.entries.map(({ name: path, size }) => [path, size])).toEqual(
          all.read.entries
            .filter(({ name: path }) => path !== 'stargz.index.json')
            .map(({ name: path, size }) => [path, size]),
        );
      }),
      { numRuns: 30 },
    );
  });

  test('whatever is changed in a layer, nothing that is told of a file is other than its digest says', async () => {
    const at = integer({ min: 0, max: sound.blob.length - 1 });
    const near = integer({ min: sound.blob.length - 700, max: sound.blob.length - 1 });
    await assert(
      asyncProperty(oneof(at, near), integer({ min: 1, max: 255 }), async (place, bits) => {
        const damaged = withBlob((blob) => blob.writeUInt8((blob[place] ?? 0) ^ bits, place));
        const ran = await run(damaged);
        const isTold = ran.outcomes.every((outcome) => 'why' in outcome === ran.wasRead);
        expect([isTold, ran.wasRead ? EXPECTED : texts(ran)]).toEqual([true, EXPECTED]);
      }),
      { numRuns: 200 },
    );
  });

  test('a table of contents of anything is read or is a fault', () => {
    const row = dictionary(
      constantFrom(
        'name',
        'type',
        'size',
        'offset',
        'chunkSize',
        'chunkOffset',
        'chunkDigest',
        'endOffset',
        'mode',
        'modtime',
        'innerOffset',
      ),
      oneof(
        constantFrom('reg', 'chunk', 'dir', 'a', digestOf(Buffer.from('a')), '2026-01-02T03:04:05Z'),
        integer(),
        jsonValue(),
      ),
    );
    assert(
      property(array(oneof(row, jsonValue())), nat(), (entries, end) => {
        const told = attempt(Buffer.from(JSON.stringify({ version: 1, entries })), end);
        if (told instanceof ChunkFault) return;
        for (const { entry, chunks } of told) {
          expect(chunks.reduce((sum, { size }) => sum + size, 0)).toBe(entry.type === 'file' ? entry.size : 0);
          expect(chunks.filter((chunk) => chunk.start !== undefined && chunk.end > end)).toEqual([]);
        }
      }),
      { numRuns: 500 },
    );
  });
});

function attempt(table: Uint8Array, end: number): readonly ChunkedFile[] | ChunkFault {
  try {
    return readTable(table, end);
  } catch (error) {
    if (error instanceof ChunkFault) return error;
    throw error;
  }
}
