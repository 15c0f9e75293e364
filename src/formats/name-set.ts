import { crc32 } from 'node:zlib';

/**
 * Which names there are, in about three bytes each: only their CRC-32 is kept. A name that is there is always found; one that is not may be
 * found all the same, once in 2^32 divided by the number of names.
 */
export class NameSet {
  readonly #checksums: ReadonlySet<number>;

  private constructor(checksums: ReadonlySet<number>) {
    this.#checksums = checksums;
  }

  static of(names: Iterable<string>): NameSet {
    const checksums = new Set<number>();
    for (const name of names) checksums.add(crc32(name));
    return new NameSet(checksums);
  }

  /** Reads what `encode` wrote; undefined for what is none. */
  static decode(text: string): NameSet | undefined {
    const checksums = new Set<number>();
    let last = 0;
    let difference = 0;
    let scale = 1;
    for (const byte of Buffer.from(text, 'base64')) {
      difference += (byte & 0x7f) * scale;
      scale *= 0x80;
      if (byte >= 0x80) continue;
      last += difference;
      if (last > 0xffff_ffff) return undefined;
      checksums.add(last);
      [difference, scale] = [0, 1];
    }
    return scale === 1 ? new NameSet(checksums) : undefined;
  }

  has(name: string): boolean {
    return this.#checksums.has(crc32(name));
  }

  /** In base64: the differences of the sorted checksums, seven bits a byte, the lowest first. */
  encode(): string {
    const bytes: number[] = [];
    let last = 0;
    for (const checksum of Uint32Array.from(this.#checksums).toSorted()) {
      let difference = checksum - last;
      last = checksum;
      for (; difference >= 0x80; difference = Math.floor(difference / 0x80)) bytes.push((difference % 0x80) + 0x80);
      bytes.push(difference);
    }
    return Buffer.from(bytes).toString('base64');
  }
}
