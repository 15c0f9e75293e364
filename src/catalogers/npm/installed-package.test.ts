import { expect, test } from 'vitest';
import { Claims } from '../claims.ts';
import { catalogText } from '../testing/catalog-text.ts';
import { told } from '../testing/told.ts';
import { npmInstalledPackage } from './installed-package.ts';

const AT = 'app/node_modules/a/package.json';

test('a package has its scope, licence and what it needs', async () => {
  const manifest = {
    name: '@types/node',
    version: '22.0.0',
    license: 'MIT',
    dependencies: { 'undici-types': '~6', b: '1' },
    optionalDependencies: { b: '1', c: '2' },
    devDependencies: { d: '1' },
  };
  expect(
    await catalogText(npmInstalledPackage, 'app/node_modules/@types/node/package.json', JSON.stringify(manifest)),
  ).toEqual([
    {
      kind: 'package',
      package: {
        type: 'npm',
        namespace: '@types',
        name: 'node',
        version: '22.0.0',
        evidence: 'installed',
        licences: ['MIT'],
        dependsOn: ['undici-types', 'b', 'c'],
      },
    },
  ]);
});

const NAMED = '{"name":"a","version":"1.0.0"}';

test.each<[string, string, string, readonly string[]]>([
  ['of an alias has its real name', 'node_modules/b/package.json', NAMED, ['a 1.0.0']],
  ['of pnpm', 'x/node_modules/.pnpm/a@1.0.0/node_modules/a/package.json', NAMED, ['a 1.0.0']],
  ['of Debian', 'usr/share/nodejs/a/package.json', NAMED, ['a 1.0.0']],
  ['of Debian with a scope', 'usr/share/nodejs/@x/a/package.json', '{"name":"@x/a","version":"1"}', ['@x/a 1']],
  ['of Debian for a processor', 'usr/lib/x86_64-linux-gnu/nodejs/a/package.json', NAMED, ['a 1.0.0']],
  ['inside one of Debian', 'usr/share/nodejs/b/node_modules/a/package.json', NAMED, ['a 1.0.0']],
  ['that is a part of one of Debian', 'usr/share/nodejs/a/dist/package.json', NAMED, []],
  ['with an old licence', AT, '{"name":"a","version":"1","license":{"type":"BSD","url":"x"}}', ['a 1 (BSD)']],
  ['with old licences', AT, '{"name":"a","version":"1","licenses":[{"type":"X"},"Y",3]}', ['a 1 (X, Y)']],
  ['with a licence of no shape', AT, '{"name":"a","version":"1","license":{"type":{}}}', ['a 1']],
  ['with a byte order mark', AT, `\uFEFF${NAMED}`, ['a 1.0.0']],
  ['with a name that is none of an object', AT, '{"name":"__proto__","version":"1"}', ['__proto__ 1']],
  [
    'that needs what is named as parts of objects are',
    AT,
    '{"name":"a","version":"1","dependencies":{"__proto__":"1","constructor":"2"}}',
    ['a 1 needs __proto__ constructor'],
  ],
  ['without a version is none', AT, '{"name":"a"}', []],
  ['without a name is none', AT, '{"version":"1","type":"module"}', []],
  ['whose name is no text is none', AT, '{"name":["a"],"version":"1"}', []],
  ['that is a list is none', AT, '[1]', []],
  ['that is damaged is unknown', AT, '{"name":"a",\n"version"', ['line 2: no JSON that can be read']],
  ['with too much is unknown', AT, '{"name":\nx}', ['unknown: no JSON that can be read']],
])('a package %s', async (_, path, text, expected) => {
  expect(await told(npmInstalledPackage, path, text)).toEqual(expected);
});

test.each<[string, string, string, readonly string[]]>([
  ['a folder of a package', 'node_modules/x/dist/esm/package.json', '{"type":"module"}', []],
  ['a folder of a package with its name', 'node_modules/x/dist/package.json', '{"name":"x","version":"1"}', []],
  ['an entry of a package', 'node_modules/x/y/package.json', '{"name":"x/y","version":"1"}', []],
  ['what a package tests with', 'node_modules/x/test/y/package.json', NAMED, []],
  ['what a package tests with, damaged', 'node_modules/x/test/y/package.json', '{', []],
])('%s is no package', async (_, path, text, expected) => {
  expect(await told(npmInstalledPackage, path, text)).toEqual(expected);
});

test('what was copied into a package is recognised', async () => {
  expect(await catalogText(npmInstalledPackage, 'node_modules/@s/x/dist/compiled/a/package.json', NAMED)).toMatchObject(
    [{ package: { name: 'a', evidence: 'recognised' } }],
  );
});

test('deep nesting is read', async () => {
  const deep = `{"name":"a","version":"1","license":${'['.repeat(200_000)}${']'.repeat(200_000)}}`;
  expect(await told(npmInstalledPackage, AT, deep)).toEqual(['a 1']);
});

test.each([
  ['usr/share/nodejs/a/package.json', true],
  ['usr/lib/nodejs/a/package.json', true],
  ['usr/lib/x86_64-linux-gnu/nodejs/@x/a/package.json', true],
  ['srv/nodejs/a/package.json', false],
])('%s is claimed: %s', (path, isClaimed) => {
  expect(new Claims([npmInstalledPackage]).of(path).length === 1).toBe(isClaimed);
});
