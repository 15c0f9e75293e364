import type { Files } from '../core/ports.ts';
import { type ReadBill, readBill } from '../sbom/read-bill.ts';
import { MAX_BILL_BYTES } from '../sbom/read-document.ts';

const PREFIX = 'sbom:';

/** The file of a bill that stands in the place of an image: `sbom:cart.cdx.json`. Undefined for an image. */
export function billFileOf(name: string): string | undefined {
  return name.startsWith(PREFIX) ? name.slice(PREFIX.length) : undefined;
}

/** Reads the file of a bill; `-` is standard input. */
export async function readBillFile(path: string, files: Pick<Files, 'read'>): Promise<ReadBill> {
  return readBill(await files.read(path, MAX_BILL_BYTES), path);
}
