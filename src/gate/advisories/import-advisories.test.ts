import { setImmediate } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { writeZip } from '../../../test/formats/write-zip.ts';
import { buildSource, type SourceBuilder } from '../../advisories/database/build-source.ts';
import type { ByteSource, OwnFiles } from '../../core/ports.ts';
import { memorySource } from '../../formats/byte-source.ts';
import { type AdvisoryArchive, type ImportTools, importAdvisories } from './import-advisories.ts';

const ARCHIVES: readonly AdvisoryArchive[] = ['Go', 'PyPI', 'npm'].map((source) => ({ source, path: source }));

function archiveOf(ecosystem: string): ByteSource {
  const ranges = [{ type: 'ECOSYSTEM', events: [{ introduced: '0' }] }];
  const affected = [{ package: { ecosystem, name: 'a' }, ranges }];
  const body = JSON.stringify({ id: 'A', modified: '2024-01-01T00:00:00Z', affected });
  return memorySource(writeZip([{ name: 'A.json', body }]));
}

/** What builds in this thread; `hold` may keep one back. */
function builderThat(hold: (name: string) => Promise<void>): SourceBuilder {
  const build: SourceBuilder['build'] = async (name, archive) => {
    await hold(name);
    return buildSource(name, archive);
  };
  return { atOnce: 2, build };
}

/** A database in memory, and the names of what was written in it. */
function filesThat(write: (name: string) => void): OwnFiles {
  const kept = new Map<string, Uint8Array>();
  return {
    place: 'memory',
    list: async () => [...kept.keys()],
    open: async (name) => {
      const bytes = kept.get(name);
      return bytes === undefined ? undefined : memorySource(bytes);
    },
    identityOf: () => undefined,
    write: async (name, bytes) => {
      write(name);
      kept.set(name, bytes);
    },
    remove: async (name) => void kept.delete(name),
    alone: async (use) => use(),
  };
}

function toolsWith(builder: SourceBuilder, files: OwnFiles): ImportTools {
  const sources = { open: async (path: string) => archiveOf(path) };
  return { sources, builder, files, clock: { now: () => new Date(0) } };
}

test('an archive is kept as soon as it is read, and told when it is its turn', async () => {
  const kept = Promise.withResolvers<void>();
  const written: string[] = [];
  const files = filesThat((name) => {
    written.push(name);
    if (name.startsWith('npm')) kept.resolve();
  });
  const builder = builderThat(async (name) => (name === 'Go' ? kept.promise : undefined));
  const told: string[] = [];
  for await (const { archive } of importAdvisories(ARCHIVES, toolsWith(builder, files))) told.push(archive.source);
  expect(told).toEqual(['Go', 'PyPI', 'npm']);
  const shards = written.filter((name) => name.endsWith('.pldb')).map((name) => name.split('.')[0]);
  expect(shards).toEqual(['PyPI', 'npm', 'Go']);
});

test('archives that are read while another is kept are kept together', async () => {
  const built = Promise.withResolvers<void>();
  const begun: string[] = [];
  const builder = builderThat(async (name) => {
    begun.push(name);
    if (begun.length === ARCHIVES.length) built.resolve();
  });
  let catalogues = 0;
  const files = filesThat((name) => {
    if (name === 'database.json') catalogues += 1;
  });
  const slow: OwnFiles = {
    ...files,
    alone: async (use) => {
      await built.promise;
      for (let turn = 0; turn < 10; turn += 1) await setImmediate();
      return files.alone(use);
    },
  };
  const told: string[] = [];
  for await (const { archive } of importAdvisories(ARCHIVES, toolsWith(builder, slow))) told.push(archive.source);
  expect(told).toEqual(['Go', 'PyPI', 'npm']);
  expect(catalogues).toBe(2);
});

test('where one cannot be kept, nothing is written once that was told', async () => {
  const written: string[] = [];
  const files = filesThat((name) => {
    if (name.startsWith('Go')) throw new Error('no space is left');
    written.push(name);
  });
  const importing = async (): Promise<void> => {
    for await (const _ of importAdvisories(
      ARCHIVES,
      toolsWith(
        builderThat(async () => {}),
        files,
      ),
    ));
  };
  await expect(importing()).rejects.toThrow('no space is left');
  const before = written.length;
  for (let turn = 0; turn < 10; turn += 1) await setImmediate();
  expect(written).toHaveLength(before);
});
