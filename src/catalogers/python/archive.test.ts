import { expect, test } from 'vitest';
import { type WrittenZipEntry, writeZip } from '../../../test/formats/write-zip.ts';
import { catalogText } from '../testing/catalog-text.ts';
import { told } from '../testing/told.ts';
import { pythonArchive } from './archive.ts';

const CARRIED: WrittenZipEntry = { name: 'pip/_vendor/x-2.dist-info/METADATA', body: 'Name: x\nVersion: 2\n' };

test.each<[string, string, readonly WrittenZipEntry[], readonly string[]]>([
  [
    'a wheel',
    'usr/share/python-wheels/pip-23.0.1-py3-none-any.whl',
    [CARRIED, { name: 'pip-23.0.1.dist-info/METADATA', body: 'Name: Pip\nVersion: 23.0.1\nLicense: MIT\n' }],
    ['pip 23.0.1 (MIT)'],
  ],
  ['an egg', 'x/a-1.egg', [{ name: 'EGG-INFO/PKG-INFO', body: 'Name: a\nVersion: 1\n' }], ['a 1']],
  ['one without metadata', 'x/a-1.whl', [CARRIED], ['unknown: an archive of Python without metadata']],
  [
    'one whose metadata names nothing',
    'x/a-1.whl',
    [{ name: 'a-1.dist-info/METADATA', body: 'Version: 1\n' }],
    ['unknown: metadata without a name'],
  ],
])('%s', async (_, path, entries, expected) => {
  expect(await told(pythonArchive, path, writeZip(entries))).toEqual(expected);
});

test('what is no archive is told', async () => {
  expect(await told(pythonArchive, 'x/a-1.whl', 'PK or not: this is a text of some length')).toEqual([
    'unknown: it is no ZIP archive',
  ]);
});

test('it is there as if it were installed: what a package of the system carries is not taken for the package itself', async () => {
  const entries = [{ name: 'a-1.dist-info/METADATA', body: 'Name: a\nVersion: 1\n' }];
  expect(await catalogText(pythonArchive, 'x/a-1.whl', writeZip(entries))).toMatchObject([
    { package: { evidence: 'installed' }, keys: ['x/a-1.whl'] },
  ]);
});
