import type { Damage } from '../byte-view.ts';

/** The method of what is not packed. */
export const STORED = 0;
export const DEFLATED = 8;

/** A file of a ZIP archive. */
export interface ZipEntry {
  /** As it is written: it may begin with `/`, and hold `..`. Directories end with `/`. */
  readonly name: string;
  /** How it is packed: 0 not at all, 8 deflated. */
  readonly method: number;
  readonly isEncrypted: boolean;
  /** Bytes as it is packed. */
  readonly packedSize: number;
  /** Bytes as it is unpacked. */
  readonly size: number;
  readonly crc32: number;
  /** Where its header stands in the archive, in bytes. */
  readonly offset: number;
  /** Why it cannot be read, where that is known beforehand. */
  readonly damage: Damage | undefined;
}
