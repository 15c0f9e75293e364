import { expect, test } from 'vitest';
import { dayOf, daysUntil } from './days.ts';

test('days are whole ones', () => {
  expect(daysUntil('2026-12-09', '2026-11-23')).toBe(16);
  expect(daysUntil('2026-11-22', '2026-11-23')).toBe(-1);
  expect(dayOf(new Date('2026-11-23T23:59:59Z'))).toBe('2026-11-23');
});
