import type { Bill } from './bill.ts';
import { CYCLONEDX_FIELDS, cycloneDxOf } from './cyclonedx/write.ts';
import { type BillFormatName, billFormats } from './formats.ts';
import { undatedTags } from './spdx/tag-value/write.ts';
import { SPDX_FIELDS, spdxOf } from './spdx/write.ts';
import { SPDX3_FIELDS, spdx3Of } from './spdx3/write.ts';
import { datedText, type UndatedDocument, undatedDocument } from './undated.ts';

/** A bill as a file of a format, but for the time when it is said to be made. */
export function undatedBill(bill: Bill, name: BillFormatName): UndatedDocument {
  const format = billFormats[name];
  if (format.family === 'cyclonedx') return undatedDocument(cycloneDxOf(bill, format.version), CYCLONEDX_FIELDS);
  if (format.family === 'spdx3') return undatedDocument(spdx3Of(bill), SPDX3_FIELDS);
  const document = spdxOf(bill);
  return format.form === 'json' ? undatedDocument(document, SPDX_FIELDS) : undatedTags(document);
}

/** A bill as a file of a format, with the time when it is said to be made. */
export function writeBill(bill: Bill, format: BillFormatName, created: Date): string {
  return datedText(undatedBill(bill, format), created);
}
