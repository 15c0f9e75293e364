import { basename } from 'node:path/posix';
import type { ByteSources } from '../../core/ports.ts';
import { type AddedRecords, addRecord, MAX_RECORD_BYTES, type RecordFault } from './add-record.ts';
import type { ShardWriter } from './write-shard.ts';

/** Takes records that lie each in a file of its own, as the public bucket has them beside its `all.zip`. */
export async function addFiles(
  writer: ShardWriter,
  paths: readonly string[],
  sources: ByteSources,
): Promise<AddedRecords> {
  const faults: RecordFault[] = [];
  for (const path of paths) {
    const why = await addFile(writer, path, sources);
    if (why !== undefined) faults.push({ file: basename(path), why });
  }
  return { records: paths.length - faults.length, faults };
}

async function addFile(writer: ShardWriter, path: string, sources: ByteSources): Promise<string | undefined> {
  const source = await sources.open(path);
  if (source === undefined) return 'it is not there';
  try {
    if (source.size > MAX_RECORD_BYTES) return `it has more than ${MAX_RECORD_BYTES} bytes`;
    return addRecord(writer, await source.read(0, source.size));
  } finally {
    await source.close();
  }
}
