import { gzipSync } from 'node:zlib';
import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { HAS_SHARED_DATA, SKIPPED, sharedFile } from '../../../test/advisories/shared.ts';
import { memorySource } from '../../formats/byte-source.ts';
import { EpssScores } from './epss-scores.ts';
import { readFeed } from './read-feed.ts';

const MODEL = '#model_version:v2025.03.14,score_date:2026-02-01T12:55:00Z';
const ROWS = 'CVE-1999-0001,0.01025,0.76657\nCVE-2021-44228,0.94358,0.99957\nCVE-2024-1000001,1,0.1\n';

function read(text: string): ReturnType<typeof readFeed> {
  return readFeed(Buffer.from(text));
}

function why(text: string | Uint8Array): string {
  const feed = readFeed(Buffer.from(text));
  return 'why' in feed ? feed.why : `a feed of ${feed.entries}`;
}

describe('EPSS scores', () => {
  test.each<[string, (text: string) => Uint8Array]>([
    ['as they are', (text) => Buffer.from(text)],
    ['packed', (text) => gzipSync(text)],
    ['with the ends of lines of Windows', (text) => Buffer.from(text.replaceAll('\n', '\r\n'))],
  ])('%s are read', async (_, made) => {
    const feed = readFeed(made(`${MODEL}\ncve,epss,percentile\n${ROWS}`));
    if ('why' in feed) throw new Error(feed.why);
    expect([feed.name, feed.modified, feed.entries]).toEqual(['epss', '2026-02-01T12:55:00Z', 3]);
    const kept = await EpssScores.open(memorySource(feed.bytes));
    expect(await kept.of('CVE-2021-44228')).toEqual({ probability: 0.94358, percentile: 0.99957 });
    expect(await kept.of('CVE-2024-1000001')).toEqual({ probability: 1, percentile: 0.1 });
  });

  test.each<[string, string]>([
    ['#model_version:v2023.03.01\ncve,epss,percentile\n', 'its first line does not tell of which day it is'],
    [`cve,epss,percentile\n${ROWS}`, 'its first line does not tell of which day it is'],
    [`${MODEL}\ninvalid,header,format\n${ROWS}`, 'its columns are not cve,epss,percentile'],
    [MODEL, 'its columns are not cve,epss,percentile'],
    [`${MODEL}\ncve,epss,percentile\n${ROWS}CVE-2024-99`, 'its line 6 is not as its publisher writes it'],
    [`${MODEL}\ncve,epss,percentile\n${ROWS}CVE-2024-9999,0.1,1.5`, 'its line 6 is not as its publisher writes it'],
    [`${MODEL}\ncve,epss,percentile\nCVE-2024-9999,NaN,0.1`, 'its line 3 is not as its publisher writes it'],
    [`${MODEL}\ncve,epss,percentile\nCVE-2024-9999999999,0.1,0.1`, 'its line 3 is not as its publisher writes it'],
    [`${MODEL}\ncve,epss,percentile\n\n${ROWS}`, 'its line 3 is empty'],
  ])('%j are refused', (text, reason) => {
    expect(why(text)).toBe(reason);
  });

  test('that were cut off on their way are refused', () => {
    const packed = gzipSync(`${MODEL}\ncve,epss,percentile\n${ROWS}`);
    expect(why(packed.subarray(0, packed.length - 5))).toBe('it is cut off or damaged');
  });

  test('that unpack without end are refused', { timeout: 30_000 }, () => {
    expect(why(gzipSync(Buffer.alloc(129 * 1024 * 1024)))).toMatch(/^it unpacks to more than/);
  });

  test('of two of one CVE the later counts', async () => {
    const feed = read(`${MODEL}\ncve,epss,percentile\nCVE-2024-0001,0.1,0.1\nCVE-2024-0001,0.2,0.2\n`);
    if ('why' in feed) throw new Error(feed.why);
    expect(feed.entries).toBe(1);
    expect((await (await EpssScores.open(memorySource(feed.bytes))).of('CVE-2024-0001'))?.probability).toBe(0.2);
  });
});

