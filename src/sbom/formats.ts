import type { BillForm } from './read-document.ts';

/** A format that bills are written in. */
export interface BillFormat {
  readonly family: 'cyclonedx' | 'spdx' | 'spdx3';
  readonly form: BillForm;
  /** `1.6`, `2.3`, `3.0.1`. */
  readonly version: string;
}

const CYCLONEDX = { family: 'cyclonedx', form: 'json', version: '1.6' } as const;
const SPDX = { family: 'spdx', form: 'json', version: '2.3' } as const;
const SPDX3 = { family: 'spdx3', form: 'json', version: '3.0.1' } as const;
const SPDX_TAGS = { ...SPDX, form: 'tag-value' } as const;

/** The formats that bills are written in. A name without a version is the one that most readers know. */
export const billFormats = {
  'cyclonedx-json': CYCLONEDX,
  'cyclonedx-json@1.6': CYCLONEDX,
  'cyclonedx-json@1.7': { family: 'cyclonedx', form: 'json', version: '1.7' },
  'spdx-json': SPDX,
  'spdx-json@2.3': SPDX,
  'spdx-json@3.0': SPDX3,
  'spdx-json@3.0.1': SPDX3,
  'spdx-tag-value': SPDX_TAGS,
  'spdx-tag-value@2.3': SPDX_TAGS,
} as const satisfies Record<string, BillFormat>;

/** The name of a format. */
export type BillFormatName = keyof typeof billFormats;
