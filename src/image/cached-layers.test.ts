import { gzipSync } from 'node:zlib';
import { beforeEach, describe, expect, test } from 'vitest';
import { digestOf } from '../../test/image/write-layout.ts';
import { writeTar } from '../../test/image/write-tar.ts';
import { KeptInMemory } from '../../test/kept-in-memory.ts';
import type { ByteSource } from '../core/ports.ts';
import { memorySource } from '../formats/byte-source.ts';
import { CachedLayers } from './cached-layers.ts';
import { type LayerReader, layerReader } from './layer-reader.ts';
import type { BlobLayer } from './opened-image.ts';

const REQUEST = { image: 'cart', part: 'layer 1 of 1', maxBytes: 1e6, verifies: false };

let kept = new KeptInMemory();
let reads = 0;
beforeEach(() => {
  kept = new KeptInMemory();
  reads = 0;
});

function cached(made = '1', ...serving: readonly string[]): CachedLayers<string> {
  const reader = layerReader(async ({ name }) => (name === 'a' ? 'seen' : undefined));
  const counting: LayerReader<string> = {
    atOnce: 1,
    read: async (layer, request) => {
      reads += 1;
      return reader.read(layer, request);
    },
  };
  return new CachedLayers(counting, kept, [made, ...serving]);
}

const tar = writeTar([{ name: 'a', body: 'one' }]);
const packed = gzipSync(tar);
const other = writeTar([{ name: 'evil', body: 'two' }]);

function layerOf(bytes: Uint8Array, named: Partial<BlobLayer> = {}): BlobLayer {
  return { digest: digestOf(bytes), diffId: digestOf(tar), open: async () => memorySource(bytes), ...named };
}

const streamed = (bytes: Uint8Array): ByteSource => ({ ...memorySource(bytes), isStream: true });
const unopened = async (): Promise<never> => {
  throw new Error('it was opened');
};

describe('a layer that was read before', () => {
  test('is known by the digest of its bytes, and is what it was', async () => {
    const first = await cached().read(layerOf(packed), REQUEST);
    expect(await cached().read(layerOf(packed), REQUEST)).toEqual(first);
    expect(first.visited).toEqual([{ entry: 0, item: 'seen' }]);
    expect(reads).toBe(1);
  });

  test('is not even opened where its place gives no other bytes than those of its digest', async () => {
    const inRegistry = { isAddressedByDigest: true, open: async () => streamed(packed) } as const;
    const first = await cached().read(layerOf(packed, inRegistry), REQUEST);
    expect(await cached().read(layerOf(packed, { ...inRegistry, open: unopened }), REQUEST)).toEqual(first);
    expect(reads).toBe(1);
  });

  test('is known however it is packed, or not at all, once these bytes were hashed', async () => {
    await cached().read(layerOf(packed), REQUEST);
    const open = layerOf(tar, { digest: undefined });
    expect(await cached().read(open, { ...REQUEST, verifies: true })).toMatchObject({ diffId: digestOf(tar) });
    expect(reads).toBe(1);
    expect(await cached().read(open, REQUEST)).toMatchObject({ diffId: undefined });
    expect(reads).toBe(2);
  });

  test.each([
    ['another cataloger reads it', '2', REQUEST],
    ['it unpacks to more than is allowed now', '1', { ...REQUEST, maxBytes: 1000 }],
  ])('is read again when %s', async (_, made, request) => {
    await cached().read(layerOf(packed), REQUEST);
    await cached(made).read(layerOf(packed), request);
    expect(reads).toBe(2);
  });

  test('is read again when what was kept is no layer', async () => {
    const first = await cached().read(layerOf(packed), REQUEST);
    for (const key of kept.kept.keys()) kept.kept.set(key, Uint8Array.from(Buffer.from(digestOf(tar))));
    expect(await cached().read(layerOf(packed), REQUEST)).toEqual(first);
    expect(reads).toBe(2);
  });
});

function known(bytes: Uint8Array, identity = 'file 1'): ByteSource {
  return { ...memorySource(bytes), identity };
}

function unread(identity = 'file 1'): ByteSource {
  return { ...memorySource(packed), identity, read: unopened };
}

