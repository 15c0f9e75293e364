import { expect, test } from 'vitest';
import { compareVersions, satisfies, type VersionScheme } from '../compare.ts';

/** What is known of a version order from its specification. */
interface Table {
  /** From the oldest to the newest; what stands in one string, parted by spaces, is the same version. */
  readonly ascending: readonly string[];
  /** What is no version. */
  readonly invalid: readonly string[];
  /** Version, requirement, and whether it is met. */
  readonly requirements: readonly (readonly [version: string, requirement: string, met: 'yes' | 'no' | 'unknown'])[];
}

/** Tests every pair of the versions, from both sides; every text that is none; and the requirements. */
export function testOrder(scheme: VersionScheme, { ascending, invalid, requirements }: Table): void {
  const groups = ascending.map((group) => group.split(' '));

  test.each(groups.flatMap((group, position) => group.map((version) => [version, position] as const)))(
    `${scheme}: %s stands where the specification has it`,
    (version, position) => {
      for (const [other, group] of groups.entries()) {
        const expected = position === other ? 'equal' : position < other ? 'less' : 'greater';
        for (const b of group) expect([b, compareVersions(scheme, version, b)]).toEqual([b, expected]);
      }
    },
  );

  test.each(invalid)(`${scheme}: %j is no version`, (text) => {
    expect(compareVersions(scheme, text, ascending[0]?.split(' ')[0] ?? '')).toBe('unknown');
  });

  test.each(requirements)(`${scheme}: that %s meets %j is answered with %s`, (version, requirement, met) => {
    expect(satisfies(scheme, version, requirement)).toBe(met);
  });
}
