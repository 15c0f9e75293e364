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
    read: async (from, wanted) => source.read(offset + from, Math.max(0, Math.min(wanted, length - from))),
    close: async () => {},
  };
}
