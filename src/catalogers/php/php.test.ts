import { expect, test } from 'vitest';
import { catalogText } from '../testing/catalog-text.ts';
import { told } from '../testing/told.ts';
import { phpComposerInstalled } from './composer-installed.ts';
import { phpComposerLock } from './composer-lock.ts';

const AT = 'app/vendor/composer/installed.json';

const MONOLOG = {
  name: 'monolog/monolog',
  version: '3.5.0',
  source: { type: 'git', reference: 'c915e2634718dbc8a4a15c61b0e62e7a44e14448' },
  dist: { shasum: 'da39a3ee5e6b4b0d3255bfef95601890afd80709' },
  require: { php: '>=8.1', 'ext-json': '*', 'psr/log': '^2.0' },
  license: ['MIT'],
  type: 'library',
};

test('an installed package has its vendor, digest, licence and what it needs', async () => {
  expect(await catalogText(phpComposerInstalled, AT, JSON.stringify({ packages: [MONOLOG] }))).toEqual([
    {
      kind: 'package',
      package: {
        type: 'composer',
        namespace: 'monolog',
        name: 'monolog',
        version: '3.5.0',
        evidence: 'installed',
        licences: ['MIT'],
        hashes: [{ algorithm: 'sha1', value: 'da39a3ee5e6b4b0d3255bfef95601890afd80709' }],
        dependsOn: ['psr/log'],
        details: { reference: 'c915e2634718dbc8a4a15c61b0e62e7a44e14448' },
      },
    },
  ]);
});

test.each<[string, unknown, readonly string[]]>([
  ['version 1', [{ name: 'a/b', version: 'v1.0' }], ['a/b v1.0']],
  [
    'version 2',
    { packages: [{ name: 'a/b', version: '1' }], 'dev-package-names': ['a/b'] },
    ['a/b 1 scope=development'],
  ],
  ['a package that has nothing', [{ name: 'a/b', version: '1', type: 'metapackage' }], []],
  [
    'damaged entries',
    [7, { name: 'a/b' }],
    ['unknown: an entry without a name', 'unknown: an entry without a version'],
  ],
  ['what is no list', { packages: 'x' }, []],
])('installed.json with %s', async (_, document, expected) => {
  expect(await told(phpComposerInstalled, AT, JSON.stringify(document))).toEqual(expected);
});

test('composer.lock', async () => {
  const lock = { packages: [{ name: 'a/b', version: 'v1' }], 'packages-dev': [{ name: 'c/d', version: 'dev-main' }] };
  expect(await told(phpComposerLock, 'app/composer.lock', JSON.stringify(lock))).toEqual([
    'a/b v1',
    'c/d dev-main scope=development',
  ]);
});
