import type { ByteSource } from '../core/ports.ts';
import { BinaryFault, type ByteOrder, ByteView } from './byte-view.ts';

/** A part of a source; one that lies partly beyond its end is a fault. */
export async function viewOf(source: ByteSource, offset: number, length: number, order: ByteOrder): Promise<ByteView> {
  if (offset < 0 || length < 0 || offset + length > source.size) throw new BinaryFault(offset, 'it ends too early');
  const bytes = await source.read(offset, length);
  if (bytes.length < length) throw new BinaryFault(offset, 'it ends too early');
  return new ByteView(bytes, order, offset);
}

/** What a reading gives, or the fault that ended it; every other error is a bug. */
export async function attemptLater<Result>(read: () => Promise<Result>): Promise<Result | BinaryFault> {
  try {
    return await read();
  } catch (error) {
    if (error instanceof BinaryFault) return error;
    throw error;
  }
}