describe('a file that was not changed since it was hashed', () => {
  test('is not read again', async () => {
    const first = await cached().read(layerOf(packed, { open: async () => known(packed) }), REQUEST);
    expect(await cached().read(layerOf(packed, { open: async () => unread() }), REQUEST)).toEqual(first);
    expect(reads).toBe(1);
  });

  test('is not read again where it was only hashed', async () => {
    const first = await cached().read(layerOf(packed), REQUEST);
    await cached().read(layerOf(packed, { open: async () => known(packed) }), REQUEST);
    expect(await cached().read(layerOf(packed, { open: async () => unread() }), REQUEST)).toEqual(first);
    expect(reads).toBe(1);
  });

  test('is not read again in an archive that comes as a stream', async () => {
    const stream = async (): Promise<ByteSource> => ({ ...known(tar), isStream: true });
    const first = await cached().read(layerOf(tar, { digest: undefined, open: stream }), REQUEST);
    expect(await cached().read(layerOf(tar, { digest: undefined, open: stream }), REQUEST)).toEqual(first);
    expect(reads).toBe(1);
  });

  test('is read again to verify it, and when it was changed', async () => {
    await cached().read(layerOf(packed, { open: async () => known(packed) }), REQUEST);
    const changed = layerOf(packed, { open: async () => known(gzipSync(other), 'file 2') });
    expect(await cached().read(changed, REQUEST)).toMatchObject({ entries: [{ name: 'evil' }] });
    const verified = layerOf(packed, { open: async () => known(gzipSync(other)) });
    expect((await cached().read(verified, { ...REQUEST, verifies: true })).problems).toHaveLength(2);
  });

  test('is not taken for the layer that another configuration names', async () => {
    await cached().read(layerOf(packed), REQUEST);
    const lie = layerOf(gzipSync(other), { diffId: digestOf(tar), open: async () => known(gzipSync(other)) });
    for (let time = 0; time < 2; time += 1) {
      const lied = await cached().read(lie, REQUEST);
      expect(lied.entries.map(({ name }) => name)).toEqual(['evil']);
      expect(lied.problems.map(({ code }) => code)).toEqual(['PL_E_IMAGE_DIGEST']);
    }
  });
});

describe('a layer of which more was read before than is asked', () => {
  test('serves, and one of which less was read does not', async () => {
    await cached('poor', 'rich').read(layerOf(packed), REQUEST);
    await cached('rich').read(layerOf(packed), REQUEST);
    expect(reads).toBe(2);
    await cached('rich').read(layerOf(packed), REQUEST);
    await cached('poor', 'rich').read(layerOf(packed), REQUEST);
    expect(reads).toBe(2);
  });

  test('is not kept once more', async () => {
    await cached('rich').read(layerOf(packed), REQUEST);
    await cached('poor', 'rich').read(layerOf(packed), REQUEST);
    expect(reads).toBe(1);
    expect(kept.kept.size).toBe(2);
  });
});

describe('an archive that lies', () => {
  test.each([
    ['other bytes under the digests of a layer', packed],
    ['other bytes under the digests of a layer, open', tar],
  ])('poisons nothing with %s', async (_, bytes) => {
    const lie = layerOf(bytes, { open: async () => memorySource(bytes === packed ? gzipSync(other) : other) });
    const lied = await cached().read(lie, { ...REQUEST, verifies: true });
    expect(lied.problems.length).toBeGreaterThan(0);
    expect(kept.kept.size).toBe(0);
    const honest = await cached().read(layerOf(bytes), { ...REQUEST, verifies: true });
    expect(honest.entries.map(({ name }) => name)).toEqual(['a']);
    expect(honest.problems).toEqual([]);
  });

  test.each([
    ['the digests of a known layer', {}],
    ['a digest of its own, and what a known layer unpacks to', { digest: digestOf(gzipSync(other)) }],
    ['no digest, and what a known layer unpacks to', { digest: undefined }],
  ])('is not taken for what it says to be: %s', async (_, named) => {
    await cached().read(layerOf(packed), REQUEST);
    const lie = layerOf(packed, { ...named, open: async () => memorySource(gzipSync(other)) });
    const lied = await cached().read(lie, REQUEST);
    expect(lied.entries.map(({ name }) => name)).toEqual(['evil']);
    expect(lied.problems.length).toBeGreaterThan(0);
  });

  test('is not taken for what it says to be when it lies open', async () => {
    await cached().read(layerOf(packed), REQUEST);
    const lie = layerOf(tar, { open: async () => memorySource(other) });
    expect(await cached().read(lie, REQUEST)).toMatchObject({ entries: [{ name: 'evil' }], diffId: undefined });
    expect(kept.kept.size).toBe(2);
  });

  test('does not hide a configuration that names something else for a blob of a registry', async () => {
    await cached().read(layerOf(packed), REQUEST);
    const inRegistry = { isAddressedByDigest: true, open: async () => streamed(packed) } as const;
    await cached().read(layerOf(gzipSync(other), { diffId: digestOf(other) }), REQUEST);
    const lied = await cached().read(layerOf(packed, { ...inRegistry, diffId: digestOf(other) }), REQUEST);
    expect(lied.problems.map(({ code }) => code)).toEqual(['PL_E_IMAGE_DIGEST']);
    expect(lied.entries.map(({ name }) => name)).toEqual(['a']);
  });
});
