import type { Bill } from './bill.ts';
import { readCycloneDx } from './cyclonedx/read.ts';
import { type BillFormatName, billFormats } from './formats.ts';
import { type BillDocument, readDocument } from './read-document.ts';
import { readSpdx } from './spdx/read.ts';
import { readSpdx3 } from './spdx3/read.ts';
import { readSyft } from './syft/read.ts';
import { writeBill } from './write-bill.ts';

/** A bill that was read, with the document that it was read from. */
export interface ReadBill {
  readonly bill: Bill;
  readonly document: BillDocument;
}

const READERS = {
  cyclonedx: readCycloneDx,
  spdx: readSpdx,
  spdx3: readSpdx3,
  syft: readSyft,
} as const satisfies Record<BillDocument['family'], (value: BillDocument['value']) => Bill>;

/** Reads a bill: CycloneDX 1.2 to 1.7, SPDX 2.2, 2.3 and 3.0, and syft's own format, in JSON, and SPDX in tag-value form, too. What cannot be read at all is a `UserError`; `path` names it there. */
export function readBill(bytes: Uint8Array, path: string): ReadBill {
  const document = readDocument(bytes, path);
  const bill = READERS[document.family](document.value);
  return { bill: { ...bill, unknown: [...document.unread, ...bill.unknown] }, document };
}

/** Writes a bill that was read: in the format in which it was read to the byte as it was, since a document knows more than its components. */
export function rewriteBill({ bill, document }: ReadBill, format: BillFormatName, created: Date): string {
  const { family, form } = billFormats[format];
  const asked = format.split('@')[1] ?? '';
  const isSame = document.family === family && document.form === form && isOfVersion(document.version, asked);
  return isSame ? document.text : writeBill(bill, format, created);
}

/** A version is also asked for by its beginning: `3.0`, or nothing of it. */
function isOfVersion(version: string, asked: string): boolean {
  return asked === '' || version === asked || version.startsWith(`${asked}.`);
}
