import { assert, property } from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Package } from '../core/package.ts';
import type { Bill, BilledComponent } from './bill.ts';
import { compareBills } from './compare-bills.ts';
import { bills } from './testing/bills.ts';

const SUBJECT = { isImage: true, name: 'x', version: '', purl: undefined, platform: undefined, layers: [] };

function component(text: string): BilledComponent {
  const [type = '', name = '', version = '', architecture] = text.split(' ');
  const each = { type: type as Package['type'], name, version, evidence: 'installed' as const };
  return {
    id: text,
    package: architecture === undefined ? each : { ...each, architecture },
    purl: undefined,
    cataloger: undefined,
    places: [],
    layer: undefined,
    owner: undefined,
    dependsOn: [],
    unresolved: [],
  };
}

function bill(...texts: readonly string[]): Bill {
  return { subject: SUBJECT, distribution: undefined, components: texts.map(component), unknown: [] };
}

function told(before: Bill, after: Bill): readonly string[] {
  const { added, removed, changed } = compareBills(before, after);
  return [
    ...added.map(({ id }) => `+ ${id}`),
    ...removed.map(({ id }) => `- ${id}`),
    ...changed.map(({ before: { id }, after: { package: to }, direction }) => `${direction} ${id} to ${to.version}`),
  ];
}

describe('between two bills', () => {
  test.each<[string, readonly string[], readonly string[], readonly string[]]>([
    ['a package that came is added', [], ['deb a 1'], ['+ deb a 1']],
    ['a package that went is removed', ['deb a 1'], [], ['- deb a 1']],
    ['a later version is an upgrade', ['deb a 1:1.9'], ['deb a 1:1.10'], ['upgraded deb a 1:1.9 to 1:1.10']],
    ['a release candidate comes before its release', ['deb a 2~rc1'], ['deb a 2'], ['upgraded deb a 2~rc1 to 2']],
    [
      'an earlier version is a downgrade',
      ['npm a 2.0.0'],
      ['npm a 2.0.0-rc.1'],
      ['downgraded npm a 2.0.0 to 2.0.0-rc.1'],
    ],
    ['versions that no order compares are changed', ['generic a x'], ['generic a y'], ['changed generic a x to y']],
    [
      'versions that are equal and written otherwise are changed',
      ['pypi a 1.0'],
      ['pypi a 1.0.0'],
      ['changed pypi a 1.0 to 1.0.0'],
    ],
    [
      'one of several versions comes and goes by itself',
      ['npm a 1', 'npm a 2'],
      ['npm a 1', 'npm a 3', 'npm a 4'],
      ['+ npm a 3', '+ npm a 4', '- npm a 2'],
    ],
    ['one of several versions is upgraded', ['npm a 1', 'npm a 2'], ['npm a 1', 'npm a 3'], ['upgraded npm a 2 to 3']],
    [
      'architectures are packages of their own',
      ['deb a 1 amd64'],
      ['deb a 1 amd64', 'deb a 1 i386'],
      ['+ deb a 1 i386'],
    ],
    ['types are too', ['gem a 1'], ['npm a 1'], ['+ npm a 1', '- gem a 1']],
  ])('%s', (_, before, after, expected) => {
    expect(told(bill(...before), bill(...after))).toEqual(expected);
  });

  test('a new release of the distribution is a difference', () => {
    const debian = { id: 'debian', like: [], version: '12', codename: '', prettyName: '', cpe: '', variant: '' };
    const before = { ...bill(), distribution: debian };
    const after = { ...bill(), distribution: { ...debian, version: '13' } };
    expect(compareBills(before, after).distribution).toEqual({ before: debian, after: after.distribution });
    expect(compareBills(before, structuredClone(before)).distribution).toBeUndefined();
  });

  test('a bill is no different from itself, and what came one way went the other', () => {
    assert(
      property(bills, bills, (a, b) => {
        expect(told(a, structuredClone(a))).toEqual([]);
        const [there, back] = [compareBills(a, b), compareBills(b, a)];
        expect(there.added).toEqual(back.removed);
        expect(there.unchanged).toBe(back.unchanged);
        expect(there.changed.map(({ before, after }) => [before, after])).toEqual(
          back.changed.map(({ before, after }) => [after, before]),
        );
      }),
    );
  });
});
