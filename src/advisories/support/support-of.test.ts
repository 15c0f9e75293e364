import { describe, expect, test } from 'vitest';
import type { Release } from './release.ts';
import { newestEnds, nextRelease, type Support, supportOf } from './support-of.ts';
import { carriedEnds, type ToldEnds } from './told-ends.ts';

const ENDS: ToldEnds = {
  day: '2026-08-22',
  products: {
    debian: {
      '13': ['2028-08-09', '2030-06-30'],
      '12': ['2026-07-11', '2028-06-30'],
      '10': ['2022-09-10', '2024-06-30'],
    },
    ubuntu: { '24.04': ['2029-05-31', '2036-05-31'], '20.04': ['2025-05-31', '2030-04-02'], '6.06': ['ended', ''] },
    photon: { '5.0': ['', ''], '3.0': ['ended', ''], special: ['ended', ''] },
  },
};

const EXTENDED = {
  debian: { name: 'Debian LTS', isPaid: false },
  ubuntu: { name: 'Ubuntu Pro', isPaid: true, repository: 'esm-infra' },
} as const;

function release(product: 'debian' | 'ubuntu' | 'photon' | 'none', cycle: string): Release {
  const extended = product === 'debian' || product === 'ubuntu' ? EXTENDED[product] : undefined;
  return { product, cycle, title: product, codename: '', extended };
}

function context(today: string, ends: ToldEnds = ENDS) {
  return { ends, today };
}

describe('until when a release is supported', () => {
  test.each<[Release, today: string, Support]>([
    // Free support counts to its last day, whoever gives it.
    [release('debian', '12'), '2026-07-11', { state: 'supported', until: '2028-06-30', by: '' }],
    [release('debian', '12'), '2026-07-12', { state: 'supported', until: '2028-06-30', by: 'Debian LTS' }],
    [release('debian', '12'), '2028-06-30', { state: 'supported', until: '2028-06-30', by: 'Debian LTS' }],
    [release('debian', '12'), '2028-07-01', { state: 'ended', since: '2028-06-30' }],
    // What is sold does not.
    [release('ubuntu', '20.04'), '2025-05-31', { state: 'supported', until: '2025-05-31', by: '' }],
    [
      release('ubuntu', '20.04'),
      '2025-06-01',
      { state: 'paid', since: '2025-05-31', until: '2030-04-02', by: 'Ubuntu Pro' },
    ],
    [release('ubuntu', '20.04'), '2030-04-03', { state: 'ended', since: '2025-05-31' }],
    [release('ubuntu', '6.06'), '2026-01-01', { state: 'ended', since: '' }],
    [release('photon', '5.0'), '2026-01-01', { state: 'supported', until: '', by: '' }],
    [release('photon', '3.0'), '2026-01-01', { state: 'ended', since: '' }],
    // What is not listed: older than the newest, newer while the list is new, newer than an old list.
    [release('debian', '9'), '2026-01-01', { state: 'ended', since: '' }],
    [release('photon', '6.0'), '2026-11-23', { state: 'supported', until: '', by: '' }],
    [
      release('photon', '6.0'),
      '2027-06-01',
      { state: 'unknown', why: 'it is newer than what is known here, which was told on 2026-08-22' },
    ],
    [release('none', '1'), '2026-01-01', { state: 'unknown', why: 'nothing here tells until when it is supported' }],
  ])('$product $cycle on %s', (of, today, expected) => {
    expect(supportOf(of, context(today))).toEqual(expected);
  });

  test('what is sold counts where its repository is in use', () => {
    expect(supportOf(release('ubuntu', '20.04'), context('2026-01-01'), ['esm-apps', 'esm-infra'])).toEqual({
      state: 'supported',
      until: '2030-04-02',
      by: 'Ubuntu Pro',
    });
  });

  test('a name that every object has is no product', () => {
    expect(supportOf({ ...release('none', '1'), product: '__proto__' }, context('2026-01-01')).state).toBe('unknown');
  });
});

describe('the release to change to', () => {
  test.each<[Release, today: string, cycle: string | undefined]>([
    [release('debian', '10'), '2026-01-01', '12'],
    // Not one that ends in a month, unless it is the last.
    [release('debian', '10'), '2028-06-01', '13'],
    [release('debian', '12'), '2030-06-01', '13'],
    [release('debian', '13'), '2026-01-01', undefined],
    [release('ubuntu', '6.06'), '2026-01-01', '24.04'],
    [release('photon', '3.0'), '2026-01-01', '5.0'],
  ])('from $product $cycle on %s is %s', (from, today, expected) => {
    expect(nextRelease(from, context(today))?.cycle).toBe(expected);
  });
});

describe('what was told last counts', () => {
  const later: ToldEnds = {
    day: '2099-01-01',
    products: { debian: { '12': ['2100-01-01', ''] }, shopix: { '1': ['', ''] } },
  };

  test('a database that is newer than what is carried along', () => {
    const { day, products } = newestEnds(later);
    expect(day).toBe('2099-01-01');
    expect(products['debian']?.['12']).toEqual(['2100-01-01', '']);
    expect(products['shopix']).toEqual({ '1': ['', ''] });
    expect(products['debian']?.['11']).toEqual(carriedEnds.products['debian']?.['11']);
  });

  test.each(['2000-01-01', ''])('a database of %j only adds', (day) => {
    const { products } = newestEnds({ ...later, day });
    expect(products['debian']?.['12']).toEqual(carriedEnds.products['debian']?.['12']);
    expect(products['shopix']).toEqual({ '1': ['', ''] });
  });

  test('nothing but what is carried along', () => {
    expect(newestEnds(undefined)).toBe(carriedEnds);
  });
});
