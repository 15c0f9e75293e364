import { expect, test } from 'vitest';
import type { Package } from '../core/package.ts';
import { withoutCarriedOut } from './carried-out.ts';
import type { InventoryPackage } from './inventory.ts';

/** `npm a@1 app/package-lock.json` is locked, with a `+` before it it is installed. */
function found(written: string): InventoryPackage {
  const [, plus, type = 'npm', name = '', version = '', path = ''] =
    /^(\+?)(npm|pypi|golang) (\w+)@(\S+) (\S+)$/.exec(written) ?? [];
  const each: Package = {
    type: type === 'pypi' || type === 'golang' ? type : 'npm',
    name,
    version,
    evidence: plus === '+' ? 'installed' : 'locked',
  };
  const places: InventoryPackage['places'] = [{ path, layer: 0 }];
  return { package: each, purl: undefined, cataloger: 'test', places, layer: 0, files: [], owner: undefined };
}

function left(...written: readonly string[]): readonly string[] {
  return withoutCarriedOut(written.map(found)).map(
    ({ package: { name, version }, places: [{ path }] }) => `${name}@${version} ${path}`,
  );
}

test('a lock file alone counts', () => {
  expect(left('npm a@1 app/yarn.lock', 'pypi b@1 app/poetry.lock')).toEqual([
    'a@1 app/yarn.lock',
    'b@1 app/poetry.lock',
  ]);
});

test.each([
  ['app/yarn.lock', 'app/node_modules/a/package.json'],
  ['yarn.lock', 'node_modules/a/package.json'],
])('%s does not count beside %s', (lock, installed) => {
  expect(left(`npm a@1 ${lock}`, `npm b@1 ${lock}`, `npm c@1 ${lock}`, `+npm a@2 ${installed}`)).toEqual([
    `a@2 ${installed}`,
  ]);
});

test('what is installed elsewhere, or of another kind, says nothing of a lock file', () => {
  const globally = '+npm npm@11 usr/lib/node_modules/npm/package.json';
  expect(left('npm a@1 app/yarn.lock', '+pypi a@1 app/venv/a.dist-info/METADATA', globally)).toEqual([
    'a@1 app/yarn.lock',
    'a@1 app/venv/a.dist-info/METADATA',
    'npm@11 usr/lib/node_modules/npm/package.json',
  ]);
});

test('a lock file of which half is installed elsewhere does not count', () => {
  const installed = ['+pypi a@1 usr/lib/a/METADATA', '+pypi b@1 usr/lib/b/METADATA'];
  expect(left('pypi a@1 src/l', 'pypi b@1 src/l', 'pypi c@1 src/l', 'pypi d@1 src/l', ...installed)).toHaveLength(2);
});

test('of a lock file of which less is installed the rest counts', () => {
  expect(left('pypi a@1 src/l', 'pypi b@1 src/l', 'pypi c@1 src/l', '+pypi a@1 usr/lib/a/METADATA')).toEqual([
    'b@1 src/l',
    'c@1 src/l',
    'a@1 usr/lib/a/METADATA',
  ]);
});
