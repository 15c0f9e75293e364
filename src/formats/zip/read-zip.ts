import { crc32, inflateRawSync } from 'node:zlib';
import type { ByteSource } from '../../core/ports.ts';
import { memorySource, sliceOf } from '../byte-source.ts';
import { BinaryFault, type ByteView, type Damage } from '../byte-view.ts';
import { attemptLater, viewOf } from '../source-view.ts';
import { decodeName } from '../tar/header.ts';
import { readDirectory } from './directory.ts';
import { findCentralDirectory } from './end.ts';
import { DEFLATED, STORED, type ZipEntry } from './entry.ts';
import { LOCAL, LOCAL_SIZE, readLocalHeaders } from './local-headers.ts';
import { neighboursIn, spanOf } from './neighbours.ts';
import { unpackTogether } from './unpack-together.ts';

/** An entry with its bytes, or with why they cannot be read. */
export type ReadEntry = readonly [entry: ZipEntry, bytes: Uint8Array | Damage];

/** A ZIP archive: its entries, and their bytes where they are asked for. */
export class Zip {
  readonly entries: readonly ZipEntry[];
  /** What of its directory could not be read. */
  readonly damages: readonly Damage[];
  readonly #source: ByteSource;

  constructor(source: ByteSource, entries: readonly ZipEntry[], damages: readonly Damage[]) {
    this.#source = source;
    this.entries = entries;
    this.damages = damages;
  }

  /** The bytes of an entry, unpacked and compared with their checksum; more than `most` of them are a damage. */
  async read(entry: ZipEntry, most: number): Promise<Uint8Array | Damage> {
    return attemptLater(async () => {
      if (entry.size > most) throw fault(entry, `has ${entry.size} bytes, and at most ${most} of it are read`);
      const { bytes } = await viewOf(this.#source, await this.#dataOf(entry), entry.packedSize, 'little');
      const unpacked = entry.method === STORED ? bytes : inflated(entry, bytes);
      if (unpacked.length !== entry.size) throw fault(entry, 'is not as long as its directory tells');
      if (crc32(unpacked) !== entry.crc32) throw fault(entry, 'is not what its checksum tells');
      return unpacked;
    });
  }

  /** Entries in turn, each as `read` gives it, several at once. Small ones that lie one behind another are unpacked together. */
  async *readAll(entries: readonly ZipEntry[], most: number): AsyncGenerator<readonly ReadEntry[]> {
    for (const neighbours of neighboursIn(entries, most)) {
      const together = await this.#readTogether(neighbours);
      if (together !== undefined) yield together;
      else for (const entry of neighbours) yield [[entry, await this.read(entry, most)]];
    }
  }

  /** Undefined where there is one alone, or one of them is damaged. */
  async #readTogether(entries: readonly ZipEntry[]): Promise<readonly ReadEntry[] | undefined> {
    const [first, last] = [entries[0], entries.at(-1)];
    if (first === undefined || last === undefined || first === last) return undefined;
    const length = Math.min(spanOf(first, last), this.#source.size - first.offset);
    const unpacked = await attemptLater(async () => {
      const span = await viewOf(this.#source, first.offset, length, 'little');
      return unpackTogether(entries.map((entry) => [entry, packedIn(span, entry)]));
    });
    return unpacked instanceof BinaryFault ? undefined : unpacked;
  }

  /** An entry as a source of its own. One that is not packed is read where it stands, and only what is asked for of it. */
  async open(entry: ZipEntry, most: number): Promise<ByteSource | Damage> {
    if (entry.method === STORED) {
      return attemptLater(async () => {
        const start = await this.#dataOf(entry);
        if (start + entry.packedSize > this.#source.size) throw fault(entry, 'ends after the archive');
        return sliceOf(this.#source, start, entry.packedSize);
      });
    }
    const bytes = await this.read(entry, most);
    return bytes instanceof Uint8Array ? memorySource(bytes) : bytes;
  }

  /** Where the bytes of an entry begin. */
  async #dataOf(entry: ZipEntry): Promise<number> {
    if (entry.damage !== undefined) throw new BinaryFault(entry.damage.offset, entry.damage.why);
    if (entry.isEncrypted) throw fault(entry, 'is encrypted');
    if (entry.method !== STORED && entry.method !== DEFLATED) throw fault(entry, `is packed by method ${entry.method}`);
    const header = await viewOf(this.#source, entry.offset, LOCAL_SIZE, 'little');
    const length = header.uint32(0) === LOCAL ? LOCAL_SIZE + header.uint16(26) : LOCAL_SIZE;
    return behindHeader(await viewOf(this.#source, entry.offset, length, 'little'), entry);
  }
}

/** The bytes of an entry as it is packed, out of a part of the archive. */
function packedIn(part: ByteView, entry: ZipEntry): Uint8Array {
  return part.bytesAt(behindHeader(part, entry) - part.start, entry.packedSize);
}

/** Where the bytes of an entry begin in the archive, of which a view has its header. */
function behindHeader(view: ByteView, entry: ZipEntry): number {
  const at = entry.offset - view.start;
  if (view.uint32(at) !== LOCAL) throw fault(entry, 'has no header at its place');
  const nameLength = view.uint16(at + 26);
  const name = decodeName(view.bytesAt(at + LOCAL_SIZE, nameLength));
  if (name !== entry.name) throw fault(entry, `is called ${JSON.stringify(name)} by its own header`);
  return entry.offset + LOCAL_SIZE + nameLength + view.uint16(at + 28);
}

/** The size of an archive without entries, in bytes. */
const END_SIZE = 22;

const FIRST_BYTES = new Set([LOCAL, 0x0605_4b50]);

/**
 * Opens a ZIP archive; undefined for what is none. Where its central directory is damaged or lacks, its entries are taken from their own
 * headers, and that is told.
 */
export async function openZip(source: ByteSource): Promise<Zip | undefined> {
  if (source.size < END_SIZE) return undefined;
  const first = (await viewOf(source, 0, 4, 'little')).uint32(0);
  const directory = await attemptLater(async () => findCentralDirectory(source));
  if (directory !== undefined && !(directory instanceof BinaryFault)) {
    const read = await attemptLater(async () => readDirectory(source, directory));
    if (!(read instanceof BinaryFault) && (read.entries.length > 0 || first !== LOCAL))
      return new Zip(source, read.entries, read.damages);
  }
  if (!FIRST_BYTES.has(first)) return undefined;
  const entries = await attemptLater(async () => readLocalHeaders(source));
  const damage = { offset: source.size, why: 'its directory lacks or cannot be read' };
  return new Zip(source, entries instanceof BinaryFault ? [] : entries, [damage]);
}

function inflated(entry: ZipEntry, packed: Uint8Array): Uint8Array {
  try {
    return inflateRawSync(packed, { maxOutputLength: Math.max(entry.size, 1), chunkSize: chunkFor(entry.size) });
  } catch {
    throw fault(entry, 'cannot be unpacked to the bytes that its directory tells of');
  }
}

/** The least that zlib unpacks at once, and the most that is set aside for what a directory only tells, in bytes. */
const LEAST_CHUNK = 64;
const MOST_CHUNK = 1024 * 1024;

/** A byte more than there should be: zlib then sees the end without a second chunk. */
function chunkFor(size: number): number {
  return Math.min(Math.max(size + 1, LEAST_CHUNK), MOST_CHUNK);
}

function fault({ name, offset }: ZipEntry, what: string): BinaryFault {
  return new BinaryFault(offset, `${name} ${what}`);
}
