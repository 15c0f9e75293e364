import { readDetails } from '../read-details.ts';
import { readOsv } from '../read-osv.ts';
import type { ShardWriter } from './write-shard.ts';

/** The largest record that is read, in bytes. The largest that is published has some 10 MB. */
export const MAX_RECORD_BYTES = 128 * 1024 * 1024;

/** What became of records. */
export interface AddedRecords {
  /** How many were read, those that were taken back among them. */
  readonly records: number;
  readonly faults: readonly RecordFault[];
}

/** A record that could not be read, and why: a clause behind its name and a colon. */
export interface RecordFault {
  readonly file: string;
  readonly why: string;
}

/** Takes a record, a JSON file. Why it could not be taken; undefined where it was. */
export function addRecord(writer: ShardWriter, bytes: Uint8Array): string | undefined {
  const value = parsed(bytes);
  if (value === undefined) return 'it is no JSON';
  const advisory = readOsv(value);
  if ('field' in advisory) return `its ${advisory.field || 'content'} is not as the schema has it`;
  return writer.add(advisory, readDetails(value));
}

/** Most are one already. */
function bufferOf(bytes: Uint8Array): Buffer {
  return Buffer.isBuffer(bytes) ? bytes : Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}

function parsed(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(bufferOf(bytes).toString());
  } catch {
    return undefined;
  }
}
