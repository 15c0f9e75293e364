import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { addArchive } from '../../src/advisories/database/add-archive.ts';
import { Shard } from '../../src/advisories/database/read-shard.ts';
import { ShardWriter } from '../../src/advisories/database/write-shard.ts';
import type { Advisories } from '../../src/advisories/evidence.ts';
import { memorySource } from '../../src/formats/byte-source.ts';
import { openZip } from '../../src/formats/zip/read-zip.ts';

/** Real advisories and what a correct matcher answers, beside the repository. */
const DATA = join(process.env['PLIMSOLL_SHARED'] ?? join(import.meta.dirname, '../../../shared'), 'data');

export const HAS_SHARED_DATA: boolean = existsSync(join(DATA, 'advisories'));

export const SKIPPED = "(skipped without ../shared: the advisories and their oracle are not the project's)";

export function sharedPath(path: string): string {
  return join(DATA, path);
}

export function sharedFile(path: string): Buffer {
  return readFileSync(sharedPath(path));
}

/** The shards of some ecosystems, as `plimsoll db` makes them. */
export async function sharedAdvisories(...ecosystems: readonly string[]): Promise<Advisories> {
  const shards = new Map<string, Shard>();
  for (const ecosystem of ecosystems) {
    const writer = new ShardWriter(ecosystem);
    const archive = sharedFile(`advisories/${ecosystem}/all.zip`);
    const added = await addArchive(writer, memorySource(archive));
    if ('damage' in added || added.faults.length > 0) throw new Error(`${ecosystem}: ${JSON.stringify(added)}`);
    for (const [release, bytes] of writer.shards()) shards.set(release, await Shard.open(memorySource(bytes)));
  }
  return { lookUp: async (ecosystem, name) => (await shards.get(ecosystem)?.lookUp(name)) ?? [] };
}

/** The records of an ecosystem as they are published. */
export async function sharedRecords<Kind>(ecosystem: string): Promise<readonly Kind[]> {
  const zip = await openZip(memorySource(sharedFile(`advisories/${ecosystem}/all.zip`)));
  const records: Kind[] = [];
  for (const entry of zip?.entries ?? []) {
    const bytes = await zip?.read(entry, 1 << 28);
    if (bytes instanceof Uint8Array) records.push(JSON.parse(Buffer.from(bytes).toString()));
  }
  return records;
}
