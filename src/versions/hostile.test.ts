import { describe, expect, test } from 'vitest';
import { compareVersions, satisfies, type VersionScheme, versionOrders } from './compare.ts';

const SCHEMES = Object.keys(versionOrders) as readonly VersionScheme[];
const ANSWERS = ['less', 'equal', 'greater', 'unknown'];
const MILLION = 1_000_000;
const MANY = 100_000;

/** Texts on which a reader that goes back over what it has read does not end. */
const TEXTS: readonly (readonly [what: string, text: string])[] = [
  ['a million digits', '1'.repeat(MILLION)],
  ['a million zeros', '0'.repeat(MILLION)],
  ['a million letters', `1${'a'.repeat(MILLION)}`],
  ['numbers and dots', `${'1.'.repeat(MANY)}1`],
  ['numbers and hyphens', `${'1-'.repeat(MANY)}1`],
  ['zeros and hyphens', `1${'-0'.repeat(MANY)}`],
  ['letters and numbers', '1a'.repeat(MANY)],
  ['pre-releases', `1.0.0-${'a.1.'.repeat(MANY)}a`],
  ['words', `1.0${'-rc1'.repeat(MANY)}`],
  ['suffixes', `1${'_p1'.repeat(MANY)}`],
  ['tildes', `1${'~'.repeat(MILLION)}`],
  ['carets', `1${'^'.repeat(MILLION)}`],
  ['separators', `1${'.'.repeat(MILLION)}`],
  ['spaces', `1${' '.repeat(MILLION)}2`],
  ['colons', '1:'.repeat(MANY)],
  ['local versions', `1+${'a.1-'.repeat(MANY)}b`],
];

describe.each(SCHEMES)('the order %s', (scheme) => {
  test.each(TEXTS)('ends with %s', { timeout: 5_000 }, (_what, text) => {
    expect(ANSWERS).toContain(compareVersions(scheme, text, `${text}1`));
    expect(compareVersions(scheme, `${text} !`, '1')).toBe('unknown');
  });

  test.each(TEXTS)('ends with a requirement of %s', { timeout: 5_000 }, (_what, whole) => {
    const text = whole.slice(0, MANY);
    for (const requirement of [`>= ${text}`, `^${text}`, `[${text},2]`, `${text}.*`]) {
      expect(['yes', 'no', 'unknown']).toContain(satisfies(scheme, '1.0.0', requirement));
    }
  });

  test.each([
    '>= 1, '.repeat(MANY),
    '1 || '.repeat(MANY),
    '[1,2],'.repeat(MANY),
    ' '.repeat(MILLION),
    '>'.repeat(MILLION),
  ])('ends with a long requirement (%#)', { timeout: 5_000 }, (requirement) => {
    expect(['yes', 'no', 'unknown']).toContain(satisfies(scheme, '1.0.0', requirement));
  });
});
