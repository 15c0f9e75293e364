import { writeFileSync } from 'node:fs';
import { gzipSync, zstdCompressSync } from 'node:zlib';
import * as fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { localPlaces } from '../../test/image/places.ts';
import { readOutcome } from '../../test/image/read-outcome.ts';
import { digestOf } from '../../test/image/write-layout.ts';
import { type WrittenEntry, writeTar } from '../../test/image/write-tar.ts';
import { type TemporaryTree, temporaryTree } from '../../test/temporary-tree.ts';
import type { ByteSources } from '../core/ports.ts';
import { memorySource } from '../formats/byte-source.ts';
import { ForwardSource } from './forward-source.ts';
import { unpackedArchive } from './unpacked-archive.ts';

let tree: TemporaryTree;
beforeEach(() => {
  tree = temporaryTree();
});
afterEach(() => {
  tree.remove();
});

const LAYERS = ['a', 'b', 'c'].map((name, index) => writeTar([{ name, body: String(index).repeat(100_000) }]));
const EMPTY = writeTar([]);
const HEX = /[0-9a-f]{64}/;

/** What `docker save` writes, in an order of its parts. */
function archive(layers: readonly Uint8Array[], order: (parts: WrittenEntry[]) => WrittenEntry[]): Uint8Array {
  const config = Buffer.from(
    JSON.stringify({ architecture: 'amd64', os: 'linux', rootfs: { diff_ids: layers.map(digestOf) } }),
  );
  const name = `${HEX.exec(digestOf(config))?.[0]}.json`;
  const files = layers.map((layer) => `${HEX.exec(digestOf(layer))?.[0]}/layer.tar`);
  const manifest = JSON.stringify([{ Config: name, RepoTags: ['cart:v1'], Layers: files }]);
  const kept = new Map(layers.map((body, index) => [files[index] ?? '', body]));
  const parts = [...kept].map(([part, body]) => ({ name: part, body }));
  return writeTar(order([...parts, { name, body: config }, { name: 'manifest.json', body: manifest }]));
}

/** Places in which it is counted how often the file is begun with, after its first bytes were looked at. */
function countingPlaces() {
  const places = localPlaces();
  const counted = { passes: 0 };
  const files: ByteSources = {
    open: async (path) => {
      const source = await places.files.open(path);
      if (source === undefined) return undefined;
      const read = async (offset: number, length: number): Promise<Uint8Array> => {
        if (offset === 0 && length > 1000) counted.passes += 1;
        return source.read(offset, length);
      };
      return { size: source.size, read, close: async () => source.close() };
    },
  };
  return { places: { ...places, files }, counted };
}

