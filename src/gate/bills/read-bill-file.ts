import type { Files } from '../../core/ports.ts';
import { type ReadBill, readBill } from '../../sbom/read-bill.ts';
import { MAX_BILL_BYTES } from '../../sbom/read-document.ts';

/** Reads the file of a bill; `-` is standard input. */
export async function readBillFile(path: string, files: Pick<Files, 'read'>): Promise<ReadBill> {
  return readBill(await files.read(path, MAX_BILL_BYTES), path);
}
