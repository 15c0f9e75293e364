import { expect, test } from 'vitest';
import type { Affected } from './advisory.ts';
import { applicabilityOf } from './applicability.ts';

function entry(architecture?: string): Affected {
  return {
    ecosystem: 'Wolfi',
    name: 'x',
    ranges: [],
    versions: [],
    severity: [],
    specific: {},
    ...(architecture === undefined ? {} : { architecture }),
  };
}

test.each<[string | undefined, string | undefined, string]>([
  [undefined, 'x86_64', 'yes'],
  ['x86_64', 'x86_64', 'yes'],
  ['x86_64', 'aarch64', 'no'],
  ['x86_64', undefined, 'yes'],
  ['x86_64', 'noarch', 'yes'],
  ['noarch', 'aarch64', 'yes'],
])('an entry for %s and a package for %s', (only, architecture, expected) => {
  const question = {
    ecosystem: 'Wolfi',
    name: 'x',
    version: '1',
    ...(architecture === undefined ? {} : { architecture }),
  };
  expect(applicabilityOf(entry(only), question)).toBe(expected);
});
