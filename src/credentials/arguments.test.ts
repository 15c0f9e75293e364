import { expect, test } from 'vitest';
import { findCredentialsInArguments } from './arguments.ts';

const PASSWORD = 'Vb7-kettle-Rowlock-42';

test.each([
  ['a flag and its value in one', [`--password=${PASSWORD}`], [0]],
  ['a flag and then its value', ['--password', PASSWORD], [1]],
  ['a flag with one hyphen', ['-password', PASSWORD], [1]],
  ['a flag and then another flag', ['--password', '--verbose'], []],
  ['a flag about a password', ['--password-file', '/run/secrets/password'], []],
  ['a variable', [`PASSWORD=${PASSWORD}`], [0]],
  ['a script', ['sh', '-c', `export PASSWORD=${PASSWORD}\nexec web`], [2]],
  ['a URL', ['web', `postgres://shop:Vb7kettleRowlock42@db:5432/shop`], [1]],
  ['two', [`--db-password=${PASSWORD}`, `--cache-password=${PASSWORD}`], [0, 1]],
  ['a reference', ['--password', '$(PASSWORD)'], []],
  ['nothing', [], []],
])('%s', (_, args, expected) => {
  const found = findCredentialsInArguments(args);
  expect(found.map(({ index }) => index)).toEqual(expected);
  for (const { index, credentials } of found) {
    const shown = credentials.map(({ start, end }) => args[index]?.slice(start, end));
    expect(shown.every((secret) => secret === PASSWORD || secret === 'Vb7kettleRowlock42')).toBe(true);
  }
});
