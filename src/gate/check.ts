import { problemOf } from '../core/errors.ts';
import { known, unknown } from '../core/evidence.ts';
import type { Report } from '../core/report.ts';
import type { UnitEvidence } from '../evidence/unit-evidence.ts';
import { ExceptionLedger } from '../policy/exceptions.ts';
import { activeRules, type Policy } from '../policy/policy.ts';
import { gateErrors } from './errors.ts';
import type { CheckInput, GateInput } from './input.ts';
import { finishUnit, type JudgeContext, type JudgedUnit, judgeUnit, type ReadUnit, readUnit } from './judge-unit.ts';
import { onlyNew } from './only-new.ts';
import { type GatedImage, type ImageGate, openImages, type UnitOfUsers } from './open-images.ts';
import { reportOf } from './report-of.ts';
import { joinedDatabases } from './vulnerabilities/joined-databases.ts';

/** Judges manifests and Dockerfiles alone. */
export async function check(input: CheckInput): Promise<Report> {
  const judge = judgeOf(input);
  return reportOf('check', input, { ...onlyNew(await judgeUnits(input, judge), input.earlier), ...judge }, []);
}

/**
 * The main job: may this deployment ship? Judges manifests and the images that they run. Where the policy asks nothing of images, such as a level of
 * Pod Security, none is opened.
 */
export async function gate(input: GateInput): Promise<Report> {
  const judge = judgeOf(input);
  const read: ReadUnit[] = [];
  for (const unit of input.units) read.push(await readUnit(unit, judge));
  const images = asksOfImages(input.policy) ? await openImages(read.map(usersOf), imageGateOf(input, judge)) : [];
  const finished: JudgedUnit[] = [];
  for (const unit of read) finished.push(await finishUnit(unit, judge, settingsOf(images)));
  const units = withDeployment(finished);
  const judged = onlyNew([...units, ...images.flatMap((image) => image.judged ?? [])], input.earlier);
  const database = joinedDatabases(images.flatMap((image) => image.databases ?? []));
  const { conditionsOf } = await import('./conditions.ts');
  const conditions = conditionsOf({ policy: input.policy, manifests: units, images });
  return reportOf('gate', input, { ...judged, ...judge, database, conditions }, images);
}

/** Whether a rule judges what images are made of, or how their containers run. */
function asksOfImages(policy: Policy): boolean {
  return activeRules(policy).some(({ rule }) =>
    rule.scope === 'unit' ? rule.needs.includes('image') : rule.target === 'image',
  );
}

function usersOf({ unit, run }: ReadUnit): UnitOfUsers {
  return { path: unit.path, images: run.images };
}

function imageGateOf({ images }: GateInput, judge: JudgeContext): ImageGate {
  return { images, judge: async (unit) => judgeUnit(unit, { ...judge, context: [] }) };
}

/** How the images run that were opened. */
function settingsOf(images: readonly GatedImage[]): UnitEvidence['image'] {
  const evidence = new Map(images.map((image) => [image.reference, image.evidence]));
  return (reference) => {
    const found = evidence.get(reference);
    if (found?.state === 'unknown') return unknown(found.why, found.supply);
    return known(found?.settings === undefined ? [] : [found.settings]);
  };
}

function judgeOf({ policy, clock, context = [] }: CheckInput): JudgeContext {
  return { policy, exceptions: new ExceptionLedger(policy.exceptions, clock.now()), context };
}

/** A gate that met Dockerfiles alone has not seen what would be deployed. */
function withDeployment(judged: readonly JudgedUnit[]): readonly JudgedUnit[] {
  const hasDockerfiles = judged.some(({ counts }) => counts.dockerfiles > 0);
  if (!hasDockerfiles || judged.some(({ counts }) => counts.resources > 0)) return judged;
  const { code, message, remedy } = problemOf(gateErrors, 'PL_E_NOTHING_DEPLOYED', {});
  const missing = { code, what: message, supply: remedy };
  const isFirst = (unit: JudgedUnit): boolean => unit === judged.find(({ counts }) => counts.dockerfiles > 0);
  return judged.map((unit) => (isFirst(unit) ? { ...unit, missing: [...unit.missing, missing] } : unit));
}

async function judgeUnits({ units }: CheckInput, judge: JudgeContext): Promise<readonly JudgedUnit[]> {
  const judged: JudgedUnit[] = [];
  for (const unit of units) judged.push(await judgeUnit(unit, judge));
  return judged;
}
