import type { Bill } from './bill.ts';
import { type CycloneDxVersion, cycloneDxOf } from './cyclonedx/write.ts';
import { documentText } from './json.ts';
import { spdxOf } from './spdx/write.ts';

/** A format that bills are written in. */
export interface BillFormat {
  readonly family: 'cyclonedx' | 'spdx';
  /** `1.6`, `2.3`. */
  readonly version: string;
  /** A bill as a file of this format, with the time when it is said to be made. */
  readonly write: (bill: Bill, created: Date) => string;
}

function cycloneDx(version: CycloneDxVersion): BillFormat {
  return {
    family: 'cyclonedx',
    version,
    write: (bill, created) => documentText(cycloneDxOf(bill, version, { created })),
  };
}

const SPDX: BillFormat = {
  family: 'spdx',
  version: '2.3',
  write: (bill, created) => documentText(spdxOf(bill, created)),
};

/** The formats that bills are written in. A name without a version is the one that most readers know. */
export const billFormats = {
  'cyclonedx-json': cycloneDx('1.6'),
  'cyclonedx-json@1.6': cycloneDx('1.6'),
  'cyclonedx-json@1.7': cycloneDx('1.7'),
  'spdx-json': SPDX,
  'spdx-json@2.3': SPDX,
} as const satisfies Record<string, BillFormat>;

/** The name of a format. */
export type BillFormatName = keyof typeof billFormats;
