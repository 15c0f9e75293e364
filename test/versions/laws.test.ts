import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { compareVersions, type VersionScheme, versionOrders } from '../../src/versions/compare.ts';
import { textsOf, versionsOf } from './random-versions.ts';

const SCHEMES = Object.keys(versionOrders) as readonly VersionScheme[];
const REVERSED = { less: 'greater', equal: 'equal', greater: 'less', unknown: 'unknown' } as const;

/**
 * What Maven itself has in one order: numbers, then qualifiers. Elsewhere it goes in circles (maven.test.ts), and we
 * with it.
 */
const MAVEN_IN_ORDER = /^\d+(?:\.\d+)*(?:-?(?!ga|final|release)[a-z]+(?:-?[1-9]\d*)?)*$/i;

/** Only versions with a release stand in one order: vercmp says that `1`, `1-1` and `1-2` are two and two the same. */
const inOneOrder = (scheme: VersionScheme, version: string): string =>
  scheme === 'alpm' && !version.includes('-') ? `${version}-1` : version;

describe.each(SCHEMES)('the order %s', (scheme) => {
  const versions = versionsOf(scheme)
    .map((version) => inOneOrder(scheme, version))
    .filter((version) => scheme !== 'maven' || MAVEN_IN_ORDER.test(version));

  test('says that a version is the same as itself', () => {
    fc.assert(
      fc.property(versions, (version) => {
        expect(compareVersions(scheme, version, version)).toBe('equal');
      }),
    );
  });

  test('says the same from both sides', () => {
    fc.assert(
      fc.property(textsOf(scheme), textsOf(scheme), (a, b) => {
        expect(compareVersions(scheme, a, b)).toBe(REVERSED[compareVersions(scheme, b, a)]);
      }),
    );
  });

  test('answers for every two versions', () => {
    fc.assert(
      fc.property(versions, versions, (a, b) => {
        expect(compareVersions(scheme, a, b)).not.toBe('unknown');
      }),
    );
  });

  test('answers with unknown for what is no version', () => {
    const order = versionOrders[scheme];
    const text = fc.oneof(textsOf(scheme), fc.string(), fc.string({ unit: 'binary' }));
    fc.assert(
      fc.property(text, versions, (a, b) => {
        expect(compareVersions(scheme, a, b) === 'unknown').toBe(order.parse(a) === undefined);
      }),
    );
  });

  test('has no circles', () => {
    fc.assert(
      fc.property(fc.array(versions, { minLength: 3, maxLength: 6 }), (sample) => {
        expect(contradictions(scheme, sample)).toEqual([]);
      }),
      { numRuns: 300 },
    );
  });
});

/** Every three of which the first is at most the second, that at most the third, and the first not before the third. */
function contradictions(scheme: VersionScheme, sample: readonly string[]): readonly string[] {
  return sample.flatMap((a) =>
    sample.flatMap((b) =>
      sample.filter((c) => contradicts(scheme, [a, b, c])).map((c) => `${a} and ${b}, ${b} and ${c}, ${a} and ${c}`),
    ),
  );
}

function contradicts(scheme: VersionScheme, [a, b, c]: readonly [string, string, string]): boolean {
  const steps = new Set([compareVersions(scheme, a, b), compareVersions(scheme, b, c)]);
  if (steps.has('greater')) return false;
  return compareVersions(scheme, a, c) !== (steps.has('less') ? 'less' : 'equal');
}
