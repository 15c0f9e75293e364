import { expect, test } from 'vitest';
import { licenceOf } from './licence.ts';

test.each<[string, ReturnType<typeof licenceOf>['kind']]>([
  ['MIT', 'id'],
  ['GPL-2.0', 'id'],
  ['MIT OR Apache-2.0', 'expression'],
  ['(MIT AND BSD-3-Clause)', 'expression'],
  ['GPL-2.0+', 'expression'],
  ['GPL-2.0-only WITH Classpath-exception-2.0', 'expression'],
  ['LicenseRef-own', 'expression'],
  ['GPL-2+', 'name'],
  ['MIT/X11', 'name'],
  ['MIT License', 'name'],
  ['MIT OR', 'name'],
  ['', 'name'],
  ['/MIT', 'name'],
  [`${'('.repeat(100_000)}MIT`, 'name'],
  [`${'('.repeat(400)}MIT${')'.repeat(400)}`, 'expression'],
])('%.40s is a licence by %s', (text, kind) => {
  expect(licenceOf(text)).toEqual({ kind, text });
});

test('is told again as it was told first, however many others are asked for meanwhile', () => {
  const texts = Array.from({ length: 1500 }, (_, index) => `MIT${index === 0 ? '' : ` OR LicenseRef-${index}`}`);
  const kinds = texts.map((text) => licenceOf(text).kind);
  expect(texts.map((text) => licenceOf(text).kind)).toEqual(kinds);
  expect([kinds[0], new Set(kinds.slice(1))]).toEqual(['id', new Set(['expression'])]);
});
