import type { FindingDocument, ReportDocument } from '../../contract/report.ts';
import type { MatchEvidenceDocument, VulnerabilityDocument } from '../../contract/vulnerability.ts';
import { priorityText } from '../../core/priority.ts';
import { percentText } from '../../core/rating-text.ts';
import { printable } from '../../report/excerpt/printable.ts';
import { outcomeOf } from '../../report/shown/outcome.ts';
import { wrap } from '../../report/text/wrap.ts';
import type { ToldDetails } from './told-details.ts';

/** A part of a trace: what it is about, and sentences. */
type Part = readonly [head: string, ...sentences: readonly string[]];

const HEAD_WIDTH = 11;

/** What a finding is traced with: the report that has it, and what its advisories tell people. */
interface TraceContext {
  readonly report: ReportDocument;
  readonly details: ToldDetails;
}

/** How a finding came about, as lines: what was found where, by which records and comparisons, whose word counts, and what mends it. */
export function traceLines(
  finding: FindingDocument,
  { report, details }: TraceContext,
  width: number,
): readonly string[] {
  const { id, message, vulnerability } = finding;
  const parts = [
    ...(vulnerability === undefined ? [placePart(finding)] : vulnerabilityParts(vulnerability, finding, details)),
    ...policyParts(finding, report),
    ['To mend', finding.remediation] as const,
  ];
  return [
    ...wrap(printable(message), width),
    '',
    `${'Finding'.padEnd(HEAD_WIDTH)}${id}`,
    ...parts.flatMap((part) => partLines(part, width)),
  ];
}

function partLines([head, ...sentences]: Part, width: number): readonly string[] {
  const room = Math.max(40, width - HEAD_WIDTH);
  const lines = sentences.filter((sentence) => sentence !== '').flatMap((sentence) => wrap(printable(sentence), room));
  return lines.map((line, index) => `${(index === 0 ? head : '').padEnd(HEAD_WIDTH)}${line}`);
}

function vulnerabilityParts(
  found: VulnerabilityDocument,
  finding: FindingDocument,
  details: ToldDetails,
): readonly Part[] {
  const names = found.names.filter((name) => name !== found.id);
  return [
    ['Package', `${found.package} ${found.version}`, installedText(found), found.purl],
    foundPart(found, finding),
    ['Also known', names.join(', ')],
    ...found.evidence.map((each): Part => ['Known by', ...evidenceSentences(each)]),
    ...detailsParts(found, details),
    ['Severity', severityText(finding, found), ...otherSeverities(found)],
    ['Exploited', exploitedText(found)],
    ['Fix', fixText(found), found.note],
    ['Priority', priorityText(found.priority)],
    ...(found.vex === null ? [] : [vexPart(found.vex)]),
  ];
}

function installedText({ package: name, installed }: VulnerabilityDocument): string {
  return installed.length === 1 && installed[0] === name ? '' : `installed as ${installed.join(', ')}`;
}

function foundPart({ path, layer }: VulnerabilityDocument, { unit, location: { image } }: FindingDocument): Part {
  const of = layer === null ? '' : `layer ${layer}`;
  const digest = image?.layerDigest ?? '';
  const step = image?.step ?? '';
  return ['Found in', unit, path, [of, digest].filter((each) => each !== '').join(', '), step];
}

/** What a record says, and how the version was held against it. */
function evidenceSentences(evidence: MatchEvidenceDocument): readonly string[] {
  const { advisory, ecosystem, name, version, order, ranges, listed, unread, doubt, takes } = evidence;
  return [
    `${advisory} of ${ecosystem}, where ${name} was looked up.`,
    ...ranges.map((range) => rangeSentence(range, version, order)),
    ...(listed ? [`It names the version ${version} itself.`] : []),
    ...(unread === null ? [] : [unreadSentence(unread, order)]),
    ...(takes === '' ? [] : [`What mends it takes ${takes}.`]),
    doubt,
  ];
}

/** What its advisories tell people, and where they read on. */
function detailsParts({ evidence }: VulnerabilityDocument, details: ToldDetails): readonly Part[] {
  const ids = [...new Set(evidence.map(({ advisory }) => advisory))];
  const told = ids.flatMap((id) => {
    const { summary = '' } = details.get(id) ?? {};
    return summary === '' ? [] : [`${id}: ${summary}`];
  });
  const references = ids.flatMap((id) => details.get(id)?.references ?? []);
  return [
    ['About', ...told],
    ['See', ...new Set(references.map(({ url }) => url))],
  ];
}

