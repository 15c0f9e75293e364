import { problemOf } from '../core/errors.ts';
import type { Finding } from '../core/finding.ts';
import type { IgnoreReport } from '../core/report.ts';
import type { Source, Span } from '../core/source.ts';
import type { Missing } from '../core/verdict.ts';
import type { RuleCounts } from '../evidence/reported.ts';
import type { UnitEvidence } from '../evidence/unit-evidence.ts';
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

/** A unit whose every resource was read, and judged as far as it stands alone. */
export interface ReadUnit {
  readonly unit: Unit;
  readonly run: UnitReading;
}

/** Judges the resources of a unit as they are read. */
export async function judgeUnit(unit: Unit, context: JudgeContext): Promise<JudgedUnit> {
  return finishUnit(await readUnit(unit, context), context);
}

/** Reads the resources of a unit, and judges those that stand alone. */
export async function readUnit(unit: Unit, { policy, context }: Omit<JudgeContext, 'exceptions'>): Promise<ReadUnit> {
  const run = new UnitReading(policy);
  for (const other of context) {
    const { shelf, workloadKinds } = run;
    const reading = other.read({ shelf, workloadKinds, judgesImages: false });
    for await (const entries of reading) for (const entry of entries) run.addContext(entry);
  }
  for await (const entries of unit.read(run)) for (const entry of entries) run.add(entry);
  return { unit, run };
}

/** Judges what looks across the resources of a unit, and at the images that they run, where those were opened. */
export async function finishUnit(
  { unit, run }: ReadUnit,
  { policy, exceptions }: Omit<JudgeContext, 'context'>,
  image?: UnitEvidence['image'],
): Promise<JudgedUnit> {
  const { reported, counts, concealed } = run.engine.finish(image);
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
