import type { ByteSource } from '../../core/ports.ts';
import { bufferedSource } from '../../formats/byte-source.ts';
import { openZip } from '../../formats/zip/read-zip.ts';
import { type AddedRecords, addRecord, MAX_RECORD_BYTES, type RecordFault } from './add-record.ts';
import type { ShardWriter } from './write-shard.ts';

/** How much of an archive is read at once, in bytes: its files lie in the order of its directory. A thread waits for each piece. */
const WINDOW = 4 * 1024 * 1024;

/** Why an archive is not whole: nothing of it may take the place of what is there. A clause behind its name and a colon. */
export interface DamagedArchive {
  readonly damage: string;
}

/**
 * Takes the records of an `all.zip` of the public bucket: one JSON file an advisory. What was cut off or harmed on its way is told.
 * Source: https://google.github.io/osv.dev/data/#data-dumps.
 */
export async function addArchive(writer: ShardWriter, archive: ByteSource): Promise<AddedRecords | DamagedArchive> {
  const zip = await openZip(bufferedSource(archive, WINDOW));
  if (zip === undefined) return { damage: 'it is no ZIP archive' };
  const [damage] = zip.damages;
  if (damage !== undefined) return { damage: `it is cut off or damaged at byte ${damage.offset}: ${damage.why}` };
  const faults: RecordFault[] = [];
  let records = 0;
  const files = zip.entries.filter(({ name }) => name.endsWith('.json'));
  for await (const read of zip.readAll(files, MAX_RECORD_BYTES)) {
    for (const [entry, bytes] of read) {
      if (!(bytes instanceof Uint8Array) && entry.size <= MAX_RECORD_BYTES)
        return { damage: `it is damaged at byte ${bytes.offset}: ${bytes.why}` };
      const why = bytes instanceof Uint8Array ? addRecord(writer, bytes) : bytes.why;
      if (why === undefined) records += 1;
      else faults.push({ file: entry.name, why });
    }
  }
  return { records, faults };
}
