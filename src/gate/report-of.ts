import { problemOf } from '../core/errors.ts';
import { formatKubernetesVersion } from '../core/kubernetes-version.ts';
import type {
  Checked,
  Comparison,
  ConditionReport,
  DatabaseReport,
  ExceptionReport,
  IgnoreReport,
  Report,
  RuleReport,
} from '../core/report.ts';
import type { Source, Span } from '../core/source.ts';
import { type Missing, verdictOf, worstVerdict } from '../core/verdict.ts';
import type { ExceptionLedger } from '../policy/exceptions.ts';
import { activeRules, type Policy } from '../policy/policy.ts';
import { gateErrors } from './errors.ts';
import type { CheckInput } from './input.ts';
import { type JudgedUnit, judgedIn } from './judge-unit.ts';
import type { GatedImage } from './open-images.ts';

/** What the units of a run gave. */
export interface JudgedUnits {
  readonly judged: readonly JudgedUnit[];
  readonly exceptions: ExceptionLedger;
  readonly against?: Comparison;
  readonly database?: DatabaseReport | undefined;
  readonly conditions?: readonly ConditionReport[];
}

/** Puts together the report of a run. */
export function reportOf(
  command: Report['command'],
  { policy, clock, vex }: CheckInput,
  { judged, exceptions, against, database, conditions }: JudgedUnits,
  images: readonly GatedImage[],
): Report {
  const units = judged
    .filter(({ isEmptyRest }) => !isEmptyRest)
    .map((unit) => {
      const missing = [
        ...unit.missing,
        ...missingImages(images.filter(({ units: paths }) => paths.includes(unit.path))),
      ];
      return {
        path: unit.path,
        verdict: verdictOf({ findings: unit.findings, missing, judged: judgedIn(unit.counts) }),
        ...(unit.isUnverified ? ({ isUnverified: true } as const) : {}),
      };
    });
  return {
    command,
    verdict: worstVerdict(units.map(({ verdict }) => verdict)),
    time: clock.now(),
    units,
    checked: checkedOf(judged, images),
    get rules() {
      return ruleReports(policy, judged);
    },
    findings: judged.flatMap(({ findings }) => findings),
    images,
    ...(conditions === undefined ? {} : { conditions }),
    incomplete: [...judged.flatMap(({ missing }) => missing), ...missingImages(images)],
    exceptions: exceptions.report().map(
      ({ exception, daysLeft, state, findings, mendedIn }): ExceptionReport => ({
        ...exception,
        ...(mendedIn === undefined ? {} : { mendedIn }),
        daysLeft,
        state,
        findings,
      }),
    ),
    ignores: ignoresOf(judged),
    policy: {
      profile: policy.profile,
      kubernetes: formatKubernetesVersion(policy.kubernetes),
      ...(policy.standard === undefined ? {} : { standard: policy.standard.id }),
      files: policy.files,
      notes: [...new Set([...judged.flatMap(({ notes }) => notes), ...exceptions.notes()])],
    },
    ...(against === undefined ? {} : { against }),
    ...(database === undefined ? {} : { database }),
    ...(vex === undefined ? {} : { vex: vex.report(judged.flatMap(({ findings }) => findings)) }),
    concealed: new Map<Source, readonly Span[]>(judged.flatMap(({ concealed }) => [...concealed])),
  };
}

/** A file may be part of several units: what a comment did in any of them it did. */
function ignoresOf(judged: readonly JudgedUnit[]): readonly IgnoreReport[] {
  const reports = new Map<string, IgnoreReport>();
  for (const report of judged.flatMap(({ ignores }) => ignores)) {
    const key = JSON.stringify([report.file, report.line, report.source, report.rule]);
    const other = reports.get(key);
    if (other === undefined) reports.set(key, report);
    else {
      const findings = other.findings + report.findings;
      reports.set(key, { ...(other.findings > 0 ? other : report), findings });
    }
  }
  return [...reports.values()];
}

function missingImages(images: readonly GatedImage[]): readonly Missing[] {
  return images.flatMap(({ reference: image, evidence }) => {
    if (evidence.state === 'known') return [];
    const { why, supply } = evidence;
    const { code, message, remedy } = problemOf(gateErrors, 'PL_E_IMAGE_NOT_OPENED', { image, why, supply });
    return [{ code, what: message, supply: remedy }];
  });
}

function checkedOf(judged: readonly JudgedUnit[], images: readonly GatedImage[]): Checked {
  const total = (count: keyof JudgedUnit['counts']) => judged.reduce((sum, { counts }) => sum + counts[count], 0);
  return {
    files: total('files'),
    documents: total('documents'),
    resources: total('resources'),
    workloads: total('workloads'),
    containers: total('containers'),
    dockerfiles: total('dockerfiles'),
    images: images.filter(isOnlyKnown).length + total('images'),
    ignored: total('ignored'),
    hidden: total('hidden'),
  };
}

/** Those that were judged are counted by what was judged of them. */
function isOnlyKnown({ evidence, judged }: GatedImage): boolean {
  return evidence.state === 'known' && judged === undefined;
}

function ruleReports(policy: Policy, judged: readonly JudgedUnit[]): readonly RuleReport[] {
  return activeRules(policy).map(({ rule }): RuleReport => {
    const counts = judged.map(({ rules }) => rules.get(rule.id));
    const total = (count: 'evaluated' | 'failed' | 'unknown') =>
      counts.reduce((sum, each) => sum + (each?.[count] ?? 0), 0);
    const { id, title, why, severity } = rule;
    const standards = rule.standards.map((standard) => standard.id);
    return {
      id,
      title,
      why,
      severity,
      standards,
      evaluated: total('evaluated'),
      failed: total('failed'),
      unknown: total('unknown'),
    };
  });
}
