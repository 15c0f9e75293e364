import { expect, test } from 'vitest';
import { factsIn, userIdOf } from './file-facts.ts';

const PASSWORD = 'Vb7-kettle-Rowlock-42';

test.each([
  ['app/.env', `A=1\nDB_PASSWORD=${PASSWORD}\n`, 'Password', 2],
  ['app/db.properties', `db.password=${PASSWORD}\n`, 'Password', 1],
  ['app/readme.txt', `postgres://shop:Vb7kettleRowlock42@db.shop.svc:5432/shop`, 'Password in a URL', 1],
])('%s holds a credential', (path, text, credentials, line) => {
  expect(factsIn(path, text)).toMatchObject({ credentials, line });
});

test.each([
  ['etc/nsswitch.conf', 'passwd:         files\nshadow: files\n'],
  ['etc/login.defs', 'PASS_MAX_DAYS 99999\n'],
  ['app/main.py', `password = "${PASSWORD}"\n`],
  ['a', ''],
])('%s tells nothing', (path, text) => {
  expect(factsIn(path, text)).toBeUndefined();
});

test('the list of users is kept, and read by name', () => {
  const text = 'root:x:0:0:root:/root:/bin/bash\napp:x:10001:10001::/:/bin/false\nbroken\n';
  expect(factsIn('etc/passwd', text)?.accounts).toBe(text);
  expect([userIdOf(text, 'root'), userIdOf(text, 'app'), userIdOf(text, 'broken'), userIdOf(text, 'x')]).toEqual([
    0,
    10001,
    undefined,
    undefined,
  ]);
});
