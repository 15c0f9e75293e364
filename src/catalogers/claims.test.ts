import { expect, test } from 'vitest';
import { catalogers } from './all.ts';
import { type Cataloger, defineCataloger } from './cataloger.ts';
import { Claims } from './claims.ts';

function claiming(id: string, ...claims: readonly string[]): Cataloger {
  return defineCataloger({ id, summary: '', version: 1, claims, maxBytes: 1, catalog: () => [] });
}

test.each([
  ['a/status', 'a/status', true],
  ['a/status', 'b/a/status', false],
  ['**/package.json', 'package.json', true],
  ['**/package.json', 'x/.hidden/package.json', true],
  ['**/node_modules/**/package.json', 'x/node_modules/y/package.json', true],
  ['**/node_modules/**/package.json', 'x/y/package.json', false],
  ['**/*.jar', 'x/y.jar', true],
  ['**/*.jar', 'x/y.jar.txt', false],
  ['**/*.dist-info/METADATA', 'x/y-1.dist-info/METADATA', true],
  ['a/status.d/*', 'a/status.d/base', true],
  ['a/status.d/*', 'a/status.d/deep/base', false],
])('%s and %s: %s', (pattern, path, isClaimed) => {
  expect(new Claims([claiming('x', pattern)]).of(path).map(({ id }) => id)).toEqual(isClaimed ? ['x'] : []);
});

test('a cataloger claims a file once, and several may claim it', () => {
  const claims = new Claims([claiming('a', '**/*.jar', '**/x.jar'), claiming('b', '**/x.jar')]);
  expect(claims.of('lib/x.jar').map(({ id }) => id)).toEqual(['a', 'b']);
});

test('a pattern that would have to be tried for every path is refused', () => {
  expect(() => new Claims([claiming('a', '**/*')])).toThrow('a claims **/*');
});

test('every cataloger is named as its file, and claims what can be found', () => {
  expect(() => new Claims(catalogers)).not.toThrow();
  for (const { id, claims = [], executables } of catalogers) {
    expect(id).toMatch(/^[a-z]+(?:-[a-z]+)*\/[a-z0-9]+(?:-[a-z0-9]+)*$/);
    expect(claims.length > 0 || executables).toBe(true);
  }
});
