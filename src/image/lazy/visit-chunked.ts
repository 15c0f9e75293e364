import type { ChunkedFile } from '../../formats/chunked/chunk.ts';
import type { VisitedFile, VisitFile } from '../read-layer.ts';
import type { ChunkReader } from './chunk-reader.ts';
import { ChunkedBody } from './chunked-body.ts';

/** How many files are read at once, and how many bytes they may have: what they ask for together is fetched together. */
const FILES_AT_ONCE = 512;
const BYTES_AT_ONCE = 16 * 1024 * 1024;

/** Reads of the files of a layer what is wanted, and fetches nothing else. What could not be fetched ends it. */
export async function visitChunked<Item>(
  files: readonly ChunkedFile[],
  reader: ChunkReader,
  visit: VisitFile<Item>,
): Promise<readonly VisitedFile<Item>[]> {
  const visited: VisitedFile<Item>[] = [];
  let visits: Promise<readonly VisitedFile<Item>[]>[] = [];
  let bytes = 0;
  const settle = async (): Promise<void> => {
    const settled = await Promise.allSettled(visits);
    reader.check();
    for (const each of settled) {
      if (each.status === 'rejected') throw each.reason;
      visited.push(...each.value);
    }
    [visits, bytes] = [[], 0];
  };
  for (const [entry, file] of files.entries()) {
    const visiting = visit(file.entry, new ChunkedBody(file, reader));
    if (visiting === undefined) continue;
    visits.push(visiting.then((item) => (item === undefined ? [] : [{ entry, item }])));
    bytes += file.entry.size;
    if (visits.length >= FILES_AT_ONCE || bytes >= BYTES_AT_ONCE) await settle();
  }
  await settle();
  return visited;
}
