import { expect, test } from 'vitest';
import { fixWordIn } from './fix-word.ts';

test.each<[Readonly<Record<string, unknown>>, string | undefined]>([
  [{}, undefined],
  [{ status: 'needed' }, undefined],
  [{ status: 'deferred', note: '2019-01-01' }, undefined],
  [{ status: 'ignored', note: 'abandoned' }, 'will-not-fix'],
  [{ status: 'ignored', note: 'was needed now end-of-life' }, 'end-of-life'],
  [{ status: 'needed', note: 'end of standard support' }, undefined],
  [{ urgency: 'end-of-life' }, 'end-of-life'],
  [{ urgency: 'unimportant' }, undefined],
  [{ urgency: 'low', nodsa_reason: 'ignored' }, 'will-not-fix'],
  [{ urgency: 'low', nodsa_reason: 'postponed' }, undefined],
  [{ fix_state: 'Will not fix' }, 'will-not-fix'],
  [{ fix_state: 'Out of support scope' }, 'end-of-life'],
  [{ status: 'constructor' }, undefined],
  [{ status: 7, note: ['end of life'] }, undefined],
])('what is told as %j', (specific, word) => {
  expect(fixWordIn(specific)).toBe(word);
});

test('what the database tells beside counts where the ecosystem tells nothing of it', () => {
  expect(fixWordIn({}, { fix_state: 'wontfix' })).toBe('will-not-fix');
  expect(fixWordIn({ status: 'needed' }, { status: 'ignored' })).toBeUndefined();
});
