import { afterEach, describe, expect, test } from 'vitest';
import { digestOf } from '../../../test/image/write-layout.ts';
import { writeTar } from '../../../test/image/write-tar.ts';
import { problemOf, UserError } from '../../core/errors.ts';
import type { ByteSource } from '../../core/ports.ts';
import { memorySource } from '../../formats/byte-source.ts';
import { layerReader } from '../../image/layer-reader.ts';
import type { BlobLayer } from '../../image/opened-image.ts';
import type { ReadLayer } from '../../image/read-layer.ts';
import { type VisitedContent, visitFiles } from '../../inventory/visit-files.ts';
import { hostErrors } from '../errors.ts';
import { LayerWorkers } from './layer-workers.ts';

const REQUEST = { image: 'cart', maxBytes: 1e8, verifies: true };
const here = layerReader(visitFiles('credentials'));

let readers: LayerWorkers<VisitedContent>[] = [];
afterEach(async () => {
  await Promise.all(readers.map(async (reader) => reader.close()));
  readers = [];
});

function workers(): LayerWorkers<VisitedContent> {
  const reader = new LayerWorkers(here, 'credentials', { atOnce: 3, worthAThread: 1 });
  readers.push(reader);
  return reader;
}

/** A layer of more than one piece, with a distribution in it. */
function layerOf(version: string): BlobLayer {
  const bytes = writeTar([
    { name: 'etc/os-release', body: `ID=debian\nVERSION_ID=${version}\n` },
    { name: 'big', body: version.repeat(2_000_000) },
  ]);
  return { digest: digestOf(bytes), diffId: digestOf(bytes), open: async () => memorySource(bytes) };
}

function failing(after: number, error: Error): BlobLayer {
  const source: ByteSource = {
    size: 1e8,
    isStream: true,
    read: async (offset, length) => {
      if (offset >= after) throw error;
      return new Uint8Array(length);
    },
    close: async () => {},
  };
  return { digest: undefined, diffId: undefined, open: async () => source };
}

async function readAll(
  reader: LayerWorkers<VisitedContent>,
  layers: readonly BlobLayer[],
): Promise<readonly ReadLayer<VisitedContent>[]> {
  return Promise.all(layers.map(async (layer, index) => reader.read(layer, { ...REQUEST, part: `layer ${index}` })));
}

describe('layers that are read in threads', () => {
  test('are what one thread reads, also those that are damaged', async () => {
    const lying = { ...layerOf('14'), diffId: digestOf(Buffer.from('another')) };
    const layers = [layerOf('11'), layerOf('12'), layerOf('13'), lying];
    const expected = await Promise.all(
      layers.map(async (layer, index) => here.read(layer, { ...REQUEST, part: `layer ${index}` })),
    );
    const reader = workers();
    expect(await readAll(reader, layers)).toEqual(expected);
    expect(expected[3]?.problems).toHaveLength(1);
    expect(expected[2]?.visited).not.toHaveLength(0);
    expect(await readAll(reader, layers), 'by other threads').toEqual(expected);
  });

  test('leave no thread behind while there is nothing to read', async () => {
    await readAll(workers(), [layerOf('11'), layerOf('12'), layerOf('13')]);
    expect(process.report.getReport()).toMatchObject({ workers: [] });
  });

  test('what is not there is told', async () => {
    const absent: BlobLayer = { digest: undefined, diffId: undefined, open: async () => undefined };
    const [, second] = await readAll(workers(), [layerOf('1'), absent]);
    expect(second?.problems.map(({ code }) => code)).toEqual(['PL_E_LAYER_ABSENT']);
  });

  test.each([
    ['at once', 0],
    ['later', 1],
  ])('a source that fails %s fails with its own error', async (_, after) => {
    const error = new UserError(problemOf(hostErrors, 'PL_E_FILE_UNREADABLE', { path: 'x', why: 'y' }));
    const reading = readAll(workers(), [layerOf('1'), failing(after, error)]);
    await expect(reading).rejects.toBe(error);
  });

  test('reading ends with an error when its threads are ended', async () => {
    const begun = Promise.withResolvers<void>();
    const endless: ByteSource = {
      size: 1e7,
      isStream: true,
      read: async () => {
        begun.resolve();
        return new Promise(() => {});
      },
      close: async () => {},
    };
    const reader = workers();
    const reading = readAll(reader, [
      layerOf('1'),
      { digest: undefined, diffId: undefined, open: async () => endless },
    ]);
    await Promise.race([begun.promise, reading]);
    const [ended] = await Promise.allSettled([reading, reader.close()]);
    expect(ended).toMatchObject({ status: 'rejected', reason: { message: 'a thread that read a layer ended with 1' } });
  });
});
