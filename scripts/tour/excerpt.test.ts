import { expect, test } from 'vitest';
import { excerptOf } from './excerpt.ts';

const finding = (name: string): string => `deny ${name}\n${'  detail\n'.repeat(10)}\n`;

test('a short report is shown whole', () => {
  expect(excerptOf(`${finding('a')}passed\n`)).toBe(`${finding('a')}passed\n`);
});

test('a long report ends after a whole finding, and keeps its last lines', () => {
  const excerpt = excerptOf(`${finding('a')}${finding('b')}${finding('c')}no\nblocked\n`);
  expect(excerpt).toBe(`${finding('a')}${finding('b')}  ... 13 more lines\n\nno\nblocked\n`);
});

test('a long report without a gap is cut', () => {
  const excerpt = excerptOf(`${'line\n'.repeat(60)}blocked\n`);
  expect(excerpt.split('\n')).toHaveLength(42);
  expect(excerpt).toContain('  ... 23 more lines\n\n');
  expect(excerpt).toMatch(/blocked\n$/);
});
