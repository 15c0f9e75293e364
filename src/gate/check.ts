import type { Images } from '../core/images.ts';
import type { Clock } from '../core/ports.ts';
import type { Report } from '../core/report.ts';
import { ExceptionLedger } from '../policy/exceptions.ts';
import type { Policy } from '../policy/policy.ts';
import { type JudgedUnit, judgeUnit } from './judge-unit.ts';
import { openImages } from './open-images.ts';
import { type JudgedUnits, reportOf } from './report-of.ts';
import type { Unit } from './unit.ts';

/** What `check` needs to answer. */
export interface CheckInput {
  readonly units: readonly Unit[];
  readonly policy: Policy;
  readonly clock: Clock;
  /** Resources that are already there: rules that look across resources see them, and none judges them. */
  readonly context?: readonly Unit[];
}

/** What `gate` needs beside: something that opens the images that the manifests name. */
export interface GateInput extends CheckInput {
  readonly images: Images;
}

/** Judges manifests alone. */
export async function check(input: CheckInput): Promise<Report> {
  return reportOf('check', input, await judgeUnits(input), []);
}

/** The main job: may this deployment ship? Judges manifests and the images that they run. */
export async function gate(input: GateInput): Promise<Report> {
  const judged = await judgeUnits(input);
  return reportOf('gate', input, judged, await openImages(judged.judged, input.images));
}

async function judgeUnits({ units, policy, clock, context = [] }: CheckInput): Promise<JudgedUnits> {
  const exceptions = new ExceptionLedger(policy.exceptions, clock.now());
  const judged: JudgedUnit[] = [];
  for (const unit of units) judged.push(await judgeUnit(unit, { policy, exceptions, context }));
  return { judged, exceptions };
}
