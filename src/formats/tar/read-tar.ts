import { type Problem, problemOf } from '../../core/errors.ts';
import type { ByteReader } from '../byte-reader.ts';
import { formatErrors } from '../errors.ts';
import { ReadBody, type TarBody } from './body.ts';
import { BodyMemory } from './body-memory.ts';
import type { TarEntry } from './entry.ts';
import { entryOf } from './entry-of.ts';
import { BLOCK, isZeroBlock, readHeader, type TarHeader, untilNul } from './header.ts';
import { type PaxRecords, readPax } from './pax.ts';

/** What an archive may cost. */
export interface TarLimits {
  readonly maxEntries: number;
  /** Bytes of one extended header or long name. */
  readonly maxExtendedBytes: number;
}

/** Wider than any image that is built. */
const defaultTarLimits: TarLimits = { maxEntries: 5_000_000, maxExtendedBytes: 1024 * 1024 };

/** An entry with what was taken from its body, or what keeps the rest of the archive from being read. */
export type TarItem<Taken = undefined> =
  | { readonly entry: TarEntry; readonly taken: Taken | undefined }
  | { readonly problem: Problem; readonly offset: number };

/** How an archive is read. */
export interface TarOptions<Taken = undefined> {
  /** Takes what is wanted from the body of an entry; what it does not read is passed over. */
  readonly take?: (entry: TarEntry, body: TarBody) => Promise<Taken | undefined> | undefined;
  readonly limits?: Partial<TarLimits>;
}

/** Reads the entries of an archive in their order. What is damaged ends it with a problem: nothing after it can be told for certain. */
export async function* readTar<Taken = undefined>(
  reader: ByteReader,
  { take, limits = {} }: TarOptions<Taken> = {},
): AsyncGenerator<TarItem<Taken>> {
  const headers = new Headers(reader, { ...defaultTarLimits, ...limits });
  const memory = new BodyMemory();
  try {
    for (;;) {
      const entry = await headers.next();
      if (entry === undefined) return;
      if ('problem' in entry) {
        yield entry;
        return;
      }
      const { offset, length } = entry.body;
      const body = new ReadBody(reader, length, memory);
      const taking = take?.(entry, body);
      const taken = taking === undefined ? undefined : await taking;
      body.free();
      // Waiting costs more than all else that is done for most entries.
      if (!reader.skipAtHand(body.left) && !(await reader.skip(body.left))) {
        yield damaged('PL_E_TAR_TRUNCATED', offset);
        return;
      }
      yield { entry, taken };
      if (!reader.skipAtHand(paddingOf(length))) await reader.skip(paddingOf(length));
    }
  } finally {
    memory.free();
  }
}

function paddingOf(length: number): number {
  return (BLOCK - (length % BLOCK)) % BLOCK;
}

type Damage = 'PL_E_TAR_TRUNCATED' | 'PL_E_TAR_HEADER' | 'PL_E_TAR_EXTENDED';

interface Fault {
  readonly problem: Problem;
  readonly offset: number;
}

function damaged(code: Damage, offset: number): Fault {
  return { problem: problemOf(formatErrors, code, { offset }), offset };
}

const LONG_NAME = 'L';
const LONG_LINK = 'K';
const EXTENDED = 'x';
const GLOBAL = 'g';
const EXTENDING = new Set([LONG_NAME, LONG_LINK, EXTENDED, GLOBAL]);

/** What the headers before one say of it. */
interface Extended {
  readonly longName?: string;
  readonly longLink?: string;
  readonly pax?: PaxRecords;
}

/** Reads headers, and puts each together with the extended ones before it. */
class Headers {
  readonly #reader: ByteReader;
  readonly #limits: TarLimits;
  #global: PaxRecords = new Map();
  #count = 0;

  constructor(reader: ByteReader, limits: TarLimits) {
    this.#reader = reader;
    this.#limits = limits;
  }

  /** The next entry; undefined at the end. */
  async next(): Promise<TarEntry | Fault | undefined> {
    let extended: Extended = {};
    for (;;) {
      const { offset } = this.#reader;
      const block = this.#reader.takeAtHand(BLOCK) ?? (await this.#reader.take(BLOCK));
      const header = this.#header(block, offset);
      if (header === undefined || 'problem' in header) return header;
      if (!EXTENDING.has(header.flag)) return this.#entry(header, extended);
      const more = await this.#extend(header, extended);
      if ('problem' in more) return more;
      extended = more;
    }
  }

  #header(block: Uint8Array, offset: number): TarHeader | Fault | undefined {
    // An archive that ends without its two blocks of zeros is taken as it is, as GNU tar and Docker do.
    if (block.length === 0 || isZeroBlock(block)) return undefined;
    if (block.length < BLOCK) return damaged('PL_E_TAR_TRUNCATED', offset);
    this.#count += 1;
    if (this.#count > this.#limits.maxEntries) {
      const limit = this.#limits.maxEntries;
      return { problem: problemOf(formatErrors, 'PL_E_TAR_ENTRIES', { limit }), offset };
    }
    return readHeader(block) ?? damaged('PL_E_TAR_HEADER', offset);
  }

  /** What a header that extends the next one adds for it. */
  async #extend({ flag, size }: TarHeader, extended: Extended): Promise<Extended | Fault> {
    const { offset } = this.#reader;
    if (size > this.#limits.maxExtendedBytes) return damaged('PL_E_TAR_EXTENDED', offset);
    const body = this.#reader.takeAtHand(size) ?? (await this.#reader.take(size));
    if (body.length < size) return damaged('PL_E_TAR_TRUNCATED', offset);
    const more = this.#extendedBy(flag, body, extended);
    if (!this.#reader.skipAtHand(paddingOf(size))) await this.#reader.skip(paddingOf(size));
    return more ?? damaged('PL_E_TAR_EXTENDED', offset);
  }

  #extendedBy(flag: string, body: Uint8Array, extended: Extended): Extended | undefined {
    if (flag === LONG_NAME) return { ...extended, longName: untilNul(body) };
    if (flag === LONG_LINK) return { ...extended, longLink: untilNul(body) };
    const records = readPax(body);
    if (records === undefined) return undefined;
    if (flag === EXTENDED) return { ...extended, pax: records };
    this.#global = new Map([...this.#global, ...records]);
    return extended;
  }

  async #entry(header: TarHeader, { longName, longLink, pax = NO_RECORDS }: Extended): Promise<TarEntry | Fault> {
    if (header.sparse?.isExtended === true && !(await this.#skipSparseMaps())) {
      return damaged('PL_E_TAR_TRUNCATED', this.#reader.offset);
    }
    const told = (keyword: string): string | undefined => pax.get(keyword) ?? this.#global.get(keyword);
    return entryOf(header, { told, longName, longLink, offset: this.#reader.offset });
  }

  /** The blocks with the rest of the map of a sparse file: each tells whether another one follows. */
  async #skipSparseMaps(): Promise<boolean> {
    for (;;) {
      const block = await this.#reader.take(BLOCK);
      if (block.length < BLOCK) return false;
      if (block[504] !== 1) return true;
    }
  }
}

const NO_RECORDS: PaxRecords = new Map();
