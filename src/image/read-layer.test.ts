import { describe, expect, test } from 'vitest';
import { digestOf } from '../../test/image/write-layout.ts';
import { writeTar } from '../../test/image/write-tar.ts';
import type { ByteSource } from '../core/ports.ts';
import { memorySource } from '../formats/byte-source.ts';
import { type LayerOptions, type ReadLayer, readLayer, type VisitFile } from './read-layer.ts';

const LAYER = writeTar([
  { name: 'large', body: 'x'.repeat(600_000) },
  { name: 'etc/os-release', body: 'ID=debian' },
]);

/** What is read of a source, in bytes. */
interface Watched {
  readonly source: ByteSource;
  readonly bytes: () => number;
}

function watched(bytes: Uint8Array, isStream = false): Watched {
  const source = memorySource(bytes);
  let total = 0;
  return {
    bytes: () => total,
    source: {
      ...source,
      ...(isStream ? { isStream: true as const } : {}),
      read: async (offset, length) => {
        const part = await source.read(offset, length);
        total += part.length;
        return part;
      },
    },
  };
}

const release: VisitFile<string> = async ({ name }, body) => {
  if (name !== 'etc/os-release') return undefined;
  const source = await body.open();
  return Buffer.from(await source.read(0, source.size)).toString();
};

async function read(source: ByteSource, options: Partial<LayerOptions<string>> = {}): Promise<ReadLayer<string>> {
  const layer = { digest: undefined, diffId: `sha256:${'0'.repeat(64)}`, open: async () => source };
  return readLayer(layer, {
    image: 'cart',
    part: 'layer 1',
    maxBytes: 1_000_000,
    verifies: false,
    visit: release,
    ...options,
  });
}

describe('a layer that lies open', () => {
  test('is read only where something is wanted, and claims no digest', async () => {
    const { source, bytes } = watched(LAYER);
    const layer = await read(source);
    expect(layer.visited).toEqual([{ entry: 1, item: 'ID=debian' }]);
    expect([layer.digest, layer.diffId, layer.problems]).toEqual([undefined, undefined, []]);
    expect(bytes()).toBeLessThan(LAYER.length / 2);
  });

  test('is hashed whole when it is to be verified', async () => {
    const { source, bytes } = watched(LAYER);
    const layer = await read(source, { verifies: true });
    expect(layer.diffId).toBe(digestOf(LAYER));
    expect(layer.problems.map(({ code }) => code)).toEqual(['PL_E_IMAGE_DIGEST']);
    expect(bytes()).toBeGreaterThanOrEqual(LAYER.length);
  });
});

test('a layer that streams is hashed, and read once', async () => {
  const { source, bytes } = watched(LAYER, true);
  const layer = await read(source);
  expect(layer.visited).toEqual([{ entry: 1, item: 'ID=debian' }]);
  expect(layer.digest).toBe(digestOf(LAYER));
  expect(bytes()).toBe(LAYER.length);
});
