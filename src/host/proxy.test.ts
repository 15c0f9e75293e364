import { createServer } from 'node:http';
import {
  type AddressInfo,
  createServer as createSocketServer,
  type Socket,
  type Server as SocketServer,
} from 'node:net';
import { describe, expect, onTestFinished, test } from 'vitest';
import { ConnectionFault } from '../core/http.ts';
import { DEFAULT_WAITS, nodeHttp } from './node-http.ts';
import { proxyFault, proxyFor } from './proxy.ts';

/** A port of this machine where nobody listens. */
async function closedPort(): Promise<number> {
  const server = createServer();
  await listen(server);
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => {
    server.close(resolve);
  });
  return port;
}

async function listen(server: SocketServer): Promise<void> {
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
}

async function faultOf(
  url: string,
  environment: Readonly<Record<string, string>>,
  answerSeconds = 30,
): Promise<string> {
  const http = nodeHttp({ environment, authorities: [], unverified: [], ...DEFAULT_WAITS, answerSeconds });
  try {
    await http.send({ method: 'GET', url });
    return 'none';
  } catch (error) {
    return error instanceof ConnectionFault ? `${error.kind}: ${error.message}` : String(error);
  }
}

describe('a proxy that is not there is told with its variable', () => {
  test.each([
    ['https://registry.example.com/', 'HTTPS_PROXY'],
    ['https://registry.example.com/', 'https_proxy'],
    ['http://registry.example.com/', 'HTTP_PROXY'],
  ])('%s by %s', async (url, variable) => {
    const port = await closedPort();
    expect(await faultOf(url, { [variable]: `http://shop:secret@127.0.0.1:${port}` })).toBe(
      `lasting: the proxy 127.0.0.1:${port} (${variable}) cannot be reached: nobody listens there`,
    );
  });

  test('by a name that is none', async () => {
    expect(await faultOf('https://registry.example.com/', { HTTPS_PROXY: 'http://proxy.invalid:3128' })).toMatch(
      /^\w+: the proxy proxy\.invalid:3128 \(HTTPS_PROXY\) cannot be reached: (?:there is no such host|its name cannot be looked up now)$/,
    );
  });

  test('a server that the proxy is not for is at fault itself', async () => {
    const [port, other] = [await closedPort(), await closedPort()];
    const proxies = { HTTPS_PROXY: `http://127.0.0.1:${other}`, NO_PROXY: '127.0.0.1' };
    expect(await faultOf(`https://127.0.0.1:${port}/`, proxies)).toBe('lasting: nobody listens there');
    expect(await faultOf(`https://127.0.0.1:${port}/`, { HTTP_PROXY: `http://127.0.0.1:${other}` })).toBe(
      'lasting: nobody listens there',
    );
  });

  test('one that lets nothing through', async () => {
    const server = createServer();
    server.on('connect', (_, socket) => socket.end('HTTP/1.1 403 Forbidden\r\n\r\n'));
    await listen(server);
    onTestFinished(() => {
      server.close();
    });
    const { port } = server.address() as AddressInfo;
    expect(await faultOf('https://registry.example.com/', { HTTPS_PROXY: `http://127.0.0.1:${port}` })).toBe(
      `lasting: the proxy 127.0.0.1:${port} (HTTPS_PROXY) does not let through`,
    );
  });

  test('one that says nothing', async () => {
    const sockets: Socket[] = [];
    const server = createSocketServer((socket) => sockets.push(socket));
    await listen(server);
    onTestFinished(() => {
      for (const socket of sockets) socket.destroy();
      server.close();
    });
    const { port } = server.address() as AddressInfo;
    const silent = await faultOf('https://registry.example.com/', { HTTPS_PROXY: `http://127.0.0.1:${port}` }, 0.2);
    expect(silent).toBe(`passing: the proxy 127.0.0.1:${port} (HTTPS_PROXY) does not answer in time`);
    expect(await faultOf(`https://127.0.0.1:${port}/`, { HTTPS_PROXY: 'http://127.0.0.1:1', NO_PROXY: '*' }, 0.2)).toBe(
      'passing: it does not answer in time',
    );
  });
});

test.each([
  [{ HTTPS_PROXY: 'http://a:1', https_proxy: 'http://b:2' }, 'https_proxy b 2'],
  [{ HTTPS_PROXY: 'https://a', https_proxy: '' }, 'HTTPS_PROXY a 443'],
  [{ HTTP_PROXY: 'http://a', ALL_PROXY: 'http://b' }, 'none'],
  [{ HTTPS_PROXY: 'socks5://a:1' }, 'none'],
  [{ HTTPS_PROXY: '127.0.0.1:9' }, 'none'],
  [{ HTTPS_PROXY: '::::' }, 'none'],
])('%j names the proxy %s', (environment, named) => {
  const proxy = proxyFor(new URL('https://registry.example.com/'), environment);
  expect(proxy === undefined ? 'none' : `${proxy.variable} ${proxy.hostname} ${proxy.port}`).toBe(named);
});

function refused(details: Readonly<Record<string, unknown>>): Error {
  return Object.assign(new Error('x'), { code: 'ECONNREFUSED', ...details });
}

test.each<[string, unknown, string, boolean]>([
  ['its own port', refused({ address: '10.0.0.9', port: 3128 }), 'https://a.example/', true],
  [
    'its own port, tried at several addresses',
    new AggregateError([refused({ address: '::1', port: 3128 })]),
    'https://a.example/',
    true,
  ],
  ['the port of the server', refused({ address: '10.0.0.9', port: 443 }), 'https://a.example/', false],
  ['a port that both have', refused({ address: '10.0.0.9', port: 3128 }), 'https://a.example:3128/', false],
  ['the name of the server', refused({ hostname: 'a.example' }), 'https://a.example/', false],
  ['its own name', refused({ hostname: 'proxy.example' }), 'https://a.example/', true],
  ['nothing that is told', refused({}), 'https://a.example/', false],
  ['no error', 'x', 'https://a.example/', false],
])('a connection that fails at %s', (_, error, url, isItsFault) => {
  const proxy = { variable: 'HTTPS_PROXY', hostname: 'proxy.example', port: 3128 };
  expect(proxyFault(error, new URL(url), proxy) !== undefined).toBe(isItsFault);
  expect(proxyFault(error, new URL(url), undefined)).toBeUndefined();
});
