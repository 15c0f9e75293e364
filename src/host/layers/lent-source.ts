import type { MessagePort } from 'node:worker_threads';
import type { ByteSource } from '../../core/ports.ts';
import { readInto } from '../../formats/byte-source.ts';

/** What the other thread asks for, one piece after another: as much as fits into the memory that it lends. */
interface Wanted {
  readonly offset: number;
  readonly memory: ArrayBuffer;
}

/** A piece, in the memory that was lent; undefined where it could not be read. */
type Piece = Uint8Array<ArrayBuffer> | undefined;

/** A source that another thread reads through a port. */
export interface LentSource {
  /** Why it could not be read, once that has happened. */
  readonly failure: { readonly error: unknown } | undefined;
}

/** Lends a source to the thread at the other end of a port. Memory goes back and forth with the pieces, and nothing is copied. */
export function lendSource(source: ByteSource, port: MessagePort): LentSource {
  const lent: { failure: LentSource['failure'] } = { failure: undefined };
  const read = async ({ offset, memory }: Wanted): Promise<Piece> => {
    try {
      return await readInto(source, memory, offset);
    } catch (error) {
      lent.failure ??= { error };
      return undefined;
    }
  };
  const answer = async (wanted: Wanted): Promise<void> => {
    const piece = await read(wanted);
    port.postMessage(piece, piece === undefined ? [] : [piece.buffer]);
  };
  port.on('message', (wanted: Wanted) => void answer(wanted));
  return lent;
}

/** What is to be known of a lent source before it is read. */
export type LentDescription = Pick<ByteSource, 'size' | 'isStream'>;

/** The source that was lent through a port. It is read one piece after another. */
export function borrowedSource(port: MessagePort, description: LentDescription): ByteSource {
  const borrow = async (memory: ArrayBuffer, offset: number): Promise<Uint8Array<ArrayBuffer>> => {
    const { promise, resolve } = Promise.withResolvers<Piece>();
    port.once('message', resolve);
    port.postMessage({ offset, memory } satisfies Wanted, [memory]);
    const piece = await promise;
    if (piece === undefined) throw new Error('a lent source could not be read');
    return piece;
  };
  return {
    ...description,
    read: async (offset, length) => borrow(new ArrayBuffer(length), offset),
    readInto: borrow,
    close: async () => {
      port.close();
    },
  };
}
