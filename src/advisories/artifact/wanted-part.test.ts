import { expect, test } from 'vitest';
import type { Catalogue } from '../database/catalogue.ts';
import { baseOf } from '../ecosystem.ts';
import { wantedPart } from './wanted-part.ts';

function catalogue(...ecosystems: readonly string[]): Catalogue {
  const entry = { from: '', taken: '', modified: '', records: 0, faults: 0, etag: '', lastModified: '' };
  const shard = { file: 'x.pldb', sha256: '', bytes: 0, advisories: 0, packages: 0 };
  return {
    format: 1,
    sources: Object.fromEntries(ecosystems.map((each) => [baseOf(each), entry])),
    shards: Object.fromEntries(ecosystems.map((each) => [each, { ...shard, source: baseOf(each) }])),
    feeds: {},
  };
}

const PUBLISHED = catalogue(
  'Debian:11',
  'Debian:12',
  'Debian:details',
  'Debian:severities',
  'Ubuntu:20.04:LTS',
  'Ubuntu:22.04:LTS',
  'Ubuntu:Pro:22.04:LTS',
  'Ubuntu:Pro:FIPS-updates:22.04:LTS',
  'npm',
  'npm:severities',
);

test.each<[readonly string[], readonly string[], readonly string[]]>([
  [['npm'], [], ['npm', 'npm:severities']],
  [['Debian:12'], [], ['Debian:12', 'Debian:details', 'Debian:severities']],
  [['Debian:12'], ['Debian:11'], ['Debian:11', 'Debian:12', 'Debian:details', 'Debian:severities']],
  [['Ubuntu:22.04'], [], ['Ubuntu:22.04:LTS', 'Ubuntu:Pro:22.04:LTS', 'Ubuntu:Pro:FIPS-updates:22.04:LTS']],
  [['Ubuntu:22.04:LTS'], [], ['Ubuntu:22.04:LTS', 'Ubuntu:Pro:22.04:LTS', 'Ubuntu:Pro:FIPS-updates:22.04:LTS']],
  [['PyPI'], ['npm'], []],
])('of %j, with %j here, is taken %j', (names, held, expected) => {
  const { catalogue: part } = wantedPart(PUBLISHED, catalogue(...held), { names, from: 'x' });
  expect(Object.keys(part.shards)).toEqual(expected);
});

test('a feed is published as well, and one that is not is absent', () => {
  const kev = {
    from: '',
    taken: '',
    modified: '',
    entries: 0,
    etag: '',
    lastModified: '',
    file: '',
    sha256: '',
    bytes: 0,
  };
  const published = { ...PUBLISHED, feeds: { kev } };
  const { absent, catalogue: part } = wantedPart(published, catalogue(), { names: ['npm', 'kev', 'epss'], from: 'x' });
  expect(absent).toEqual(['epss']);
  expect(Object.keys(part.feeds)).toEqual(['kev']);
});

test('what advisories tell is left out where nobody wants it, even where it is here', () => {
  const wish = { names: ['Debian:12'], from: 'x', details: false };
  const { catalogue: part } = wantedPart(PUBLISHED, catalogue('Debian:12', 'Debian:details'), wish);
  expect(Object.keys(part.shards)).toEqual(['Debian:12', 'Debian:severities']);
});
