import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { memorySource } from '../../src/formats/byte-source.ts';
import type { TarEntry } from '../../src/formats/tar/entry.ts';
import { FileIndex } from '../../src/image/file-index.ts';
import { layerPath } from '../../src/image/layer-path.ts';
import { readLazily } from '../../src/image/lazy/read-lazily.ts';
import { claimIn } from '../../src/image/lazy/table-claim.ts';
import { type ReadLayer, readLayer, type VisitFile } from '../../src/image/read-layer.ts';

const FIXTURES = join(import.meta.dirname, 'testdata/chunked');

/** What a file holds: its length, its beginning, a part of it, and all of it. */
const content: VisitFile<readonly string[]> = (entry, body) =>
  entry.type === 'file' && body.length > 0 ? contentOf(body) : undefined;

async function contentOf(body: Parameters<typeof content>[1]): Promise<readonly string[]> {
  const head = await body.head(5);
  const source = await body.open();
  const [middle, all] = [await source.read(4000, 200), await source.read(0, source.size)];
  return [String(body.length), ...[head, middle, all].map((bytes) => Buffer.from(bytes).toString('base64'))];
}

/** What runtimes that are not lazy unpack beside the files. */
const OF_FORMAT = new Set(['.no.prefetch.landmark', 'stargz.index.json']);

interface Seen {
  readonly entries: readonly TarEntry[];
  readonly times: readonly number[];
  readonly contents: readonly (readonly [string, readonly string[]])[];
  readonly index: readonly unknown[];
}

function seenIn({ entries, visited }: ReadLayer<readonly string[]>): Seen {
  const kept = entries.filter(({ name }) => !OF_FORMAT.has(layerPath(name)));
  const index = new FileIndex();
  index.add(kept);
  return {
    entries: kept.map(({ body: { length }, ...entry }) => ({ ...entry, body: { offset: 0, length }, modified: 0 })),
    times: kept.map(({ modified }) => modified),
    contents: visited
      .map(({ entry, item }) => [entries[entry]?.name ?? '', item] as const)
      .filter(([name]) => !OF_FORMAT.has(layerPath(name))),
    index: [...index.files()].map((file) => ({ ...file, modified: 0 })),
  };
}

describe.each(['default.esgz', 'together.esgz', 'containerd.zstd', 'podman.zstd'])(
  'a layer as its own tool packed it: %s',
  (name) => {
    const blob = readFileSync(join(FIXTURES, name));
    const annotations = JSON.parse(readFileSync(join(FIXTURES, `${name}.json`), 'utf8')) as Record<string, string>;

    test('its table of contents and chunks tell what its archive tells', async () => {
      const claim = claimIn(annotations);
      if (claim === undefined) throw new Error('the fixture has no annotations');
      const parts = {
        size: blob.length,
        read: async (from: number, length: number) => blob.subarray(from, from + length),
      };
      const lazy = await readLazily({ claim, parts, maxBytes: 1e6, visit: content });
      const layer = { digest: undefined, diffId: undefined, open: async () => memorySource(blob) };
      const options = { image: 'cart', part: 'layer 1 of 1', maxBytes: 1e6, verifies: true, visit: content };
      const whole = await readLayer(layer, options);
      expect(whole.problems).toEqual([]);
      const [{ times, ...seen }, { times: exact, ...expected }] = [seenIn(lazy), seenIn(whole)];
      expect(seen).toEqual(expected);
      expect(seen.contents.length).toBeGreaterThan(8);
      // The tables of containerd have whole seconds, rounded: an archive may have parts of one.
      expect(times.map((time, place) => Math.abs(time - (exact[place] ?? 0))).filter((apart) => apart > 1)).toEqual([]);
      expect([lazy.digest, lazy.diffId]).toEqual([undefined, undefined]);
    });
  },
);
