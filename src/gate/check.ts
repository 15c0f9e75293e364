import { problemOf } from '../core/errors.ts';
import type { Report } from '../core/report.ts';
import { ExceptionLedger } from '../policy/exceptions.ts';
import { activeRules, type Policy } from '../policy/policy.ts';
import { conditionsOf } from './conditions.ts';
import { gateErrors } from './errors.ts';
import type { CheckInput, GateInput } from './input.ts';
import { type JudgeContext, type JudgedUnit, judgeUnit } from './judge-unit.ts';
import { onlyNew } from './only-new.ts';
import { openImages } from './open-images.ts';
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
  const units = withDeployment(await judgeUnits(input, judge));
  const images = judgesImages(input.policy)
    ? await openImages(units, {
        images: input.images,
        judge: async (unit) => judgeUnit(unit, { ...judge, context: [] }),
      })
    : [];
  const judged = onlyNew([...units, ...images.flatMap((image) => image.judged ?? [])], input.earlier);
  const database = joinedDatabases(images.flatMap((image) => image.database ?? []));
  const conditions = conditionsOf({ policy: input.policy, manifests: units, images });
  return reportOf('gate', input, { ...judged, ...judge, database, conditions }, images);
}

function judgesImages(policy: Policy): boolean {
  return activeRules(policy).some(({ rule }) => rule.target === 'image');
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
