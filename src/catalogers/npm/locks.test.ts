import { expect, test } from 'vitest';
import { catalogText } from '../testing/catalog-text.ts';
import { told } from '../testing/told.ts';
import { npmBunLock } from './bun-lock.ts';
import { npmPackageLock } from './package-lock.ts';
import { npmPnpmLock } from './pnpm-lock.ts';
import { npmYarnLock } from './yarn-lock.ts';

test('package-lock.json of version 3 has digests, licences and what is for development', async () => {
  const lock = {
    lockfileVersion: 3,
    packages: {
      '': { name: 'app', version: '1.0.0', dependencies: { a: '1' } },
      'packages/own': { name: 'own', version: '1.0.0' },
      'node_modules/own': { resolved: 'packages/own', link: true },
      'node_modules/@s/a': {
        version: '1.2.3',
        resolved: 'https://example.com/a.tgz',
        integrity: 'sha1-2jmj7l5rSw0yVb/vlWAYkK/YBwk= sha384-AAAA',
        license: 'MIT',
        dependencies: { b: '1' },
      },
      'node_modules/@s/a/node_modules/b': { name: 'real', version: '1.0.0', dev: true },
    },
  };
  expect(await catalogText(npmPackageLock, 'app/package-lock.json', JSON.stringify(lock))).toEqual([
    {
      kind: 'package',
      package: {
        type: 'npm',
        namespace: '@s',
        name: 'a',
        version: '1.2.3',
        evidence: 'locked',
        licences: ['MIT'],
        hashes: [{ algorithm: 'sha1', value: 'da39a3ee5e6b4b0d3255bfef95601890afd80709' }],
        dependsOn: ['b'],
      },
    },
    {
      kind: 'package',
      package: { type: 'npm', name: 'real', version: '1.0.0', evidence: 'locked', details: { scope: 'development' } },
    },
  ]);
});

const VERSION_1 = JSON.stringify({
  lockfileVersion: 1,
  dependencies: {
    a: { version: '1.0.0', requires: { b: '1' }, dependencies: { b: { version: '2.0.0', dev: true } } },
    alias: { version: 'npm:@s/real@3.0.0' },
    git: { version: 'git+ssh://git@example.com/x.git#abc' },
    own: { version: 'file:own' },
  },
});

const CLASSIC = `# yarn lockfile v1


"@s/a@^1.0.0", "@s/a@^1.2":
  version "1.2.3"
  resolved "https://example.com/a.tgz#0"
  integrity sha512-AAAA
  dependencies:
    b "^1"
    "@s/c" "^2"
  optionalDependencies:
    d "1"

alias@npm:real@^4:
  version "4.0.0"

lost@1:
  resolved "x"
`;

const BERRY = `__metadata:
  version: 8

"app@workspace:.":
  version: 0.0.0-use.local
  resolution: "app@workspace:."
  linkType: soft

"@s/a@npm:^1.0.0, @s/a@npm:^1.2":
  version: 1.2.3
  resolution: "@s/a@npm:1.2.3"
  dependencies:
    b: "npm:^1"
  checksum: 10c0/abc
  languageName: node
  linkType: hard

"p@patch:p@npm%3A1.0.0#~builtin":
  version: 1.0.0
  resolution: "p@patch:p@npm%3A1.0.0#~builtin::version=1.0.0"
  linkType: hard
`;

const PNPM_5 = `lockfileVersion: 5.4
packages:
  /@s/a/1.0.0_react@18.0.0:
    resolution: {integrity: sha512-AAAA}
    dependencies:
      b: 2.0.0
    dev: false
  /b/2.0.0:
    resolution: {integrity: sha512-AAAA}
    dev: true
  github.com/x/y/abc:
    resolution: {tarball: https://example.com}
    name: yy
    version: 1.0.1
`;

const PNPM_6 = `lockfileVersion: '6.0'
packages:
  /@s/a@1.0.0(react@18.0.0)(b@2.0.0):
    resolution: {integrity: sha512-AAAA}
  /@s/a@1.0.0(react@17.0.0):
    resolution: {integrity: sha512-AAAA}
  file:own:
    resolution: {directory: own, type: directory}
    name: own
    version: 1.0.0
`;

const PNPM_9 = `lockfileVersion: '9.0'
packages:
  '@s/a@1.0.0':
    resolution: {integrity: sha512-AAAA}
  b@2.0.0:
    resolution: {integrity: sha512-AAAA}
snapshots:
  '@s/a@1.0.0(react@18.0.0)':
    dependencies:
      b: 2.0.0
  b@2.0.0: {}
`;

const BUN = `{
  "lockfileVersion": 1,
  "workspaces": { "": { "name": "app", "dependencies": { "a": "1", }, }, },
  "packages": {
    "@s/a": ["@s/a@1.0.0", "", { "dependencies": { "b": "2", } }, "sha512-AAAA"],
    "b": ["b@2.0.0", "", {}, "sha512-AAAA"],
    "own": ["own@workspace:packages/own"],
    "git": ["git@github:x/y#abc", { "dependencies": { "b": "2" } }, "x-y-abc"],
  },
}
`;

test.each([
  [
    'npm, version 1',
    npmPackageLock,
    'package-lock.json',
    VERSION_1,
    ['a 1.0.0 needs b', '@s/real 3.0.0', 'git git+ssh://git@example.com/x.git#abc', 'b 2.0.0 scope=development'],
  ],
  [
    'npm, none of its entries',
    npmPackageLock,
    'npm-shrinkwrap.json',
    '{"packages":{"node_modules/a":7}}',
    ['unknown: an entry without a version: a'],
  ],
  ['npm, damaged', npmPackageLock, 'package-lock.json', '{', ['line 1: no JSON that can be read']],
  [
    'yarn, version 1',
    npmYarnLock,
    'yarn.lock',
    CLASSIC,
    ['@s/a 1.2.3 needs b @s/c d', 'real 4.0.0', 'line 17: an entry without a version: lost'],
  ],
  ['yarn, later versions', npmYarnLock, 'yarn.lock', BERRY, ['@s/a 1.2.3 needs b', 'p 1.0.0']],
  [
    'pnpm, version 5',
    npmPnpmLock,
    'pnpm-lock.yaml',
    PNPM_5,
    ['@s/a 1.0.0 needs b', 'b 2.0.0 scope=development', 'yy 1.0.1'],
  ],
  ['pnpm, version 6', npmPnpmLock, 'pnpm-lock.yaml', PNPM_6, ['@s/a 1.0.0']],
  ['pnpm, version 9', npmPnpmLock, 'pnpm-lock.yaml', PNPM_9, ['@s/a 1.0.0 needs b', 'b 2.0.0']],
  ['pnpm, damaged', npmPnpmLock, 'pnpm-lock.yaml', 'packages:\n  a: [', ['line 2: no YAML that can be read']],
  ['bun', npmBunLock, 'bun.lock', BUN, ['@s/a 1.0.0 needs b', 'b 2.0.0', 'git github:x/y#abc needs b']],
])('a lock file of %s', async (_, cataloger, name, text, expected) => {
  expect(await told(cataloger, `app/${name}`, text)).toEqual(expected);
});

test.each(['app/node_modules/x/yarn.lock', 'node_modules/x/test/yarn.lock', 'usr/share/doc/x/examples/yarn.lock'])(
  '%s says how somebody else developed',
  async (path) => {
    expect(await told(npmYarnLock, path, CLASSIC)).toEqual([]);
  },
);
