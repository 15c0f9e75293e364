import { sha256 } from '../../core/digest.ts';
import type { OwnFiles } from '../../core/ports.ts';
import { memorySource } from '../../formats/byte-source.ts';
import type { BuiltShard } from './build-source.ts';
import {
  type Catalogue,
  filesOf,
  readCatalogue,
  type ShardEntry,
  type SourceEntry,
  shardFile,
  writeCatalogue,
} from './catalogue.ts';
import { Shard } from './read-shard.ts';

/** The advisories of one source, ready to be kept. */
export interface NewSource {
  /** The name of its directory in the public bucket: `Debian`. */
  readonly name: string;
  readonly entry: Omit<SourceEntry, 'modified'>;
  readonly shards: readonly BuiltShard[];
}

/**
 * Puts the advisories of sources in the place of those that were there of them. The shards are written under names of their own before the
 * catalogue names them, and the old ones go after: whoever reads meanwhile has the old database or the new one, whole. Of two sources of one
 * name the last counts.
 */
export async function replaceSources(files: OwnFiles, sources: readonly NewSource[]): Promise<void> {
  await files.alone(async () => {
    let catalogue = await readCatalogue(files);
    for (const source of sources) catalogue = withSource(catalogue, source, await writeShards(files, source));
    await writeCatalogue(files, catalogue);
    await removeUnnamed(files, catalogue);
  });
}

/** A shard that stands in its file. */
interface WrittenShard {
  readonly ecosystem: string;
  readonly entry: ShardEntry;
  readonly modified: string;
}

/** Writes the shards of a source at once. Where one cannot be written, the others are waited for: nothing is written behind an error. */
async function writeShards(files: OwnFiles, { name, shards }: NewSource): Promise<readonly WrittenShard[]> {
  const writing = shards.map(async ([ecosystem, bytes]) => {
    const { index } = await Shard.open(memorySource(bytes));
    const entry = shardEntry(name, ecosystem, bytes, index);
    await files.write(entry.file, bytes);
    return { ecosystem, entry, modified: index.modified };
  });
  await Promise.allSettled(writing);
  return Promise.all(writing);
}

function withSource(before: Catalogue, { name, entry }: NewSource, written: readonly WrittenShard[]): Catalogue {
  const modified = written.reduce((newest, shard) => (shard.modified > newest ? shard.modified : newest), '');
  const others = Object.entries(before.shards).filter(([, shard]) => shard.source !== name);
  const own = written.map(({ ecosystem, entry: shard }) => [ecosystem, shard] as const);
  return {
    ...before,
    sources: sorted({ ...before.sources, [name]: { ...entry, modified } }),
    shards: sorted(Object.fromEntries([...others, ...own])),
  };
}

function shardEntry(
  source: string,
  ecosystem: string,
  bytes: Uint8Array,
  { advisories, packages }: Shard['index'],
): ShardEntry {
  const digest = sha256(bytes);
  return { file: shardFile(ecosystem, digest), sha256: digest, bytes: bytes.length, advisories, packages, source };
}

const OF_DATABASE = /\.pldb$|^(?!database\.)[a-z]+\.[0-9a-f]{12}\.json$/;

/** Removes the files that a catalogue does not name: what it replaced, and what processes that were killed left. */
export async function removeUnnamed(files: OwnFiles, catalogue: Catalogue): Promise<void> {
  const named = new Set(filesOf(catalogue).map(({ file }) => file));
  for (const name of await files.list()) if (OF_DATABASE.test(name) && !named.has(name)) await files.remove(name);
}

/** A record in the order of its keys. */
export function sorted<Value>(record: Readonly<Record<string, Value>>): Record<string, Value> {
  return Object.fromEntries(Object.entries(record).toSorted(([a], [b]) => (a < b ? -1 : 1)));
}
