import type { Earlier } from './input.ts';
import type { JudgedUnit } from './judge-unit.ts';
import type { JudgedUnits } from './report-of.ts';

/** Leaves what an earlier run did not find, where there was one. What was not read stays missing. */
export function onlyNew(
  judged: readonly JudgedUnit[],
  earlier: Earlier | undefined,
): Pick<JudgedUnits, 'judged' | 'against'> {
  if (earlier === undefined) return { judged };
  const newOnes = earlier.newOf(judged.map(({ findings }) => findings));
  const left = judged.map((unit, index) => ({ ...unit, findings: newOnes[index] ?? unit.findings }));
  const known = countFindings(judged) - countFindings(left);
  return { judged: left, against: { what: earlier.what, known } };
}

function countFindings(units: readonly JudgedUnit[]): number {
  return units.reduce((sum, { findings }) => sum + findings.length, 0);
}
