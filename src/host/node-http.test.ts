import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { DEFAULT_WAITS, nodeHttp } from './node-http.ts';

let server: Server;
let url = '';
let connections = 0;

beforeAll(async () => {
  server = createServer((_, answer) => {
    answer.writeHead(200, { 'content-length': '1000' });
    answer.end('x'.repeat(1000));
  });
  server.on('connection', () => {
    connections += 1;
  });
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
});
afterAll(() => {
  server.closeAllConnections();
  server.close();
});

test.each(['HEAD', 'GET'] as const)(
  'the connection of a %s whose answer is let go serves the next request',
  async (method) => {
    connections = 0;
    const http = nodeHttp({ environment: {}, authorities: [], unverified: [], ...DEFAULT_WAITS });
    for (let count = 0; count < 3; count += 1) {
      const answer = await http.send({ method, url });
      answer.discard();
      // The end of an answer is taken after this turn.
      await new Promise((resolve) => {
        setTimeout(resolve, 50);
      });
    }
    expect(connections).toBe(1);
  },
);
