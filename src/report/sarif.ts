import type { Invocation, Log, Notification, Run } from 'sarif';
import { VERSION } from '../core/plimsoll-version.ts';
import type { Report } from '../core/report.ts';
import type { Missing } from '../core/verdict.ts';
import { rules } from '../rules/all.ts';
import { MaskedDocuments } from './excerpt/masked-document.ts';
import { safeText } from './excerpt/safe-text.ts';
import type { RenderOptions, ReportFormat } from './format.ts';
import { gradedRules, ruleIdOf } from './sarif/graded-rules.ts';
import { physicalLocation, SOURCE_ROOT } from './sarif/location.ts';
import { sarifResult } from './sarif/result.ts';
import { sarifRule } from './sarif/rule.ts';
import { acrossUnits } from './shown/across-units.ts';
import { outcomeOf } from './shown/outcome.ts';
import { noticesToLookAt, type PolicyNotice, sentenceOf } from './shown/policy-notice.ts';
import type { PathBase } from './shown/repository-path.ts';
import { compareFindings } from './shown/worst-first.ts';
import { type IdentifiedFinding, identify } from './wire.ts';

/** What GitHub takes: https://docs.github.com/code-security/code-scanning/integrating-with-code-scanning/sarif-support-for-code-scanning. */
const GITHUB_LIMITS = { results: 25_000, shown: 5_000 };

const TOO_MANY = 'too-many-results';

/** SARIF 2.1.0, so made that GitHub code scanning shows it well; Azure DevOps and editors read it, too. */
export const format: ReportFormat = {
  summary: 'SARIF 2.1.0, for GitHub code scanning, Azure DevOps and editors',
  render(report, options) {
    const log: Log = {
      $schema: 'https://json.schemastore.org/sarif-2.1.0.json',
      version: '2.1.0',
      runs: [sarifRun(report, options)],
    };
    return `${JSON.stringify(log, undefined, 2)}\n`;
  },
};

/** It has no `automationDetails`: with an id of ours, the `category` that a workflow names would not count. */
function sarifRun(report: Report, { all, base }: RenderOptions): Run {
  const { verdict, command, policy, checked } = report;
  const declared = new Map(rules.map((rule) => [rule.id, rule]));
  const { findings: told, alsoIn } = acrossUnits(report.findings);
  const listed = new Set(told.filter((finding) => all || outcomeOf(finding) !== 'recorded'));
  const findings = identify(report.findings).filter(({ finding }) => listed.has(finding));
  const { results, notices } = withinLimits(findings);
  const graded = gradedRules(
    report.rules,
    results.map(({ finding }) => finding),
  );
  const context = {
    documents: new MaskedDocuments(report.concealed),
    base,
    alsoIn,
    ruleIndexes: new Map(graded.map(({ id }, index) => [id, index])),
    rules: new Map(report.rules.map((rule) => [rule.id, rule])),
  };
  const notifications = [
    ...notices,
    ...report.incomplete.map((missing) => missingNotification(missing, base)),
    ...noticesToLookAt(report).map((notice) => policyNotification(notice, base)),
  ];
  return {
    tool: {
      driver: {
        name: 'Plimsoll',
        semanticVersion: VERSION,
        rules: graded.map((rule) => sarifRule(rule, declared.get(ruleIdOf(rule.id)), policy.profile)),
      },
    },
    columnKind: 'utf16CodeUnits',
    originalUriBaseIds: { [SOURCE_ROOT]: { description: { text: 'The root of the repository.' } } },
    invocations: [invocationOf(report, notifications)],
    results: results.map((identified) => sarifResult(identified, context)),
    properties: { verdict, command, profile: policy.profile, kubernetes: policy.kubernetes, checked },
  };
}

/** GitHub refuses a file whose execution was not successful, so what is incomplete is told by the notifications. */
function invocationOf({ time }: Report, notifications: Notification[]): Invocation {
  return {
    executionSuccessful: true,
    endTimeUtc: time.toISOString(),
    ...(notifications.length === 0 ? {} : { toolExecutionNotifications: notifications }),
  };
}

/** GitHub refuses a file with more results than it takes: then the worst are in it, and a notice says how many are not. */
function withinLimits(findings: readonly IdentifiedFinding[]): {
  readonly results: readonly IdentifiedFinding[];
  readonly notices: readonly Notification[];
} {
  if (findings.length <= GITHUB_LIMITS.shown) return { results: findings, notices: [] };
  const worst = findings.toSorted((a, b) => compareFindings(a.finding, b.finding)).slice(0, GITHUB_LIMITS.results);
  const left = findings.length - worst.length;
  const text = `There are ${findings.length} findings; GitHub shows ${GITHUB_LIMITS.shown} and takes ${GITHUB_LIMITS.results}.${left === 0 ? '' : ` The ${left} that matter least are not in this file.`}`;
  return { results: worst, notices: [{ level: 'warning', descriptor: { id: TOO_MANY }, message: { text } }] };
}

function missingNotification({ code, what, supply, file, ...at }: Missing, base: PathBase | undefined): Notification {
  return {
    level: 'error',
    descriptor: { id: code },
    message: { text: safeText(`${what}\n${supply}`) },
    ...(file === undefined ? {} : { locations: [{ physicalLocation: physicalLocation({ file, ...at }, base) }] }),
  };
}

const POLICY_DESCRIPTORS = {
  exception: 'policy/exception',
  ignore: 'policy/ignore',
  vex: 'policy/vex',
  policy: 'policy/note',
} as const;

function policyNotification(notice: PolicyNotice, base: PathBase | undefined): Notification {
  const { about, level, place } = notice;
  return {
    level: level === 'warning' ? 'warning' : 'note',
    descriptor: { id: POLICY_DESCRIPTORS[about] },
    message: { text: sentenceOf(notice) },
    ...(place === undefined ? {} : { locations: [{ physicalLocation: physicalLocation(place, base) }] }),
  };
}
