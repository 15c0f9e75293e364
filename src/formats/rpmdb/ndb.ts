import { attempt, type BinaryFault, ByteView } from '../byte-view.ts';
import type { DatabaseRecord } from './record.ts';

const MAGIC = magic('RpmP');
const SLOT_MAGIC = magic('Slot');
const BLOB_MAGIC = magic('BlbS');

const PAGE = 4096;
const SLOT = 16;
/** The unit that places are told in, in bytes. */
const BLOCK = 16;
/** The header of the file stands in the place of two slots. */
const FIRST_SLOT = 2;

function magic(text: string): number {
  return Buffer.from(text).readUInt32LE();
}

export function isNdb(bytes: Uint8Array): boolean {
  return bytes.length >= 4 && new ByteView(bytes, 'little').uint32(0) === MAGIC;
}

/**
 * Reads the headers of a database of the NDB form: pages of slots, each of which tells where the header of a package stands.
 * Source: github.com/rpm-software-management/rpm/lib/backend/ndb/rpmpkg.c.
 */
export function* readNdb(bytes: Uint8Array): Generator<DatabaseRecord | BinaryFault> {
  const file = new ByteView(bytes, 'little');
  const slots = attempt(() => (file.uint32(12) * PAGE) / SLOT);
  if (typeof slots !== 'number') {
    yield slots;
    return;
  }
  const blobs = new Blobs(file);
  for (let slot = FIRST_SLOT; slot < slots; slot += 1) {
    const read = attempt(() => blobs.ofSlot(slot * SLOT));
    if (read === undefined) continue;
    yield read;
    // Beyond the end of the file there are no more of them.
    if (!('header' in read) && (slot + 1) * SLOT >= file.length) return;
  }
}

class Blobs {
  readonly #file: ByteView;
  /** Blobs lie apart, so that all of them together are no longer than the file. */
  #left: number;

  constructor(file: ByteView) {
    this.#file = file;
    this.#left = file.length;
  }

  /** What a slot leads to; undefined for one that is free. */
  ofSlot(at: number): DatabaseRecord | undefined {
    const file = this.#file;
    if (file.uint32(at) !== SLOT_MAGIC) throw file.fault(at, 'there is no slot');
    const [number, block] = [file.uint32(at + 4), file.uint32(at + 8)];
    if (block === 0) return undefined;
    const start = block * BLOCK;
    if (file.uint32(start) !== BLOB_MAGIC || file.uint32(start + 4) !== number)
      throw file.fault(start, `the header of package ${number} does not begin there`);
    const length = file.uint32(start + 12);
    if (length > this.#left) throw file.fault(start, 'headers of packages lie over one another');
    const header = file.part(start + 16, length);
    this.#left -= length;
    return { header };
  }
}
