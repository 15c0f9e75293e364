import type { MessagePort } from 'node:worker_threads';
import type { ByteSource } from '../../core/ports.ts';

/** What the other thread asks for, one piece after another. */
interface Wanted {
  readonly offset: number;
  readonly length: number;
}

/** A piece; undefined where it could not be read. */
type Piece = Uint8Array<ArrayBuffer> | undefined;

/** A source that another thread reads through a port. */
export interface LentSource {
  /** Why it could not be read, once that has happened. */
  readonly failure: { readonly error: unknown } | undefined;
}

/** Lends a source to the thread at the other end of a port. What stands behind the piece that is asked for is read ahead. */
export function lendSource(source: ByteSource, port: MessagePort): LentSource {
  const lent: { failure: LentSource['failure'] } = { failure: undefined };
  const read = async ({ offset, length }: Wanted): Promise<Piece> => {
    try {
      return new Uint8Array(await source.read(offset, length));
    } catch (error) {
      lent.failure ??= { error };
      return undefined;
    }
  };
  let ahead: (Wanted & { readonly piece: Promise<Piece> }) | undefined;
  const answer = async ({ offset, length }: Wanted): Promise<void> => {
    const isAhead = ahead?.offset === offset && ahead.length === length;
    const piece = await (isAhead ? ahead?.piece : read({ offset, length }));
    port.postMessage(piece, piece === undefined ? [] : [piece.buffer]);
    if (piece === undefined || piece.length === 0) return;
    const next = { offset: offset + piece.length, length };
    ahead = { ...next, piece: read(next) };
  };
  port.on('message', (wanted: Wanted) => void answer(wanted));
  return lent;
}

/** What is to be known of a lent source before it is read. */
export type LentDescription = Pick<ByteSource, 'size' | 'isStream'>;

/** The source that was lent through a port. It is read one piece after another. */
export function borrowedSource(port: MessagePort, description: LentDescription): ByteSource {
  return {
    ...description,
    read: async (offset, length) => {
      const { promise, resolve } = Promise.withResolvers<Piece>();
      port.once('message', resolve);
      port.postMessage({ offset, length } satisfies Wanted);
      const piece = await promise;
      if (piece === undefined) throw new Error('a lent source could not be read');
      return piece;
    },
    close: async () => {
      port.close();
    },
  };
}
