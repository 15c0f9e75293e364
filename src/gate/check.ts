import { problemOf } from '../core/errors.ts';
import type { Report } from '../core/report.ts';
import { ExceptionLedger } from '../policy/exceptions.ts';
import { gateErrors } from './errors.ts';
import type { CheckInput, Earlier, GateInput } from './input.ts';
import { type JudgedUnit, judgeUnit } from './judge-unit.ts';
import { openImages } from './open-images.ts';
import { type JudgedUnits, reportOf } from './report-of.ts';

/** Judges manifests and Dockerfiles alone. */
export async function check(input: CheckInput): Promise<Report> {
  return reportOf('check', input, await judgeUnits(input), []);
}

/** The main job: may this deployment ship? Judges manifests and the images that they run, unless a level of Pod Security alone is asked for. */
export async function gate(input: GateInput): Promise<Report> {
  const judged = withDeployment(await judgeUnits(input));
  const images = input.policy.standard?.exact === true ? [] : await openImages(judged.judged, input.images);
  return reportOf('gate', input, judged, images);
}

/** A gate that met Dockerfiles alone has not seen what would be deployed. */
function withDeployment(units: JudgedUnits): JudgedUnits {
  const { judged } = units;
  const hasDockerfiles = judged.some(({ counts }) => counts.dockerfiles > 0);
  if (!hasDockerfiles || judged.some(({ counts }) => counts.resources > 0)) return units;
  const { code, message, remedy } = problemOf(gateErrors, 'PL_E_NOTHING_DEPLOYED', {});
  const missing = { code, what: message, supply: remedy };
  const isFirst = (unit: JudgedUnit): boolean => unit === judged.find(({ counts }) => counts.dockerfiles > 0);
  return {
    ...units,
    judged: judged.map((unit) => (isFirst(unit) ? { ...unit, missing: [...unit.missing, missing] } : unit)),
  };
}

async function judgeUnits({ units, policy, clock, context = [], earlier }: CheckInput): Promise<JudgedUnits> {
  const exceptions = new ExceptionLedger(policy.exceptions, clock.now());
  const judged: JudgedUnit[] = [];
  for (const unit of units) judged.push(await judgeUnit(unit, { policy, exceptions, context }));
  return earlier === undefined ? { judged, exceptions } : { ...onlyNew(judged, earlier), exceptions };
}

/** Leaves what an earlier run did not find. What was not read stays missing. */
function onlyNew(judged: readonly JudgedUnit[], earlier: Earlier): Pick<JudgedUnits, 'judged' | 'against'> {
  const newOnes = earlier.newOf(judged.map(({ findings }) => findings));
  const left = judged.map((unit, index) => ({ ...unit, findings: newOnes[index] ?? unit.findings }));
  const known = countFindings(judged) - countFindings(left);
  return { judged: left, against: { what: earlier.what, known } };
}

function countFindings(units: readonly JudgedUnit[]): number {
  return units.reduce((sum, { findings }) => sum + findings.length, 0);
}
