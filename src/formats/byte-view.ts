/** The order of the bytes of a number. */
export type ByteOrder = 'little' | 'big';

/** A place of a binary file that could not be read. */
export interface Damage {
  /** In the file, in bytes. */
  readonly offset: number;
  /** As the end of a sentence: `its length is more than the file holds`. */
  readonly why: string;
}

/** Ends the reading of a part of a binary file. A reader gives it back as a value; it never leaves this folder as an exception. */
export class BinaryFault extends Error implements Damage {
  override readonly name = 'BinaryFault';
  readonly offset: number;
  readonly why: string;

  constructor(offset: number, why: string) {
    super(`at byte ${offset}: ${why}`);
    this.offset = offset;
    this.why = why;
  }
}

/** What a reading gives, or the fault that ended it; every other error is a bug. */
export function attempt<Result>(read: () => Result): Result | BinaryFault {
  try {
    return read();
  } catch (error) {
    if (error instanceof BinaryFault) return error;
    throw error;
  }
}

/** Bytes with the numbers in them. What lies outside is a fault, whose offset counts from the beginning of the file. */
export class ByteView {
  readonly bytes: Uint8Array;
  readonly order: ByteOrder;
  /** Where the bytes begin in the file. */
  readonly start: number;
  readonly #view: DataView;

  constructor(bytes: Uint8Array, order: ByteOrder, start = 0) {
    this.bytes = bytes;
    this.order = order;
    this.start = start;
    this.#view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  }

  get length(): number {
    return this.bytes.length;
  }

  uint8(at: number): number {
    this.#within(at, 1);
    return this.#view.getUint8(at);
  }

  uint16(at: number): number {
    this.#within(at, 2);
    return this.#view.getUint16(at, this.order === 'little');
  }

  uint32(at: number): number {
    this.#within(at, 4);
    return this.#view.getUint32(at, this.order === 'little');
  }

  int32(at: number): number {
    return this.uint32(at) | 0;
  }

  /** A number of 64 bits. One that is no safe integer is a fault: no file is so large. */
  uint64(at: number): number {
    const value = this.number64(at);
    if (!Number.isSafeInteger(value)) throw this.fault(at, 'the number there is too large');
    return value;
  }

  /** A number of 64 bits, as near as it can be told: those above 2^53 lose their last digits. */
  number64(at: number): number {
    this.#within(at, 8);
    return Number(this.#view.getBigUint64(at, this.order === 'little'));
  }

  /** A part of it, without a copy. */
  part(at: number, length: number): ByteView {
    return new ByteView(this.bytesAt(at, length), this.order, this.start + at);
  }

  /** The bytes of a part of it, without a copy. */
  bytesAt(at: number, length: number): Uint8Array {
    this.#within(at, length);
    return this.bytes.subarray(at, at + length);
  }

  /** The text up to the next NUL, or to the end; bytes that are no UTF-8 become U+FFFD. */
  text(at: number, longest: number = this.length): string {
    this.#within(at, 0);
    const bytes = this.bytes.subarray(at, at + longest);
    const end = bytes.indexOf(0);
    return decoder.decode(end < 0 ? bytes : bytes.subarray(0, end));
  }

  fault(at: number, why: string): BinaryFault {
    return new BinaryFault(this.start + at, why);
  }

  #within(at: number, length: number): void {
    if (at < 0 || length < 0 || at + length > this.length) throw this.fault(at, 'it ends too early');
  }
}

const decoder = new TextDecoder('utf-8', { ignoreBOM: true });
