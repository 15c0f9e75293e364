import type { ChunkedFile } from '../../formats/chunked/chunk.ts';
import { layerPath } from '../layer-path.ts';
import type { ReadLayer, VisitFile } from '../read-layer.ts';
import { ChunkReader } from './chunk-reader.ts';
import { fetchTable, type SizedParts } from './fetch-table.ts';
import { PartQueue } from './part-queue.ts';
import type { TableClaim } from './table-claim.ts';
import { visitChunked } from './visit-chunked.ts';

/** A layer whose manifest names a table of contents, and what is wanted of its files. */
export interface LazyRequest<Item> {
  readonly claim: TableClaim;
  readonly parts: SizedParts;
  /** The most that is unpacked of it, in bytes. */
  readonly maxBytes: number;
  readonly visit: VisitFile<Item> | undefined;
}

/**
 * Reads a layer by its table of contents, and of its files what is wanted: every byte that counts is held against a digest which the manifest leads
 * to. Nothing tells whether the archive that a runtime unpacks holds what the table says, so the layer has no digest that was computed. What keeps it from
 * being read so is a `ChunkFault` or a `UserError`.
 */
export async function readLazily<Item>({ claim, parts, maxBytes, visit }: LazyRequest<Item>): Promise<ReadLayer<Item>> {
  const files = (await fetchTable(claim, parts)).filter((file) => !isLandmark(file));
  const reader = new ChunkReader(new PartQueue(parts, parts.size), maxBytes);
  const visited = visit === undefined ? [] : await visitChunked(files, reader, visit);
  const entries = files.map(({ entry }) => entry);
  const size = entries.reduce((sum, entry) => sum + entry.size, 0);
  return { entries, visited, digest: undefined, diffId: undefined, size, problems: [] };
}

const LANDMARKS = new Set(['.prefetch.landmark', '.no.prefetch.landmark']);

/** What tells lazy runtimes how much to fetch beforehand, and is no file of the image. It has one byte: whatever has more is none. */
function isLandmark({ entry: { name, type, size } }: ChunkedFile): boolean {
  return type === 'file' && size <= 1 && LANDMARKS.has(layerPath(name));
}
