import { MAX_RECORD_BYTES } from '../../advisories/database/add-record.ts';
import { baseOf, schemeOf } from '../../advisories/ecosystem.ts';
import { isFeedLike } from '../../advisories/feeds/read-feed.ts';
import type { ByteSources } from '../../core/ports.ts';
import { isMapping } from '../../core/record.ts';

/** Files whose names and directories tell nothing, by what is in them. */
export interface SortedFiles {
  /** Records, a file each, by the ecosystems that they speak of. */
  readonly records: ReadonlyMap<string, readonly string[]>;
  readonly feeds: readonly string[];
  /** What is neither, and records that speak of no ecosystem with an order of versions. */
  readonly others: readonly string[];
}

/** Looks into files, of which each may be a record, as in a repository of advisories, a feed, or something else. */
export async function sortFiles(paths: readonly string[], sources: ByteSources): Promise<SortedFiles> {
  const records = new Map<string, string[]>();
  const feeds: string[] = [];
  const others: string[] = [];
  for (const path of paths) {
    const told = await lookInto(path, sources);
    if (told === 'feed') feeds.push(path);
    else if (told.length === 0) others.push(path);
    else for (const ecosystem of told) put(records, ecosystem, path);
  }
  return { records, feeds, others };
}

function put(records: Map<string, string[]>, ecosystem: string, path: string): void {
  const known = records.get(ecosystem);
  if (known === undefined) records.set(ecosystem, [path]);
  else known.push(path);
}

/** That a file is a feed, or the ecosystems of which it is a record. */
async function lookInto(path: string, sources: ByteSources): Promise<'feed' | readonly string[]> {
  const source = await sources.open(path);
  if (source === undefined) return [];
  try {
    if (source.size > MAX_RECORD_BYTES) return [];
    const bytes = await source.read(0, source.size);
    const ecosystems = path.endsWith('.json') ? ecosystemsIn(bytes) : [];
    return ecosystems.length === 0 && isFeedLike(bytes) ? 'feed' : ecosystems;
  } finally {
    await source.close();
  }
}

function ecosystemsIn(bytes: Uint8Array): readonly string[] {
  const value = parsed(bytes);
  if (!isMapping(value) || typeof value['id'] !== 'string' || !Array.isArray(value['affected'])) return [];
  const affected: readonly unknown[] = value['affected'];
  const named = affected.flatMap((each) => {
    const of = isMapping(each) && isMapping(each['package']) ? each['package']['ecosystem'] : undefined;
    return typeof of === 'string' ? baseOf(of) : [];
  });
  return [...new Set(named)].filter((ecosystem) => schemeOf(ecosystem) !== undefined);
}

function parsed(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('utf8'));
  } catch {
    return undefined;
  }
}
