import { afterEach, describe, expect, test } from 'vitest';
import { writeZip } from '../../../test/formats/write-zip.ts';
import { buildSource } from '../../advisories/database/build-source.ts';
import type { ByteSource } from '../../core/ports.ts';
import { memorySource } from '../../formats/byte-source.ts';
import { ArchiveWorkers } from './archive-workers.ts';

let workers: ArchiveWorkers;
afterEach(async () => {
  await workers.close();
});

function record(id: string): Buffer {
  const ranges = [{ type: 'SEMVER', events: [{ introduced: '0' }] }];
  const affected = [{ package: { ecosystem: 'npm', name: id }, ranges }];
  return Buffer.from(JSON.stringify({ id, modified: '2024-01-01T00:00:00Z', affected }));
}

function archive(...ids: readonly string[]): ByteSource {
  return memorySource(writeZip(ids.map((id) => ({ name: `${id}.json`, body: record(id) }))));
}

describe('archives that are read in threads', () => {
  test('become what one thread makes of them, also those that are damaged', async () => {
    workers = new ArchiveWorkers({ atOnce: 2, worthAThread: 0 });
    const archives = [archive('A', 'B'), archive('C'), memorySource(Buffer.from('half an archive')), archive('D')];
    const expected = await Promise.all(archives.map(async (each) => buildSource('npm', each)));
    const build = async (each: ByteSource) => workers.build('npm', each);
    expect(await Promise.all(archives.map(build))).toEqual(expected);
    expect(await build(archive('A', 'B')), 'by a thread that built before').toEqual(expected[0]);
    expect(expected[0]).toMatchObject({ records: 2, shards: [['npm', expect.any(Uint8Array)]] });
  });

  test('a source that fails fails with its own error', async () => {
    workers = new ArchiveWorkers({ worthAThread: 0 });
    const error = new Error('no disk');
    const failing: ByteSource = { size: 100, read: async () => Promise.reject(error), close: async () => {} };
    await expect(workers.build('npm', failing)).rejects.toBe(error);
  });

  test('building ends with an error when its threads are ended', async () => {
    workers = new ArchiveWorkers({ worthAThread: 0 });
    const begun = Promise.withResolvers<void>();
    const endless: ByteSource = {
      size: 100,
      read: async () => {
        begun.resolve();
        return new Promise(() => {});
      },
      close: async () => {},
    };
    const building = workers.build('npm', endless);
    await begun.promise;
    const [ended] = await Promise.allSettled([building, workers.close()]);
    expect(ended).toMatchObject({ reason: { message: 'a thread that read an archive of advisories ended with 1' } });
  });
});
