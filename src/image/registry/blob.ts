import { problemOf, UserError } from '../../core/errors.ts';
import { ConnectionFault, type HttpAnswer } from '../../core/http.ts';
import type { ByteSource } from '../../core/ports.ts';
import { ForwardSource } from '../forward-source.ts';
import { registryErrors } from './errors.ts';
import type { Session } from './session.ts';

/** How often the download of one blob is taken up again. */
const MAX_RESUMPTIONS = 20;

/** What a blob is known to be before it is asked for. */
export interface BlobOf {
  readonly digest: string;
  /** In bytes. */
  readonly size: number;
}

/**
 * A blob that is read as it comes, and taken up where it broke off. Its digest is for whoever reads it to the end. Undefined where the
 * registry does not have it.
 */
export async function openBlob(session: Session, blob: BlobOf): Promise<ByteSource | undefined> {
  const first = await request(session, blob, 0);
  if (first === undefined) return undefined;
  let waiting: HttpAnswer | undefined = first;
  const source = new ForwardSource(blob.size, (offset) => {
    const answer = offset === 0 ? waiting : undefined;
    waiting = undefined;
    return bytesFrom(session, blob, { offset, answer });
  });
  return {
    size: source.size,
    isStream: true,
    read: async (offset, length) => source.read(offset, length),
    close: async () => {
      waiting?.discard();
      await source.close();
    },
  };
}

interface Beginning {
  readonly offset: number;
  /** What was answered already. */
  readonly answer: HttpAnswer | undefined;
}

async function* bytesFrom(
  session: Session,
  blob: BlobOf,
  { offset, answer }: Beginning,
): AsyncGenerator<Uint8Array, void, undefined> {
  let [at, failures, current] = [offset, 0, answer];
  for (let begun = 0; begun <= MAX_RESUMPTIONS; begun += 1) {
    const before = at;
    try {
      current ??= await request(session, blob, at);
      if (current === undefined) throw lacking(session, blob);
      for await (const chunk of wholeBody(current, blob.size - at)) {
        at += chunk.length;
        yield chunk;
      }
      return;
    } catch (error) {
      failures = at > before ? 1 : failures + 1;
      await session.pauseAfter(error, failures);
    } finally {
      current?.discard();
      current = undefined;
    }
  }
  throw strange(session, `the download of ${blob.digest} broke off more than ${MAX_RESUMPTIONS} times`);
}

/** The bytes that are wanted of a body, all of them. What a server sends beyond them is not read. */
async function* wholeBody({ body, headers }: HttpAnswer, wanted: number): AsyncGenerator<Uint8Array, void, undefined> {
  let missing = wanted;
  for await (const chunk of body) {
    const part = chunk.subarray(0, missing);
    missing -= part.length;
    yield part;
    // A body of a known length ends by itself, and leaves the connection for the next one.
    if (missing === 0 && headers['content-length'] === undefined) return;
  }
  if (missing > 0) throw new ConnectionFault('passing', 'the connection ended too early');
}

async function request(session: Session, { digest, size }: BlobOf, offset: number): Promise<HttpAnswer | undefined> {
  const headers: Record<string, string> = { 'accept-encoding': 'identity' };
  if (offset > 0) headers['range'] = `bytes=${offset}-${size - 1}`;
  const path = `/v2/${session.repository}/blobs/${digest}`;
  return session.send({ method: 'GET', path, headers }, async (answer) => {
    const fault = faultOf(answer, offset, size);
    if (fault === undefined) return answer.status === 200 && offset > 0 ? without(answer, offset) : answer;
    answer.discard();
    if (answer.status === 404) return undefined;
    throw strange(session, `for ${digest} ${fault}`);
  });
}

/** Why an answer does not bring the blob from an offset on. */
function faultOf({ status, headers }: HttpAnswer, offset: number, size: number): string | undefined {
  const encoding = headers['content-encoding'] ?? 'identity';
  if (encoding !== 'identity') return 'it sends it in another encoding';
  if (status === 206) return partFault(headers['content-range'] ?? '', offset, size);
  if (status !== 200) return `it answers ${status}`;
  const length = Number(headers['content-length'] ?? size);
  return length === size ? undefined : `it sends ${length} bytes instead of ${size}`;
}

function partFault(range: string, offset: number, size: number): string | undefined {
  const [, start, whole] = /^bytes (\d+)-\d+\/(\d+|\*)$/.exec(range) ?? [];
  const isThis = Number(start) === offset && (whole === '*' || Number(whole) === size);
  return isThis ? undefined : 'it sends another part than was asked for';
}

/** Passes over the beginning, for a server that sends no parts. */
function without(answer: HttpAnswer, offset: number): HttpAnswer {
  async function* rest(): AsyncGenerator<Uint8Array, void, undefined> {
    let passed = 0;
    for await (const chunk of answer.body) {
      const part = chunk.subarray(Math.max(0, Math.min(chunk.length, offset - passed)));
      passed += chunk.length;
      if (part.length > 0) yield part;
    }
  }
  return { ...answer, body: rest(), discard: () => answer.discard() };
}

function lacking(session: Session, { digest }: BlobOf): UserError {
  return strange(session, `it does not have ${digest} any more`);
}

function strange({ registry }: Session, why: string): UserError {
  return new UserError(problemOf(registryErrors, 'PL_E_REGISTRY_ANSWER', { registry, why }));
}