describe('the catalogue of known exploited vulnerabilities as comma-separated values', () => {
  const HEAD = 'cveID,product,dateAdded,notes\r\n';

  test.each<[string, string]>([
    [
      'with what stands in quotes',
      `${HEAD}CVE-2025-0001,Git,2025-08-25,"a, ""b""\r\nc"\r\nCVE-2024-8068,"X",2025-01-02,\r\n`,
    ],
    ['whose columns stand in another order', '"cveID","dateAdded"\nCVE-2025-0001,2025-08-25\nCVE-2024-8068,2025-01-02'],
    ['with a byte order mark', `\uFEFF${HEAD}CVE-2025-0001,,2025-08-25,\nCVE-2024-8068,,2025-01-02,`],
  ])('is read: one %s', (_, text) => {
    const feed = read(text);
    if ('why' in feed) throw new Error(feed.why);
    expect([feed.name, feed.modified, feed.entries]).toEqual(['kev', '', 2]);
    expect(JSON.parse(Buffer.from(feed.bytes).toString())).toEqual({
      'CVE-2025-0001': '2025-08-25',
      'CVE-2024-8068': '2025-01-02',
    });
  });

  test.each<[string, string]>([
    [HEAD, 'it has no rows'],
    ['cveID,product\nCVE-2025-0001,x', 'its first line does not name the columns cveID and dateAdded'],
    [
      `${HEAD}CVE-2025-0001,Git,2025-08-25,"a\nb"\nCVE-2024-80`,
      'its line 4 cannot be read: it has another number of values than there are columns',
    ],
    [
      `${HEAD}CVE-2025-0001,Git,2025-08-25,"a`,
      'its line 2 cannot be read: a value that begins with a quote does not end with one',
    ],
    [
      `${HEAD}CVE-2025-0001,Git "x",a,b`,
      'its line 2 cannot be read: a quote stands in a value that does not begin with one',
    ],
    [
      `${HEAD}"CVE-2025-0001"x,Git,a,b`,
      'its line 2 cannot be read: something stands behind the quote that ends a value',
    ],
    [`${HEAD}CVE-2025-0001,Git,yesterday,`, 'its vulnerabilities.0.dateAdded is not as its publisher writes it'],
  ])('%j is refused', (text, reason) => {
    expect(why(text)).toBe(reason);
  });

  test.skipIf(!HAS_SHARED_DATA)(`tells of what its JSON does (${SKIPPED})`, () => {
    const [table, json] = ['feeds/kev.csv', 'feeds/kev.json'].map((name) => {
      const feed = readFeed(sharedFile(name));
      return 'why' in feed ? feed : JSON.parse(Buffer.from(feed.bytes).toString());
    });
    expect(table).toEqual(json);
    expect(Object.keys(table).length).toBeGreaterThan(1000);
  });
});

describe('the products of endoflife.date', () => {
  const releases = [
    { name: '12', isEol: false, eolFrom: '2026-07-11', isEoes: false, eoesFrom: '2028-06-30' },
    { name: '6', isEol: true, eolFrom: null },
    { name: '14', isEol: false },
  ];
  const answer = {
    schema_version: '1.2.0',
    generated_at: '2026-02-01T00:00:00+00:00',
    total: 2,
    result: [
      { name: 'debian', category: 'os', releases },
      { name: 'nodejs', category: 'framework', releases: [{ name: '20' }] },
      { name: 'iphone', category: 'device', releases: [{ name: '12' }] },
    ],
  };

  test('are read as their server answers', () => {
    const feed = read(JSON.stringify(answer));
    if ('why' in feed) throw new Error(feed.why);
    expect([feed.name, feed.modified, feed.entries]).toEqual(['eol', '2026-02-01T00:00:00+00:00', 2]);
    expect(JSON.parse(Buffer.from(feed.bytes).toString())).toEqual({
      debian: { '12': ['2026-07-11', '2028-06-30'], '6': ['ended', ''], '14': ['', ''] },
      nodejs: { '20': ['', ''] },
    });
  });

  test('are refused where the server answers otherwise', () => {
    expect(why(JSON.stringify({ ...answer, schema_version: '2.0.0' }))).toContain('its schema_version is not');
    expect(why(JSON.stringify({ ...answer, result: [{ name: 'debian' }] }))).toContain('its result.0');
  });
});

test('whatever else is brought is refused with a reason', () => {
  fc.assert(
    fc.property(fc.oneof(fc.string(), fc.json()), (text) => {
      expect(why(text)).not.toMatch(/^a feed/);
    }),
  );
});

describe.skipIf(!HAS_SHARED_DATA)(`real feeds ${SKIPPED}`, () => {
  test.each([
    ['kev.json', 'kev', 1404],
    ['eol.json', 'eol', 50],
    ['epss-2024-10-25-excerpt.csv', 'epss', 29],
    ['epss-2025-02-20-excerpt.csv', 'epss', 5],
  ])('%s', (file, name, entries) => {
    expect(readFeed(sharedFile(`feeds/${file}`))).toMatchObject({ name, entries });
  });

  test.each([['epss-broken-header.csv'], ['epss-missing-date.csv'], ['kev.schema.json']])('%s is refused', (file) => {
    expect(readFeed(sharedFile(`feeds/${file}`))).toMatchObject({ why: expect.any(String) });
  });
});
