import { describe, expect, test } from 'vitest';
import { ageOf } from './image-age.ts';

const NOW = new Date('2026-06-01T12:00:00Z');
const AT = { path: [], key: 'created', span: { start: 0, end: 0 } };

describe('the age of an image', () => {
  test.each([
    ['2026-06-01T12:00:00Z', 0],
    ['2026-05-31T12:00:01Z', 0],
    ['2026-05-31T12:00:00.123456789Z', 0],
    ['2026-05-31T11:59:59.999999999Z', 1],
    ['2026-01-02T15:04:05+02:00', 149],
    ['1981-01-01T00:00:00Z', 16_587],
  ])('%s is %i days', (created, days) => {
    expect(ageOf(created, NOW, AT)?.days).toBe(days);
  });

  test.each([
    '',
    'yesterday',
    '0001-01-01T00:00:00Z',
    '1970-01-01T00:00:01Z',
    '1980-01-01T00:00:01Z',
    '2026-06-02T12:00:00Z',
  ])('%j tells none', (created) => {
    expect(ageOf(created, NOW, AT)).toBeUndefined();
  });
});
