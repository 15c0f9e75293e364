import { ConnectionFault, type Http, type HttpAnswer, type HttpRequest } from '../../core/http.ts';

/** How often an answer may lead elsewhere. */
const MAX_REDIRECTS = 5;
const REDIRECTS: ReadonlySet<number> = new Set([301, 302, 303, 307, 308]);

/** An answer, and whether the server that was asked gave it itself. */
export interface Followed {
  readonly answer: HttpAnswer;
  readonly isOwn: boolean;
}

/**
 * Sends a request and goes where the answers lead. Whoever stands there is another: once the way has led to another host, no credentials
 * go along any more, and nothing that began encrypted goes on in the clear.
 */
export async function follow(http: Http, request: HttpRequest): Promise<Followed> {
  const origin = new URL(request.url);
  let [url, isOwn] = [origin, true];
  for (let redirects = 0; redirects <= MAX_REDIRECTS; redirects += 1) {
    const headers = isOwn ? request.headers : withoutCredentials(request.headers);
    const answer = await http.send({ ...request, url: url.href, ...(headers === undefined ? {} : { headers }) });
    const location = answer.headers['location'];
    if (!REDIRECTS.has(answer.status) || location === undefined || isChange(request)) return { answer, isOwn };
    answer.discard();
    url = targetOf(location, url);
    isOwn &&= url.origin === origin.origin;
  }
  throw new ConnectionFault('lasting', `it redirects more than ${MAX_REDIRECTS} times`);
}

/** What changes something is not sent to whoever an answer names. */
function isChange({ method }: HttpRequest): boolean {
  return method === 'POST' || method === 'PUT';
}

function targetOf(location: string, from: URL): URL {
  const target = URL.parse(location, from.href);
  if (target === null || !/^https?:$/.test(target.protocol))
    throw new ConnectionFault('lasting', 'it redirects to what is no address');
  if (from.protocol === 'https:' && target.protocol === 'http:')
    throw new ConnectionFault('lasting', `it redirects to ${target.host} without encryption`);
  // A location may bring credentials of its own, which would be sent as ours.
  target.username = '';
  target.password = '';
  return target;
}

function withoutCredentials(headers: HttpRequest['headers'] = {}): NonNullable<HttpRequest['headers']> {
  return Object.fromEntries(Object.entries(headers).filter(([name]) => name.toLowerCase() !== 'authorization'));
}
