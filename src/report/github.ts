import type { Finding } from '../core/finding.ts';
import type { Report } from '../core/report.ts';
import { formatResource } from '../core/subject.ts';
import type { Missing } from '../core/verdict.ts';
import { safeLine } from './excerpt/safe-text.ts';
import type { RenderOptions, ReportFormat } from './format.ts';
import { acceptanceOf } from './shown/acceptance.ts';
import { acrossUnits, alsoInText } from './shown/across-units.ts';
import { comparisonText } from './shown/comparison.ts';
import { countsOf, outcomeOf } from './shown/outcome.ts';
import { placeOf } from './shown/place.ts';
import { plural } from './shown/plural.ts';
import { noticesToLookAt, type PolicyNotice, sentenceOf } from './shown/policy-notice.ts';
import { type Region, regionOf } from './shown/region.ts';
import { remarkOf } from './shown/remark.ts';
import { type PathBase, repositoryPath } from './shown/repository-path.ts';
import { compareFindings } from './shown/worst-first.ts';
import { withoutRunnerCommands } from './text/runner-commands.ts';

/** How many annotations of one level GitHub shows for a step; it drops the others and does not say so. */
const SHOWN = 10;

const levels = ['error', 'warning', 'notice'] as const;

type Level = (typeof levels)[number];

interface Annotation {
  readonly level: Level;
  /** What GitHub knows the place by; values as they are, escaped when written. */
  readonly properties: Readonly<Record<string, string | number | undefined>>;
  readonly message: string;
}

/** An annotation that is only written where GitHub shows it. */
interface Draft {
  readonly level: Level;
  readonly write: () => Annotation;
}

/**
 * Workflow commands of GitHub Actions, which become annotations beside the lines of a pull request. What keeps the
 * verdict from `passed` is an error, since the step fails for it: denied findings, then what is missing or undecided.
 */
export const format: ReportFormat = {
  summary: 'Annotations for GitHub Actions (workflow commands), worst first',
  render(report, options) {
    const drafts = draftsOf(report, options);
    const shown: string[] = [];
    const hidden: string[] = [];
    for (const level of levels) {
      const ofLevel = drafts.filter((draft) => draft.level === level);
      // The last notice of a step is the one that says what is not shown.
      const most = level === 'notice' ? SHOWN - 1 : SHOWN;
      shown.push(...ofLevel.slice(0, most).map((draft) => command(draft.write())));
      if (ofLevel.length > most) hidden.push(plural(ofLevel.length - most, level));
    }
    return [...shown, closing(report, hidden), ''].join('\n');
  },
};

function closing(report: Report, hidden: readonly string[]): string {
  const { verdict, findings, incomplete } = report;
  const notJudged = incomplete.length === 0 ? '' : `${incomplete.length} not judged`;
  const counts = [countsOf(findings), notJudged].filter((part) => part !== '').join(', ');
  const comparison = comparisonText(report);
  const known = comparison === undefined ? '' : `. ${safeLine(comparison).slice(0, -1)}`;
  const result = `${verdict}: ${counts === '' ? 'no findings' : counts}${known}`;
  if (hidden.length === 0) return withoutRunnerCommands(`Plimsoll ${result}`);
  const message = `${result}. Not shown: ${hidden.join(', ')}; GitHub takes ${SHOWN} of each from a step. Every finding is in the other formats.`;
  return command({ level: 'notice', properties: { title: 'Plimsoll' }, message });
}

function draftsOf(report: Report, { all, base }: RenderOptions): readonly Draft[] {
  const { findings, alsoIn } = acrossUnits(report.findings.toSorted(compareFindings));
  const of = (word: keyof typeof LEVELS): readonly Draft[] =>
    findings
      .filter((finding) => outcomeOf(finding) === word)
      .map((finding) => findingDraft(finding, alsoIn.get(finding), base));
  return [
    ...of('denied'),
    ...report.incomplete.map((missing): Draft => ({ level: 'error', write: () => missingAnnotation(missing, base) })),
    ...of('undecided'),
    ...noticesToLookAt(report).map(
      (notice): Draft => ({ level: 'notice', write: () => policyAnnotation(notice, base) }),
    ),
    ...of('warned'),
    ...(all ? [...of('recorded'), ...of('accepted')] : []),
  ];
}

const LEVELS = {
  denied: 'error',
  undecided: 'error',
  warned: 'warning',
  recorded: 'notice',
  accepted: 'notice',
} as const;

function findingDraft(finding: Finding, units: readonly string[] | undefined, base: PathBase | undefined): Draft {
  const word = outcomeOf(finding);
  const level = word === 'warned' && finding.status === 'unknown' ? 'notice' : LEVELS[word];
  return { level, write: () => findingAnnotation(finding, { level, units, base }) };
}

function findingAnnotation(
  finding: Finding,
  {
    level,
    units,
    base,
  }: { readonly level: Level; readonly units: readonly string[] | undefined; readonly base: PathBase | undefined },
): Annotation {
  const { subject, message, remediation, rule, severity, status, location } = finding;
  const undecided = status === 'unknown' ? 'undecided, ' : '';
  const accepted = acceptanceOf(finding);
  const isInput = repositoryPath(location.file, base).kind === 'input';
  const lines = [
    `${formatResource(subject)}: ${message}`,
    ...(isInput ? [`At line ${location.line} of standard input.`] : []),
    ...placeOf(finding, base).origin,
    ...[alsoInText(units, base), remarkOf(finding)].filter((text) => text !== undefined),
    remediation,
  ].map(safeLine);
  return {
    level,
    properties: {
      ...propertiesOf(location.file, regionOf(finding), base),
      title: `${rule} (${undecided}${severity})`,
    },
    message: [...lines, ...(accepted === undefined ? [] : [accepted.why])].join('\n'),
  };
}

function missingAnnotation({ code, what, supply, file, line = 1 }: Missing, base: PathBase | undefined): Annotation {
  return {
    level: 'error',
    properties: { ...(file === undefined ? {} : propertiesOf(file, { line }, base)), title: `Not judged (${code})` },
    message: [what, supply].map(safeLine).join('\n'),
  };
}

const POLICY_TITLES = { exception: 'Exception', ignore: 'Ignored in place', vex: 'VEX', policy: 'Policy' } as const;

function policyAnnotation(notice: PolicyNotice, base: PathBase | undefined): Annotation {
  const { about, place } = notice;
  const at = place === undefined ? {} : propertiesOf(place.file, { line: place.line }, base);
  return { level: 'notice', properties: { ...at, title: POLICY_TITLES[about] }, message: sentenceOf(notice) };
}

/** Standard input is no file of the repository: there GitHub shows the annotation with the step. */
function propertiesOf(
  file: string,
  { line, column, endColumn }: Partial<Region> & Pick<Region, 'line'>,
  base: PathBase | undefined,
): Annotation['properties'] {
  const found = repositoryPath(file, base);
  if (found.kind === 'input') return {};
  const last = endColumn === undefined ? undefined : endColumn - 1;
  return { file: safeLine(found.path), line, endLine: line, col: column, endColumn: last };
}

/** A workflow command in one line: https://docs.github.com/actions/reference/workflow-commands-for-github-actions. */
function command({ level, properties, message }: Annotation): string {
  const written = Object.entries(properties).flatMap(([name, value]) =>
    value === undefined ? [] : [`${name}=${escapeProperty(String(value))}`],
  );
  return `::${level} ${written.join(',')}::${escapeData(message)}`;
}

function escapeData(text: string): string {
  return text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
}

function escapeProperty(text: string): string {
  return escapeData(text).replaceAll(':', '%3A').replaceAll(',', '%2C');
}
