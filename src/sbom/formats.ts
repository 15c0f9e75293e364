/** A format that bills are written in. */
export interface BillFormat {
  readonly family: 'cyclonedx' | 'spdx';
  /** `1.6`, `2.3`. */
  readonly version: string;
}

const CYCLONEDX = { family: 'cyclonedx', version: '1.6' } as const;
const SPDX = { family: 'spdx', version: '2.3' } as const;

/** The formats that bills are written in. A name without a version is the one that most readers know. */
export const billFormats = {
  'cyclonedx-json': CYCLONEDX,
  'cyclonedx-json@1.6': CYCLONEDX,
  'cyclonedx-json@1.7': { family: 'cyclonedx', version: '1.7' },
  'spdx-json': SPDX,
  'spdx-json@2.3': SPDX,
} as const satisfies Record<string, BillFormat>;

/** The name of a format. */
export type BillFormatName = keyof typeof billFormats;
