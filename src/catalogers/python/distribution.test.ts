import { expect, test } from 'vitest';
import { catalogText } from '../testing/catalog-text.ts';
import { told } from '../testing/told.ts';
import { pythonDistribution } from './distribution.ts';
import { pythonDistributionFiles } from './distribution-files.ts';

const AT = 'usr/lib/python3/site-packages/zope.x-1.dist-info/METADATA';

test('a distribution has a normal name, its licence, what it always needs, and its directory as a key', async () => {
  const metadata = `Metadata-Version: 2.4
Name: Zope._-X
Version: 1.0.post1
License-Expression: MIT OR Apache-2.0
License: something else
Requires-Dist: Foo_Bar[socks]>=1.0; python_version < "4"
Requires-Dist: extra-thing; extra == 'test'

Name: not this one
Version: 2
`;
  expect(await catalogText(pythonDistribution, AT, metadata)).toEqual([
    {
      kind: 'package',
      package: {
        type: 'pypi',
        name: 'zope-x',
        version: '1.0.post1',
        evidence: 'installed',
        licences: ['MIT OR Apache-2.0'],
        dependsOn: ['foo-bar'],
      },
      keys: ['usr/lib/python3/site-packages/zope.x-1.dist-info'],
    },
  ]);
});

test.each<[string, string, readonly string[]]>([
  ['with a licence', 'Name: a\r\nVersion: 1\r\nLicense: BSD\r\n\r\nLicense: MIT', ['a 1 (BSD)']],
  ['without one that says something', 'Name: a\nVersion: 1\nLicense: UNKNOWN\n', ['a 1']],
  [
    'with classifiers',
    'Name: a\nVersion: 1\nClassifier: License :: OSI Approved :: MIT License\nClassifier: License :: OSI Approved\n',
    ['a 1 (MIT License)'],
  ],
  ['with the wording of its licence', `Name: a\nVersion: 1\nLicense: ${'word '.repeat(100)}\n        more\n`, ['a 1']],
  ['with lines that are none of a field', 'Name: a\n garbage\nVersion: 1\nDescription: x\n  y\nz\n', ['a\ngarbage 1']],
  ['without a version', 'Name: a\n\nVersion: 1\n', ['unknown: metadata without a version']],
  ['without a name', 'Version: 1\n', ['unknown: metadata without a name']],
])('a distribution %s', async (_, text, expected) => {
  expect(await told(pythonDistribution, AT, text)).toEqual(expected);
});

test('a copy in another package is recognised', async () => {
  const path = 'x/site-packages/setuptools/_vendor/a-1.dist-info/METADATA';
  expect(await catalogText(pythonDistribution, path, 'Name: a\nVersion: 1\n')).toMatchObject([
    { package: { evidence: 'recognised' } },
  ]);
});

test.each([
  [
    'x/site-packages/a-1.dist-info/RECORD',
    'a/__init__.py,sha256=abc,0\n"a/with, ""quotes"".py",,\n../../bin/a,sha256=x,3\n/etc/a,,\n../../../../out,,\n',
    'x/site-packages/a-1.dist-info: x/site-packages/a/__init__.py x/site-packages/a/with, "quotes".py bin/a etc/a out',
  ],
  ['x/a.egg-info/installed-files.txt', '../a.py\nPKG-INFO\n', 'x/a.egg-info: x/a.py x/a.egg-info/PKG-INFO'],
])('%s tells files', async (path, text, expected) => {
  expect(await told(pythonDistributionFiles, path, text)).toEqual([`more of ${expected}`]);
});