function rangeSentence(
  { introduced, fixed, lastAffected }: MatchEvidenceDocument['ranges'][number],
  version: string,
  order: string,
): string {
  const from = introduced === '0' ? 'Every version' : `Every version from ${introduced} on`;
  const began = introduced === '0' ? '' : ` is not before ${introduced}`;
  if (fixed !== null)
    return `${from} has it until ${fixed}, which mends it. By the order of ${order}, ${version}${began}${began === '' ? '' : ' and'} is before ${fixed}.`;
  if (lastAffected !== null)
    return `${from} has it up to ${lastAffected}. By the order of ${order}, ${version}${began}${began === '' ? '' : ' and'} is not behind ${lastAffected}.`;
  if (began === '') return `${from} has it: nothing was compared.`;
  return `${from} has it, and no end is known. By the order of ${order}, ${version}${began}.`;
}

function unreadSentence(unread: string, order: string): string {
  if (order === '') return 'Nobody knows the order of its versions.';
  return `${unread === '' ? 'The version' : unread} cannot be read as one of ${order}, so that nothing could be compared.`;
}

function severityText({ severity }: FindingDocument, { ratedBy, score }: VulnerabilityDocument): string {
  return `${ratingText(severity, ratedBy, score)}. The word of a distribution counts first, then the newest CVSS vector and the highest of these, then the word of the database, then the vector of another ecosystem.`;
}

function exploitedText({ exploited, epss }: VulnerabilityDocument): string {
  const known = exploited === null ? '' : `Known to be exploited since ${exploited}. `;
  if (epss === null) return `${known}No EPSS score of it is here.`;
  const { probability, percentile } = epss;
  return `${known}EPSS: ${percentText(probability)} within 30 days, as likely as or likelier than ${percentText(percentile)} of all.`;
}

function vexPart({ status, says, author, file, place }: NonNullable<VulnerabilityDocument['vex']>): Part {
  return ['VEX', `${author} says in ${place} of ${file}: ${status}.`, says];
}

/** What single records say where that is not what was taken. */
function otherSeverities({ evidence, ratedBy, score }: VulnerabilityDocument): readonly string[] {
  return evidence.flatMap(({ advisory, severity, ratedBy: by, score: told }) =>
    by === ratedBy && told === score ? [] : [`${advisory}: ${ratingText(severity, by, told)}.`],
  );
}

function ratingText(severity: string, by: string, score: number | null): string {
  if (by === '') return 'nobody has told it';
  return `${severity} by ${score === null ? `the word of ${by}` : `${by} (${score})`}`;
}

function fixText({ fixed, fixState, elsewhere }: VulnerabilityDocument): string {
  if (elsewhere !== null) return `${elsewhere.version} mends it, which takes ${elsewhere.takes}.`;
  return FIXES[fixState].replace('VERSION', () => fixed ?? '');
}

const FIXES: Readonly<Record<VulnerabilityDocument['fixState'], string>> = {
  fixed: 'VERSION is without it by every record that names a fix.',
  'fixed-elsewhere': '',
  'no-fix-yet': 'No version without it is known.',
  'will-not-fix': 'Its distribution says that it will not mend it.',
  'end-of-life': 'Its distribution does not mend this release any more.',
  unknown: 'It cannot be told whether it is there.',
};

function placePart({ unit, location: { file, line, path, image } }: FindingDocument): Part {
  return ['Found in', unit, `${file}:${line} ${path}`.trim(), image?.step ?? ''];
}

/** Which rule decided, what the policy makes of it, and what accepts it. */
function policyParts(finding: FindingDocument, { policy, rules, database, time }: ReportDocument): readonly Part[] {
  const { rule, action, status, exception, refusal } = finding;
  const title = rules.find(({ id }) => id === rule)?.title ?? '';
  const told = status === 'fail' ? 'the rule does not hold' : 'the rule could not decide';
  const files = policy.files.map(({ path }) => path).join(', ');
  return [
    ['Rule', rule, title],
    [
      'Policy',
      `${outcomeOf(finding)}: ${told}, and profile ${policy.profile}${files === '' ? '' : ` with ${files}`} has the action ${action} for it.`,
      ...(exception === undefined ? [] : [`Accepted by ${exceptionText(exception)}: ${exception.reason}`]),
      refusal ?? '',
    ],
    ['Judged', `${time}${database === null ? '' : ` with advisories of ${database.modified}`}`],
  ];
}

function exceptionText(exception: NonNullable<FindingDocument['exception']>): string {
  if (exception.source === 'vex') return `${exception.place} of ${exception.file}, which says ${exception.status}`;
  if (exception.source !== 'policy') return `a ${exception.source} beside it`;
  return `an exception of ${exception.owner} until ${exception.expires}`;
}
