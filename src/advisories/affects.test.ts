import { describe, expect, test } from 'vitest';
import { versionOrders } from '../versions/compare.ts';
import type { Affected, RangeEvent } from './advisory.ts';
import { type Answer, affects } from './affects.ts';
import { VersionLine } from './version-line.ts';

type WrittenEvent = { readonly [Kind in RangeEvent['kind']]?: string };

function range(...events: readonly WrittenEvent[]): Affected['ranges'][number] {
  return { type: 'ECOSYSTEM', events: events.flatMap(eventsOf) };
}

function eventsOf(written: WrittenEvent): readonly RangeEvent[] {
  const kinds = ['introduced', 'last_affected', 'fixed', 'limit'] as const;
  return kinds.flatMap((kind) => {
    const version = written[kind];
    return version === undefined ? [] : [{ kind, version }];
  });
}

function entry(over: Partial<Affected>): Affected {
  return { ecosystem: 'PyPI', name: 'x', ranges: [], versions: [], severity: [], specific: {}, ...over };
}

function ask(version: string, ...entries: readonly Partial<Affected>[]): Answer {
  return affects(entries.map(entry), new VersionLine(versionOrders.pep440, version));
}

/** `affected, fixed in 2`, `resolved by 2`. */
function told(answer: Answer): string {
  if (answer.state === 'affected') return `affected, fixed in ${answer.fixed ?? 'none'}`;
  if (answer.state === 'resolved') return `resolved by ${answer.fixed}`;
  return answer.state === 'unknown' ? `unknown for ${answer.version}` : answer.state;
}

const FIXED = range({ introduced: '1' }, { fixed: '2' });

describe('a version and one range', () => {
  test.each<[string, string, readonly WrittenEvent[], string]>([
    ['before the flaw', '0.9', [{ introduced: '1' }, { fixed: '2' }], 'unaffected'],
    ['where it begins', '1', [{ introduced: '1' }, { fixed: '2' }], 'affected, fixed in 2'],
    ['where it begins, written otherwise', '1.0.0', [{ introduced: '1' }, { fixed: '2' }], 'affected, fixed in 2'],
    ['where it ends', '2', [{ introduced: '1' }, { fixed: '2' }], 'resolved by 2'],
    ['behind it', '3', [{ introduced: '1' }, { fixed: '2' }], 'resolved by 2'],
    ['from the beginning on', '0.0.1', [{ introduced: '0' }, { fixed: '2' }], 'affected, fixed in 2'],
    ['before every release', '0.dev0', [{ introduced: '0' }, { fixed: '2' }], 'affected, fixed in 2'],
    ['without an end', '99', [{ introduced: '0' }], 'affected, fixed in none'],
    ['at the last that has it', '2', [{ introduced: '1' }, { last_affected: '2' }], 'affected, fixed in none'],
    ['behind the last that has it', '2.0.1', [{ introduced: '1' }, { last_affected: '2' }], 'unaffected'],
    ['at the only one', '1', [{ introduced: '1' }, { last_affected: '1' }], 'affected, fixed in none'],
    ['of an empty range', '1', [{ introduced: '1' }, { fixed: '1' }], 'resolved by 1'],
    ['of an empty range written backwards', '1', [{ fixed: '1' }, { introduced: '1' }], 'resolved by 1'],
    [
      'in the second of two branches',
      '2.5',
      [{ introduced: '0' }, { fixed: '1.8' }, { introduced: '2' }, { fixed: '2.6' }],
      'affected, fixed in 2.6',
    ],
    [
      'between two branches',
      '1.9',
      [{ introduced: '0' }, { fixed: '1.8' }, { introduced: '2' }, { fixed: '2.6' }],
      'resolved by 1.8',
    ],
    [
      'of unsorted events',
      '2.5',
      [{ fixed: '2.6' }, { introduced: '2' }, { fixed: '1.8' }, { introduced: '0' }],
      'affected, fixed in 2.6',
    ],
    ['of one branch', '1.5', [{ introduced: '0', limit: '1' }], 'unaffected'],
    ['of all branches', '1.5', [{ introduced: '0', limit: '*' }], 'affected, fixed in none'],
    [
      'below one of two limits',
      '1.5',
      [{ introduced: '0' }, { limit: '1' }, { limit: '2' }],
      'affected, fixed in none',
    ],
    ['that cannot be read', 'latest', [{ introduced: '1' }], 'unknown for latest'],
    ['that cannot be read, when all are affected', 'latest', [{ introduced: '0' }], 'affected, fixed in none'],
    ['with an event that cannot be read', '1', [{ introduced: '0' }, { fixed: 'soon' }], 'unknown for soon'],
    ['and no events', '1', [], 'unaffected'],
  ])('%s: %s', (_, version, events, expected) => {
    expect(told(ask(version, { ranges: [range(...events)] }))).toBe(expected);
  });
});

describe('a version and several entries', () => {
  const git = { type: 'GIT' as const, events: [{ kind: 'introduced' as const, version: '0' }] };
  test.each<[string, string, readonly Partial<Affected>[], string]>([
    ['commits say nothing of a version', '1', [{ ranges: [git] }], 'unaffected'],
    ['commits hide no range behind them', '1', [{ ranges: [git, FIXED] }], 'affected, fixed in 2'],
    ['a listed version is affected', '5', [{ versions: ['4', '5'] }], 'affected, fixed in none'],
    ['a listed version may be written otherwise', '5.0', [{ versions: ['5'] }], 'affected, fixed in none'],
    ['a listed version that cannot be read', 'r5', [{ versions: ['r5'] }], 'affected, fixed in none'],
    ['a listed version and its range', '1', [{ versions: ['1'], ranges: [FIXED] }], 'affected, fixed in 2'],
    ['an entry of several counts', '1', [{ versions: ['9'] }, { ranges: [FIXED] }], 'affected, fixed in 2'],
    [
      'ranges that meet are fixed by the last of their ends',
      '1.5',
      [{ ranges: [range({ introduced: '0' }, { fixed: '10' }), FIXED] }],
      'affected, fixed in 10',
    ],
    [
      'one without an end has no fix',
      '1.5',
      [{ ranges: [range({ introduced: '0' }), FIXED] }],
      'affected, fixed in none',
    ],
    ['what is affected is not unknown', '1', [{ ranges: [range({ introduced: 'x' }), FIXED] }], 'affected, fixed in 2'],
    ['what may be affected is not resolved', '3', [{ ranges: [range({ introduced: 'x' }), FIXED] }], 'unknown for x'],
  ])('%s', (_, version, entries, expected) => {
    expect(told(ask(version, ...entries))).toBe(expected);
  });
});

test('the proof names the part of the range', () => {
  expect(ask('2.5', { ranges: [range({ introduced: '2' }, { fixed: '2.6' }, { introduced: '3' })] })).toEqual({
    state: 'affected',
    ranges: [{ introduced: '2', fixed: '2.6', lastAffected: undefined }],
    isListed: false,
    fixed: '2.6',
  });
});
