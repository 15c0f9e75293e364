import * as v from 'valibot';
import { problemOf, UserError } from '../core/errors.ts';
import { ConnectionFault, type Http, type HttpAnswer } from '../core/http.ts';
import type { ByteSource } from '../core/ports.ts';
import { imageErrors } from './errors.ts';
import { ForwardSource } from './forward-source.ts';
import { bodyOf } from './registry/body.ts';
import { from } from './unpacked-archive.ts';

/** Where a daemon may be spoken to: at a socket of this machine, or at an address such as `http://127.0.0.1:2375`. */
export interface DaemonAddress {
  readonly url: string;
  readonly socket?: string;
}

/** The daemons that are asked, the first that is there. */
export interface Daemons {
  readonly http: Http;
  readonly addresses: readonly DaemonAddress[];
}

const MAX_ANSWER_BYTES = 16 * 1024 * 1024;

/** What the daemon knows an image by, whatever its name. */
const inspected = v.object({ Id: v.pipe(v.string(), v.regex(/^(?:sha256:)?[0-9a-f]{64}$/)) });

/** A name as daemons take it in an address. */
const NAME = /^[A-Za-z0-9][A-Za-z0-9._:@/-]{0,500}$/;

/**
 * The archive of `docker save` that a daemon makes of an image, as a stream: going back in it asks for it again. By its identifier, so
 * that it is the same one each time. Source: https://docs.docker.com/reference/api/engine/, ImageInspect and ImageGet.
 */
export async function archiveOfDaemon(image: string, name: string, daemons: Daemons): Promise<ByteSource> {
  if (!NAME.test(name) || name.includes('..'))
    throw new UserError(problemOf(imageErrors, 'PL_E_IMAGE_ABSENT', { image, part: name }));
  const { answer, address } = await firstThatIs(image, `/images/${name}/json`, daemons);
  const id = await identifierIn(image, name, answer);
  return new ForwardSource(Number.POSITIVE_INFINITY, (offset) =>
    from(offset, exported({ image, id, http: daemons.http, address })),
  );
}

async function firstThatIs(
  image: string,
  path: string,
  { http, addresses }: Daemons,
): Promise<{ readonly answer: HttpAnswer; readonly address: DaemonAddress }> {
  let why = 'DOCKER_HOST is neither unix://PATH nor tcp://HOST:PORT';
  for (const address of addresses) {
    try {
      return { answer: await ask(http, address, path), address };
    } catch (error) {
      if (!(error instanceof ConnectionFault)) throw error;
      why = error.message;
    }
  }
  throw unreachable(image, why);
}

async function ask(http: Http, { url, socket }: DaemonAddress, path: string): Promise<HttpAnswer> {
  return http.send({ method: 'GET', url: `${url}${path}`, ...(socket === undefined ? {} : { socket }) });
}

async function identifierIn(image: string, name: string, answer: HttpAnswer): Promise<string> {
  const bytes = await whole(image, answer);
  if (answer.status === 404) throw new UserError(problemOf(imageErrors, 'PL_E_IMAGE_ABSENT', { image, part: name }));
  if (answer.status !== 200) throw unreachable(image, `it answers ${answer.status}`);
  const found = v.safeParse(v.pipe(v.string(), v.parseJson(), inspected), Buffer.from(bytes).toString());
  if (!found.success) throw unreachable(image, 'it does not say which image this is');
  return found.output.Id;
}

async function whole(image: string, answer: HttpAnswer): Promise<Uint8Array> {
  try {
    return await bodyOf(answer, MAX_ANSWER_BYTES);
  } catch (error) {
    if (error instanceof ConnectionFault) throw unreachable(image, error.message);
    throw error;
  }
}

interface Export {
  readonly image: string;
  readonly id: string;
  readonly http: Http;
  readonly address: DaemonAddress;
}

async function* exported({ image, id, http, address }: Export): AsyncGenerator<Uint8Array, void, undefined> {
  let answer: HttpAnswer | undefined;
  try {
    answer = await ask(http, address, `/images/${id}/get`);
    if (answer.status !== 200) throw unreachable(image, `it answers ${answer.status}`);
    yield* answer.body;
  } catch (error) {
    if (error instanceof ConnectionFault) throw unreachable(image, error.message);
    throw error;
  } finally {
    answer?.discard();
  }
}

function unreachable(image: string, why: string): UserError {
  return new UserError(problemOf(imageErrors, 'PL_E_DAEMON_UNREACHABLE', { image, why }));
}
