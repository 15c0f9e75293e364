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
 * Puts the advisories of a source in the place of those that were there of it. The shards are written under names of their own before the
 * catalogue names them, and the old ones go after: whoever reads meanwhile has the old database or the new one, whole.
 */
export async function replaceSource(files: OwnFiles, { name, entry, shards }: NewSource): Promise<Catalogue> {
  return files.alone(async () => {
    const before = await readCatalogue(files);
    const written: [ecosystem: string, shard: ShardEntry][] = [];
    let modified = '';
    for (const [ecosystem, bytes] of shards) {
      const { index } = await Shard.open(memorySource(bytes));
      const shard = shardEntry(name, ecosystem, bytes, index);
      await files.write(shard.file, bytes);
      written.push([ecosystem, shard]);
      modified = index.modified > modified ? index.modified : modified;
    }
    const others = Object.entries(before.shards).filter(([, shard]) => shard.source !== name);
    const after: Catalogue = {
      ...before,
      sources: sorted({ ...before.sources, [name]: { ...entry, modified } }),
      shards: sorted(Object.fromEntries([...others, ...written])),
    };
    await writeCatalogue(files, after);
    await removeUnnamed(files, after);
    return after;
  });
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
