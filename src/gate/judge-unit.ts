import { problemOf } from '../core/errors.ts';
import type { Finding } from '../core/finding.ts';
import type { IgnoreReport } from '../core/report.ts';
import type { Source, Span } from '../core/source.ts';
import type { Missing } from '../core/verdict.ts';
import type { RuleCounts } from '../evidence/reported.ts';
import type { ExceptionLedger } from '../policy/exceptions.ts';
import { judge } from '../policy/judge.ts';
import type { Policy } from '../policy/policy.ts';
import { gateErrors } from './errors.ts';
import type { ImageUsers } from './image-users.ts';
import { refinementsOf } from './refinements.ts';
import type { Unit } from './unit.ts';
import { type UnitCounts, UnitReading } from './unit-reading.ts';

/** A unit that was judged. */
export interface JudgedUnit {
  readonly path: string;
  /** Whether there was nothing to judge beside the other units of its path. */
  readonly isEmptyRest: boolean;
  /** Whether it is an image with layers that were not hashed. */
  readonly isUnverified: boolean;
  readonly findings: readonly Finding[];
  readonly missing: readonly Missing[];
  readonly counts: UnitCounts;
  readonly rules: ReadonlyMap<string, RuleCounts>;
  readonly concealed: ReadonlyMap<Source, readonly Span[]>;
  readonly images: ImageUsers;
  readonly ignores: readonly IgnoreReport[];
  /** What the policy could not tell for certain, as sentences. */
  readonly notes: readonly string[];
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
    const { shelf, workloadKinds } = run;
    const reading = other.read({ shelf, workloadKinds, judgesImages: false });
    for await (const entries of reading) for (const entry of entries) run.addContext(entry);
  }
  for await (const entries of unit.read(run)) for (const entry of entries) run.add(entry);
  const { reported, counts, concealed } = run.engine.finish();
  const isEmpty = judgedIn(run.counts) === 0 && run.missing.length === 0;
  if (isEmpty && !unit.isRest) run.missing.push(nothingIn(unit));
  const refinements = await refinementsOf(policy, run);
  return {
    path: unit.path,
    isEmptyRest: isEmpty && unit.isRest,
    isUnverified: run.isUnverified,
    findings: judge(
      { unit: unit.path, reported, assumedNamespace: run.assumedNamespace },
      policy,
      exceptions,
      refinements,
    ),
    missing: run.missing,
    counts: run.counts,
    rules: refinements.counts(counts),
    concealed,
    images: run.images,
    ignores: refinements.ignores(),
    notes: refinements.notes(),
  };
}

/** How many resources, Dockerfiles and images were judged. */
export function judgedIn({ resources, dockerfiles, images }: UnitCounts): number {
  return resources + dockerfiles + images;
}

function nothingIn({ path: unit }: Unit): Missing {
  const { code, message, remedy } = problemOf(gateErrors, 'PL_E_NOTHING_TO_JUDGE', { unit });
  return { code, what: message, supply: remedy };
}
