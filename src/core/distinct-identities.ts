import type { Finding } from './finding.ts';

/**
 * What the id of each finding is the digest of: its identity, and where findings of one report have the same, what tells
 * them apart: those of two units the unit, those of one unit their order.
 */
export function distinctIdentities(findings: readonly Pick<Finding, 'identity' | 'unit'>[]): readonly string[] {
  const firstUnits = new Map<string, string>();
  const counts = new Map<string, number>();
  return findings.map(({ identity, unit }) => {
    const firstUnit = firstUnits.get(identity) ?? unit;
    firstUnits.set(identity, firstUnit);
    const inUnit = JSON.stringify([identity, unit]);
    const order = (counts.get(inUnit) ?? 0) + 1;
    counts.set(inUnit, order);
    return distinctIdentity(identity, unit, order, firstUnit === unit);
  });
}

function distinctIdentity(identity: string, unit: string, order: number, isFirstUnit: boolean): string {
  if (order > 1) return laterIdentity(identity, unit, order);
  return isFirstUnit ? identity : laterUnitIdentity(identity, unit);
}

/** The first finding of its identity in a unit, where an earlier unit has one too. */
export function laterUnitIdentity(identity: string, unit: string): string {
  return JSON.stringify([identity, unit, 0]);
}

/** A finding of an identity that its unit has already; `order` counts from 2. */
export function laterIdentity(identity: string, unit: string, order: number): string {
  return JSON.stringify([identity, unit, order]);
}
