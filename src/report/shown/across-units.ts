import type { Finding } from '../../core/finding.ts';
import { namedFile, type PathBase } from './repository-path.ts';

/** Findings told once, with the other units in which each stands at the same line of the same file. */
export interface AcrossUnits {
  readonly findings: readonly Finding[];
  /** The paths of the other units, by the finding that is told. */
  readonly alsoIn: ReadonlyMap<Finding, readonly string[]>;
}

/**
 * Puts together what overlays have from one base: there it is mended once. What was not rendered stands alone. The first of
 * the given findings tells of those that are like it.
 */
export function acrossUnits(findings: readonly Finding[]): AcrossUnits {
  const isShared = findings.some(
    ({ place, unit }) => place.source.rendering !== undefined && unit !== findings[0]?.unit,
  );
  if (!isShared) return { findings, alsoIn: new Map() };
  const first = new Map<string, Finding>();
  const alsoIn = new Map<Finding, string[]>();
  const ordinals = new Map<string, number>();
  const told = findings.filter((finding) => {
    const said = keyOf(finding);
    if (said === undefined) return true;
    // A template may give several from one line: the second of one unit is like the second of another.
    const inUnit = JSON.stringify([said, finding.unit]);
    const ordinal = (ordinals.get(inUnit) ?? 0) + 1;
    ordinals.set(inUnit, ordinal);
    const key = JSON.stringify([said, ordinal]);
    const known = first.get(key);
    if (known === undefined) first.set(key, finding);
    else alsoIn.set(known, [...(alsoIn.get(known) ?? []), finding.unit]);
    return known === undefined;
  });
  return { findings: told, alsoIn };
}

function keyOf(finding: Finding): string | undefined {
  if (finding.place.source.rendering === undefined) return undefined;
  const { rule, message, action, status, exception, refusal, subject, location } = finding;
  const { file, line, column, value } = location;
  const said = [rule, message, action, status, exception ?? null, refusal ?? null, subject.kind];
  return JSON.stringify([...said, file, line, column, value ?? null]);
}

/** That other units have a finding too, as a sentence; undefined where none has. With a base, they are named as the repository does. */
export function alsoInText(units: readonly string[] | undefined, base?: PathBase): string | undefined {
  if (units === undefined || units.length === 0) return undefined;
  return `Also in ${units.map((unit) => namedFile(unit, base)).join(', ')}.`;
}
