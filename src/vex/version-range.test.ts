import { describe, expect, test } from 'vitest';
import { parsePurl } from './identity.ts';
import { readVersionRange } from './version-range.ts';

/** Why a package is not in a range; nothing where it is. */
function outside(text: string, purl: string): string | undefined {
  const range = readVersionRange(text);
  const found = parsePurl(purl);
  if ('why' in range || found === undefined) throw new Error(`${text} or ${purl} cannot be read`);
  return range.difference(found);
}

describe('what is in a range, by the order of its scheme', () => {
  test.each<[string, string, readonly string[], readonly string[]]>([
    ['vers:npm/<4.17.10', 'pkg:npm/a', ['0.0.1', '4.17.9', '4.17.10-rc.1'], ['4.17.10', '4.17.20']],
    ['vers:npm/<=4.17.10', 'pkg:npm/a', ['4.17.10'], ['4.17.11']],
    ['vers:npm/>=1.0.0|<2.0.0', 'pkg:npm/a', ['1.0.0', '1.9.9'], ['0.9.0', '2.0.0']],
    ['vers:npm/>1.0.0|<=2.0.0|>=3.0.0', 'pkg:npm/a', ['2.0.0', '3.0.0', '9.0.0'], ['1.0.0', '2.5.0']],
    ['vers:npm/<2.0.0|>=1.0.0', 'pkg:npm/a', ['1.5.0'], ['2.1.0']],
    ['vers:npm/1.2.3|>=2.0.0', 'pkg:npm/a', ['1.2.3', '2.4.0'], ['1.2.4']],
    ['vers:npm/>=1.0.0|!=1.1.0|<2.0.0', 'pkg:npm/a', ['1.0.0', '1.1.1'], ['1.1.0']],
    ['vers:npm/*', 'pkg:npm/a', ['1.0.0'], []],
    ['vers:homemade/*', 'pkg:npm/a', ['1.0.0'], []],
    ['vers:deb/<1.1.1k-1%2Bdeb11u1', 'pkg:deb/debian/openssl', ['1.1.1k-1'], ['1.1.1k-1%2Bdeb11u1', '1:1.0']],
    ['vers:pypi/ >=2.0 | <2.0.post1', 'pkg:pypi/a', ['2.0'], ['2.0.post1', '2.0rc1']],
    ['vers:semver/<2.0.0', 'pkg:golang/a', ['v1.0.0'], ['v2.0.0']],
  ])('%s', (range, name, within, without) => {
    for (const version of within) expect(outside(range, `${name}@${version}`), version).toBeUndefined();
    for (const version of without) expect(outside(range, `${name}@${version}`), version).toContain('not one of');
  });

  test('the epoch of a package of RPM stands apart', () => {
    expect(outside('vers:rpm/<1:3.0.7-6.el9', 'pkg:rpm/rhel/openssl@3.0.7-5.el9?epoch=1')).toBeUndefined();
    expect(outside('vers:rpm/<3.0.7-6.el9', 'pkg:rpm/rhel/openssl@3.0.7-5.el9?epoch=1')).toBe(
      'has the version 1:3.0.7-5.el9, not one of vers:rpm/<3.0.7-6.el9',
    );
  });

  test.each([
    ['pkg:npm/a', 'has no version, not one of vers:npm/<2.0.0'],
    ['pkg:npm/a@next', 'has the version next, not one of vers:npm/<2.0.0'],
    ['pkg:pypi/a@1.0.0', 'has versions of pypi, not those of vers:npm/<2.0.0'],
  ])('%s is in none', (purl, why) => {
    expect(outside('vers:npm/<2.0.0', purl)).toBe(why);
  });
});

test.each<[string, string]>([
  ['<2.0.0', 'is no range as'],
  ['prior to 2.0', 'is no range as'],
  ['vers:npm/', 'is no range as'],
  ['vers:npm', 'is no range as'],
  [`vers:npm/${'1.0.0|'.repeat(1000)}`, 'is no range as'],
  ['vers:homemade/<2', 'is a range of versions of homemade, whose order is not known'],
  ['vers:npm/<two', 'is a range with two, which is no version'],
  ['vers:npm/<', 'is a range with <, which is no version'],
  ['vers:npm/>=1.0.0|>=2.0.0', 'is a range whose parts contradict one another'],
  ['vers:npm/<1.0.0|=1.0.0', 'is a range whose parts contradict one another'],
  ['vers:npm/!=1.0.0', 'is a range that names only what is not in it'],
  [
    `vers:npm/${Array.from({ length: 101 }, (_, index) => `${index}.0.0`).join('|')}`,
    'is a range of more than 100 parts',
  ],
])('%s cannot be read', (text, why) => {
  expect(readVersionRange(text)).toEqual({ why: expect.stringContaining(why) });
});
