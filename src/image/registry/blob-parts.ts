import type { HttpAnswer } from '../../core/http.ts';
import { ChunkFault } from '../../formats/chunked/chunk.ts';
import type { BlobParts } from '../opened-image.ts';
import type { BlobOf } from './blob.ts';
import { bodyOf } from './body.ts';
import type { Session } from './session.ts';

/** The parts of a blob, each asked for by its range (RFC 9110, section 14). A registry that does not send parts is a `ChunkFault`. */
export function blobParts(session: Session, { digest, size }: BlobOf): BlobParts {
  return {
    read: async (offset, length) => {
      const wanted = { first: offset, last: offset + length - 1, size };
      const headers = { 'accept-encoding': 'identity', range: `bytes=${wanted.first}-${wanted.last}` };
      const path = `/v2/${session.repository}/blobs/${digest}`;
      return session.send({ method: 'GET', path, headers }, async (answer) => partOf(answer, wanted));
    },
  };
}

interface Wanted {
  readonly first: number;
  readonly last: number;
  /** Of the whole. */
  readonly size: number;
}

async function partOf(answer: HttpAnswer, wanted: Wanted): Promise<Uint8Array> {
  const why = faultOf(answer, wanted);
  if (why !== undefined) {
    answer.discard();
    throw new ChunkFault(why);
  }
  const length = wanted.last - wanted.first + 1;
  const bytes = await bodyOf(answer, length);
  if (bytes.length < length) throw new ChunkFault('the registry sends less than the part that was asked for');
  return bytes;
}

function faultOf({ status, headers }: HttpAnswer, { first, last, size }: Wanted): string | undefined {
  if (status === 200) return 'the registry sends no parts of it';
  if (status !== 206) return `the registry answers ${status} where a part of it is asked for`;
  const [, start, end, whole] = /^bytes (\d+)-(\d+)\/(\d+|\*)$/.exec(headers['content-range'] ?? '') ?? [];
  const isThis = Number(start) === first && Number(end) === last && (whole === '*' || Number(whole) === size);
  const isPlain = (headers['content-encoding'] ?? 'identity') === 'identity';
  return isThis && isPlain ? undefined : 'the registry sends another part than was asked for';
}
