import type { ByteSource } from '../core/ports.ts';

/** Bytes in memory. */
export function memorySource(bytes: Uint8Array): ByteSource {
  return {
    size: bytes.length,
    read: async (offset, length) => bytes.subarray(offset, offset + length),
    close: async () => {},
  };
}

/** A part of a source, as a source of its own: closing it leaves the whole open. */
export function sliceOf(source: ByteSource, offset: number, length: number): ByteSource {
  return {
    size: length,
    ...(source.isStream === undefined ? {} : { isStream: source.isStream }),
    ...(source.identity === undefined ? {} : { identity: `${source.identity} ${offset} ${length}` }),
    read: async (from, wanted) => source.read(offset + from, Math.max(0, Math.min(wanted, length - from))),
    ...(source.readInto === undefined
      ? {}
      : {
          readInto: async (memory, from) =>
            (await readInto(source, memory, offset + from)).subarray(0, Math.max(0, length - from)),
        }),
    close: async () => {},
  };
}

/** Reads as much as fits into memory, whether the source reads into it or has to be copied. */
export async function readInto(
  source: ByteSource,
  memory: ArrayBuffer,
  offset: number,
): Promise<Uint8Array<ArrayBuffer>> {
  if (source.readInto !== undefined) return source.readInto(memory, offset);
  const bytes = await source.read(offset, memory.byteLength);
  const copy = new Uint8Array(memory, 0, bytes.length);
  copy.set(bytes);
  return copy;
}

/** A source that reads large parts of another and serves small ones out of the last, for what reads mostly forwards. Sizes in bytes. */
export function bufferedSource(source: ByteSource, window: number): ByteSource {
  let start = 0;
  let buffer: Uint8Array = new Uint8Array();
  return {
    size: source.size,
    read: async (offset, length) => {
      if (length >= window) return source.read(offset, length);
      if (offset < start || offset + length > start + buffer.length) {
        buffer = await source.read(offset, window);
        start = offset;
      }
      return buffer.subarray(offset - start, offset - start + length);
    },
    close: async () => source.close(),
  };
}
