import { problemOf } from '../core/errors.ts';
import type { Finding } from '../core/finding.ts';
import type { Source, Span } from '../core/source.ts';
import type { Missing } from '../core/verdict.ts';
import type { RuleCounts } from '../evidence/reported.ts';
import type { ExceptionLedger } from '../policy/exceptions.ts';
import { judge } from '../policy/judge.ts';
import type { Policy } from '../policy/policy.ts';
import { gateErrors } from './errors.ts';
import type { ImageUsers } from './image-users.ts';
import type { Unit } from './unit.ts';
import { type UnitCounts, UnitReading } from './unit-reading.ts';

/** A unit that was judged. */
export interface JudgedUnit {
  readonly path: string;
  /** Whether there was nothing to judge beside charts and kustomizations, which are units of their own. */
  readonly isEmptyRest: boolean;
  readonly findings: readonly Finding[];
  readonly missing: readonly Missing[];
  readonly counts: UnitCounts;
  readonly rules: ReadonlyMap<string, RuleCounts>;
  readonly concealed: ReadonlyMap<Source, readonly Span[]>;
  readonly images: ImageUsers;
}

/** What units are judged with. */
export interface JudgeContext {
  readonly policy: Policy;
  readonly exceptions: ExceptionLedger;
  /** Resources that are already there: rules see them, and none judges them. */
  readonly context: readonly Unit[];
}

/** Judges the resources of a unit as they are read. */
export async function judgeUnit(unit: Unit, { policy, exceptions, context }: JudgeContext): Promise<JudgedUnit> {
  const run = new UnitReading(policy);
  for (const other of context) {
    for await (const entries of other.read(run)) for (const entry of entries) run.addContext(entry);
  }
  for await (const entries of unit.read(run)) for (const entry of entries) run.add(entry);
  const { reported, counts, concealed } = run.engine.finish();
  const isEmpty = run.counts.resources === 0 && run.missing.length === 0;
  if (isEmpty && !unit.isRest) run.missing.push(nothingIn(unit));
  return {
    path: unit.path,
    isEmptyRest: isEmpty && unit.isRest,
    findings: judge({ unit: unit.path, reported }, policy, exceptions),
    missing: run.missing,
    counts: run.counts,
    rules: counts,
    concealed,
    images: run.images,
  };
}

function nothingIn({ path: unit }: Unit): Missing {
  const { code, message, remedy } = problemOf(gateErrors, 'PL_E_NOTHING_TO_JUDGE', { unit });
  return { code, what: message, supply: remedy };
}
