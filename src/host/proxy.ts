import { ConnectionFault } from '../core/http.ts';
import { connectionText } from './connection-fault.ts';

/** The proxy that an environment names for the requests of a protocol. */
export interface Proxy {
  /** `HTTPS_PROXY`, as it is written there. */
  readonly variable: string;
  readonly hostname: string;
  readonly port: number;
}

const PORTS: Readonly<Record<string, number>> = { 'http:': 80, 'https:': 443 };

/**
 * The proxy for a URL, whether or not `NO_PROXY` excepts its host; undefined where none is named that Node.js uses.
 * Source: https://nodejs.org/api/http.html#built-in-proxy-support.
 */
export function proxyFor(
  { protocol }: URL,
  environment: Readonly<Record<string, string | undefined>>,
): Proxy | undefined {
  const name = protocol === 'https:' ? 'https_proxy' : 'http_proxy';
  const variable = [name, name.toUpperCase()].find((each) => (environment[each] ?? '') !== '');
  const url = URL.parse(environment[variable ?? ''] ?? '');
  const standard = url === null ? undefined : PORTS[url.protocol];
  if (variable === undefined || url === null || standard === undefined) return undefined;
  return { variable, hostname: url.hostname, port: url.port === '' ? standard : Number(url.port) };
}

/**
 * The fault of a proxy; undefined for an error that is not surely its. Where a connection was refused is told by the error, so that nobody has to know
 * whether the proxy was used.
 */
export function proxyFault(error: unknown, url: URL, proxy: Proxy | undefined): ConnectionFault | undefined {
  if (proxy === undefined) return undefined;
  const first: unknown = error instanceof AggregateError ? error.errors[0] : error;
  const place = `the proxy ${proxy.hostname}:${proxy.port} (${proxy.variable})`;
  const { kind, why, code } = connectionText(first);
  if (code === 'ERR_PROXY_TUNNEL') {
    const isSilent = first instanceof Error && 'proxyTunnelTimeout' in first;
    if (isSilent) return new ConnectionFault('passing', `${place} does not answer in time`, error);
    return new ConnectionFault(kind, `${place} does not let through`, error);
  }
  return isAtProxy(first, url, proxy)
    ? new ConnectionFault(kind, `${place} cannot be reached: ${why}`, error)
    : undefined;
}

function isAtProxy(error: unknown, url: URL, { hostname, port }: Proxy): boolean {
  if (!(error instanceof Error)) return false;
  if ('hostname' in error) return bare(hostname) === error.hostname && bare(url.hostname) !== error.hostname;
  if (!('address' in error && 'port' in error)) return false;
  const isServer = bare(url.hostname) === error.address && portOf(url) === error.port;
  // Under a name and the port of the server it may be either.
  return !isServer && error.port === port && (port !== portOf(url) || bare(hostname) === error.address);
}

function bare(hostname: string): string {
  return hostname.replace(/^\[|\]$/g, '');
}

function portOf({ port, protocol }: URL): number | undefined {
  return port === '' ? PORTS[protocol] : Number(port);
}
