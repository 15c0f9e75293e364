import { expect, test } from 'vitest';
import type { HttpAnswer } from '../../core/http.ts';
import { Session } from './session.ts';

test('a refusal is let go before credentials are looked for, so that a file of them that is damaged does not keep the program', async () => {
  const events: string[] = [];
  const refusal: HttpAnswer = {
    status: 401,
    headers: { 'www-authenticate': 'Basic realm="here"' },
    body: (async function* () {})(),
    discard: () => events.push('let go'),
  };
  const session = new Session(
    {
      http: { send: async () => refusal },
      credentials: {
        find: async () => {
          events.push('looked for');
          throw new Error('damaged');
        },
      },
      pauses: { wait: async () => {}, chance: () => 0 },
      insecure: [],
      mirrors: new Map(),
      tell: () => {},
    },
    { registry: 'registry.example.com', repository: 'cart', access: 'pull' },
  );
  const request = { method: 'GET', path: '/v2/cart/manifests/v1', headers: {} } as const;
  await expect(session.send(request, async ({ status }) => status)).rejects.toThrow('damaged');
  expect(events).toEqual(['let go', 'looked for']);
});
