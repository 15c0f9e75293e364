import { type IncomingMessage, Agent as PlainAgent, request as plainRequest, type RequestOptions } from 'node:http';
import { Agent as SecureAgent, request as secureRequest } from 'node:https';
import { createSecureContext, getCACertificates, type SecureContext } from 'node:tls';
import { ConnectionFault, type Http, type HttpAnswer, type HttpRequest } from '../core/http.ts';
import { VERSION } from '../core/plimsoll-version.ts';
import { connectionFault } from './connection-fault.ts';
import { type Proxy, proxyFault, proxyFor } from './proxy.ts';

/** How servers are spoken to. */
export interface HttpSettings {
  /** `HTTPS_PROXY`, `HTTP_PROXY` and `NO_PROXY` are read in it, also in lower case. */
  readonly environment: Readonly<Record<string, string | undefined>>;
  /** Certificates of authorities that are trusted beside those of the system and of Node.js, as PEM. */
  readonly authorities: readonly string[];
  /** Hosts, as `HOST[:PORT]`, whose certificate is not looked at. */
  readonly unverified: readonly string[];
  /** How long an answer may take to begin, in seconds. */
  readonly answerSeconds: number;
  /** How long an answer may stand still, in seconds. */
  readonly stallSeconds: number;
}

/** What is waited for unless something else is asked for, in seconds. */
export const DEFAULT_WAITS: Pick<HttpSettings, 'answerSeconds' | 'stallSeconds'> = {
  answerSeconds: 30,
  stallSeconds: 60,
};

/** The servers that this machine reaches, through the proxies that its environment names. */
export function nodeHttp(settings: HttpSettings): Http {
  const agents = agentsFor(settings);
  return {
    send: async (request) => {
      try {
        return await send(request, settings, agents);
      } catch (error) {
        const url = new URL(request.url);
        throw proxyFault(error, url, proxyOf(request, settings)) ?? connectionFault(error);
      }
    },
  };
}

interface Agents {
  for(url: URL): PlainAgent;
}

/** Agents keep connections open for the next request; each is made when it is first needed. */
function agentsFor({ environment, authorities, unverified }: HttpSettings): Agents {
  const shared = { keepAlive: true, proxyEnv: { ...environment } };
  const plain = once(() => new PlainAgent(shared));
  const verifying = once(() => new SecureAgent({ ...shared, secureContext: contextOf(authorities) }));
  const trusting = once(() => new SecureAgent({ ...shared, rejectUnauthorized: false }));
  return {
    for: ({ protocol, host }) => {
      if (protocol === 'http:') return plain();
      return unverified.includes(host) ? trusting() : verifying();
    },
  };
}

function once<Value>(make: () => Value): () => Value {
  let made: Value | undefined;
  return () => {
    made ??= make();
    return made;
  };
}

function contextOf(authorities: readonly string[]): SecureContext {
  const ca = new Set([...getCACertificates('default'), ...getCACertificates('system'), ...authorities]);
  return createSecureContext({ ca: [...ca] });
}

async function send(request: HttpRequest, settings: HttpSettings, agents: Agents): Promise<HttpAnswer> {
  const url = new URL(request.url);
  const headers = { 'user-agent': `plimsoll/${VERSION}`, ...request.headers };
  const options: RequestOptions = {
    method: request.method,
    headers,
    ...(request.socket === undefined ? { agent: agents.for(url) } : { socketPath: request.socket }),
  };
  const response = await answerTo(url, options, request, settings);
  return {
    status: response.statusCode ?? 0,
    headers: joined(response.headersDistinct),
    body: bodyOf(response, settings.stallSeconds),
    discard: () => {
      letGo(response);
    },
  };
}

async function answerTo(
  url: URL,
  options: RequestOptions,
  request: HttpRequest,
  settings: HttpSettings,
): Promise<IncomingMessage> {
  return new Promise((resolve, reject) => {
    const begin = url.protocol === 'https:' ? secureRequest : plainRequest;
    const proxy = proxyOf(request, settings);
    const timeout = settings.answerSeconds * 1000;
    const sent = begin(url, proxy === undefined ? options : { ...options, timeout });
    const giveUp = (): void => {
      // What waits for a tunnel through the proxy is given up by `timeout`, which lets go of the tunnel, too.
      if (proxy !== undefined && sent.socket === null) sent.once('socket', begun);
      else sent.destroy(new ConnectionFault('passing', 'it does not answer in time'));
    };
    let timer = setTimeout(giveUp, timeout);
    const begun = (): void => {
      timer = setTimeout(giveUp, timeout);
    };
    sent.on('response', (response) => {
      clearTimeout(timer);
      // What goes wrong later is told to whoever reads the body.
      response.on('error', () => {});
      resolve(response);
    });
    sent.on('error', (error) => {
      clearTimeout(timer);
      reject(error);
    });
    sent.end(request.body);
  });
}

/** The proxy that may stand before a server; a socket on this machine has none. */
function proxyOf({ url, socket }: HttpRequest, { environment }: HttpSettings): Proxy | undefined {
  return socket === undefined ? proxyFor(new URL(url), environment) : undefined;
}

function joined(headers: IncomingMessage['headersDistinct']): HttpAnswer['headers'] {
  return Object.fromEntries(Object.entries(headers).map(([name, values]) => [name, values?.join(', ') ?? '']));
}

/** The chunks of a body. Time counts only while one is waited for, so that a slow reader is no fault of the server. */
async function* bodyOf(response: IncomingMessage, seconds: number): AsyncGenerator<Uint8Array, void, undefined> {
  const chunks: AsyncIterator<Buffer> = response[Symbol.asyncIterator]();
  try {
    for (;;) {
      const timer = setTimeout(() => {
        response.destroy(new ConnectionFault('passing', 'it stopped sending'));
      }, seconds * 1000);
      const next = await chunks.next().finally(() => {
        clearTimeout(timer);
      });
      if (next.done === true) break;
      yield next.value;
    }
    if (!response.complete) throw new ConnectionFault('passing', 'the connection was broken off');
  } catch (error) {
    throw connectionFault(error);
  } finally {
    letGo(response);
  }
}

/** The longest rest of an answer that is worth reading to keep its connection, in bytes, and for how long, in milliseconds. */
const WORTH_READING = 64 * 1024;
const WORTH_WAITING = 1000;

function letGo(response: IncomingMessage): void {
  if (response.destroyed) return;
  if (response.complete) {
    // Nobody took its end, before which its connection is not let go.
    response.resume();
    return;
  }
  const { 'content-length': length } = response.headers;
  if (length === undefined || Number(length) > WORTH_READING) {
    response.destroy();
    return;
  }
  response.resume();
  const timer = setTimeout(() => response.destroy(), WORTH_WAITING);
  response.on('close', () => {
    clearTimeout(timer);
  });
}
