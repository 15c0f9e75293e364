import { expect, test } from 'vitest';
import { sentenceParts } from './code-span.ts';

test.each([
  ['Set `a: b`, then c.', ['Set ', '[a: b]', ', then c.']],
  ['`a` and `b`', ['[a]', ' and ', '[b]']],
  ['an odd ` one', ['an odd ', '` one']],
  ['`a` and ` one', ['[a]', ' and ', '` one']],
  ['', []],
])('what stands between backticks is code: %s', (text, parts) => {
  expect(sentenceParts(text).map((part) => (part.code ? `[${part.text}]` : part.text))).toEqual(parts);
});