describe('an archive that is packed as a whole', () => {
  const orders: readonly [string, (parts: WrittenEntry[]) => WrittenEntry[]][] = [
    ['with the manifest last', (parts) => parts],
    ['with the manifest first', (parts) => parts.toReversed()],
    [
      'with its layers in another order',
      ([a, b, c, ...rest]) => [c, a, b, ...rest].filter((part) => part !== undefined),
    ],
  ];
  for (const [packing, pack, suffix] of [
    ['gzip', gzipSync, 'tar.gz'],
    ['zstd', zstdCompressSync, 'tar.zst'],
  ] as const) {
    test.each(orders)(`with ${packing} is read in one pass, %s`, async (_, order) => {
      const path = tree.path(`image.${suffix}`);
      writeFileSync(path, pack(archive(LAYERS, order)));
      const { places, counted } = countingPlaces();
      expect(await readOutcome(path, places)).toEqual({ paths: ['a', 'b', 'c'], codes: [], told: '' });
      expect(counted.passes).toBe(1);
    });
  }

  test('has a layer twice, and it is read once', async () => {
    writeFileSync(tree.path('x.tar.gz'), gzipSync(archive([EMPTY, LAYERS[0] ?? EMPTY, EMPTY], (parts) => parts)));
    const { places, counted } = countingPlaces();
    expect(await readOutcome(tree.path('x.tar.gz'), places)).toMatchObject({ paths: ['a'], codes: [] });
    expect(counted.passes).toBe(1);
  });

  test('has a layer that looks like a document', async () => {
    const braced = writeTar([{ name: '{', body: 'x' }]);
    writeFileSync(tree.path('x.tar.gz'), gzipSync(archive([braced, ...LAYERS], (parts) => parts)));
    const { places, counted } = countingPlaces();
    expect(await readOutcome(tree.path('x.tar.gz'), places)).toMatchObject({ paths: ['a', 'b', 'c', '{'], codes: [] });
    expect(counted.passes).toBe(1);
  });

  test('has other files, which are no layers whatever they hold', async () => {
    const other = { name: 'attestation', body: gzipSync('no layer at all') };
    writeFileSync(tree.path('x.tar.gz'), gzipSync(archive(LAYERS, (parts) => [other, ...parts])));
    const { places, counted } = countingPlaces();
    expect(await readOutcome(tree.path('x.tar.gz'), places)).toEqual({ paths: ['a', 'b', 'c'], codes: [], told: '' });
    expect(counted.passes).toBe(1);
  });

  test('has a damaged layer, which is told by its name', async () => {
    const broken = gzipSync(LAYERS[1] ?? EMPTY).subarray(0, 100);
    const files = [LAYERS[0] ?? EMPTY, broken];
    writeFileSync(tree.path('x.tar.gz'), gzipSync(archive(files, (parts) => parts)));
    const { codes, told } = await readOutcome(tree.path('x.tar.gz'), localPlaces());
    expect(codes).toEqual(['PL_E_LAYER_COMPRESSION']);
    expect(told).toContain('layer 2 of 2');
  });

  test('is verified by the digests that its configuration names', async () => {
    const lie = archive(LAYERS, (parts) => parts.map((part, index) => (index === 1 ? { ...part, body: EMPTY } : part)));
    writeFileSync(tree.path('x.tar.gz'), gzipSync(lie));
    expect(await readOutcome(tree.path('x.tar.gz'), localPlaces())).toMatchObject({ codes: ['PL_E_IMAGE_DIGEST'] });
  });

  test('and cut off is told', async () => {
    const whole = gzipSync(archive(LAYERS, (parts) => parts));
    writeFileSync(tree.path('x.tar.gz'), whole.subarray(0, whole.length / 2));
    expect((await readOutcome(tree.path('x.tar.gz'), localPlaces())).codes).toEqual(['PL_E_ARCHIVE_COMPRESSION']);
  });

  test('is read to a limit', async () => {
    const bomb = gzipSync(Buffer.alloc(10_000_000));
    const source = unpackedArchive({ image: 'x', archive: memorySource(bomb), packing: 'gzip', maxBytes: 5_000_000 });
    expect(await source.read(4_000_000, 10)).toHaveLength(10);
    await expect(source.read(6_000_000, 10)).rejects.toThrow('more than the limit of 5000000 bytes');
    await source.close();
  });

  test('is the archive itself by its name, too', async () => {
    writeFileSync(tree.path('x.tar.gz'), gzipSync(archive(LAYERS, (parts) => parts)));
    expect(await readOutcome(`docker-archive:${tree.path('x.tar.gz')}:cart:v1`, localPlaces())).toMatchObject({
      codes: [],
    });
    writeFileSync(tree.path('garbage.tar.gz'), gzipSync('garbage'));
    expect((await readOutcome(tree.path('garbage.tar.gz'), localPlaces())).codes).toEqual(['PL_E_IMAGE_ABSENT']);
  });
});

describe('bytes that come in their order', () => {
  const BYTES = Uint8Array.from({ length: 300 }, (_, index) => index & 0xff);

  test('are the same at any place, however they come and are read', async () => {
    const reads = fc.array(fc.tuple(fc.nat(320), fc.nat(120)), { maxLength: 12 });
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 1, max: 80 }), fc.boolean(), reads, async (chunk, isSized, places) => {
        const source = new ForwardSource(isSized ? BYTES.length : Number.POSITIVE_INFINITY, async function* (offset) {
          for (let at = offset; at < BYTES.length; at += chunk) yield BYTES.subarray(at, at + chunk);
        });
        for (const [offset, length] of places)
          expect([...(await source.read(offset, length))]).toEqual([...BYTES.subarray(offset, offset + length)]);
        await source.close();
      }),
    );
  });
});
