import { expect, test } from 'vitest';
import { excerptOf } from './excerpt.ts';

const finding = (name: string): string => `deny ${name}\n${'  detail\n'.repeat(8)}\n`;

test('a short report is shown whole', () => {
  expect(excerptOf(`${finding('a')}passed\n`)).toBe(`${finding('a')}passed\n`);
});

test('a long report ends after a whole finding, and keeps its verdict', () => {
  const excerpt = excerptOf(`${finding('a')}${finding('b')}${finding('c')}blocked\n`);
  expect(excerpt).toBe(`${finding('a')}${finding('b')}  ... 11 more lines\n\nblocked\n`);
});

test('a long report without a gap is cut', () => {
  const excerpt = excerptOf(`${'line\n'.repeat(30)}blocked\n`);
  expect(excerpt.split('\n')).toHaveLength(25);
  expect(excerpt).toContain('  ... 10 more lines\n\nblocked\n');
});
