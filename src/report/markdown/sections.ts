import type { Finding } from '../../core/finding.ts';
import type { Report } from '../../core/report.ts';
import { formatResource } from '../../core/subject.ts';
import type { Missing } from '../../core/verdict.ts';
import { MaskedDocuments } from '../excerpt/masked-document.ts';
import type { RenderOptions } from '../format.ts';
import { acceptanceOf } from '../shown/acceptance.ts';
import { type AcrossUnits, acrossUnits, alsoInText } from '../shown/across-units.ts';
import { groupMissing, missingPlace } from '../shown/missing.ts';
import { type Outcome, outcomeOf } from '../shown/outcome.ts';
import { placeOf } from '../shown/place.ts';
import { plural } from '../shown/plural.ts';
import { noticesToLookAt, sentenceOf } from '../shown/policy-notice.ts';
import { remarkOf } from '../shown/remark.ts';
import { namedFile, type PathBase } from '../shown/repository-path.ts';
import { groupByResource } from '../shown/resource-group.ts';
import { SUGGESTION_TITLES, suggestionOf } from '../shown/suggestion.ts';
import { code, fence, sentence, words } from './escape.ts';
import type { Section } from './fit.ts';
import { vulnerabilitySections } from './vulnerabilities.ts';

/** Rows that stand open; the others are folded, so that a comment stays a comment. */
const OPEN_ROWS = 15;

/** A longer edit is left to the other formats. */
const LONGEST_EDIT = 2000;

const TABLE_HEAD = '| Where | Workload | What | What to do |\n| --- | --- | --- | --- |\n';

/** What findings are written with. */
interface Context {
  readonly documents: MaskedDocuments;
  /** The other units that have a finding, which is told once. */
  readonly alsoIn: AcrossUnits['alsoIn'];
  readonly base: PathBase | undefined;
}

/** Everything below the verdict, what matters most first. */
export function sectionsOf(report: Report, { all, base }: RenderOptions): readonly Section[] {
  const told = acrossUnits(report.findings);
  // What was grouped for people is in the order in which they should read it.
  const findings = groupByResource(told.findings).flatMap((group) => group.findings);
  const byOutcome = Map.groupBy(findings, outcomeOf);
  const context = { documents: new MaskedDocuments(report.concealed), alsoIn: told.alsoIn, base };
  const standing = (outcome: Outcome): readonly Finding[] =>
    (byOutcome.get(outcome) ?? []).filter(({ vulnerability }) => vulnerability === undefined);
  const [denied, undecided, warned] = [standing('denied'), standing('undecided'), standing('warned')];
  return [
    ...tables('#### What blocks', 'more that block', denied, context),
    edits('Edits that mend it', denied.slice(0, OPEN_ROWS), context),
    ...vulnerabilitySections(report, all),
    ...tables('#### What could not be decided', 'more that could not be decided', undecided, context),
    missingSection(report.incomplete, report.verdict === 'incomplete', base),
    noticesSection(report, base),
    folded(countText(warned, 'warned', context), rows(warned, context)),
    edits('More edits', [...denied.slice(OPEN_ROWS), ...undecided, ...warned], context),
    accepted(byOutcome.get('accepted') ?? [], context),
    ...(all ? [folded('Recorded', rows(standing('recorded'), context))] : []),
  ];
}

function tables(title: string, more: string, findings: readonly Finding[], context: Context): readonly Section[] {
  const items = rows(findings, context);
  return [
    { head: `${title}\n\n${TABLE_HEAD}`, items: items.slice(0, OPEN_ROWS), foot: '\n', of: 'finding' },
    folded(`${findings.length - OPEN_ROWS} ${more}`, items.slice(OPEN_ROWS)),
  ];
}

function folded(title: string, items: readonly string[]): Section {
  return { ...fold(title, items, TABLE_HEAD), of: 'finding' };
}

function fold(title: string, items: readonly string[], head = ''): Section {
  return {
    head: `<details><summary>${words(title)}</summary>\n\n${head}`,
    items,
    foot: '\n</details>\n\n',
    of: 'line',
  };
}

/** How many there are, and at how many places where several units have some from the same. */
function countText(findings: readonly Finding[], outcome: Outcome, { alsoIn }: Context): string {
  const count = findings.reduce((sum, finding) => sum + 1 + (alsoIn.get(finding)?.length ?? 0), 0);
  return `${count} ${outcome}${count === findings.length ? '' : ` at ${plural(findings.length, 'place')}`}`;
}

/** Rows of a table. What to do stands at the first finding of each rule. */
function rows(findings: readonly Finding[], context: Context): readonly string[] {
  const said = new Set<string>();
  return findings.map((finding) => {
    const remedy = said.has(finding.remediation) ? 'as above' : sentence(finding.remediation);
    said.add(finding.remediation);
    return row(finding, remedy, context);
  });
}

function row(finding: Finding, remedy: string, { alsoIn, base }: Context): string {
  const { rule, severity, subject, message } = finding;
  const remark = remarkOf(finding);
  const { at, origin } = placeOf(finding, base);
  const shared = alsoInText(alsoIn.get(finding), base);
  const where = [code(at), ...[...origin, ...(shared === undefined ? [] : [shared])].map(sentence)].join('<br>');
  const what = [sentence(message), ...(remark === undefined ? [] : [sentence(remark)]), `${code(rule)} ${severity}`];
  return `| ${where} | ${code(formatResource(subject))} | ${what.join('<br>')} | ${remedy} |\n`;
}

/** What to write, as diffs. */
function edits(title: string, findings: readonly Finding[], { documents, base }: Context): Section {
  const items = findings.flatMap((finding) => {
    const { kind, lines } = suggestionOf(finding, documents.at(finding.place));
    if (lines.length === 0) return [];
    const edit = fence('diff', lines);
    const shown = edit.length > LONGEST_EDIT ? 'The edit is too long for a comment.\n' : edit;
    const what = kind === 'edit' ? '' : `: ${SUGGESTION_TITLES[kind].toLowerCase()}`;
    return [`${code(placeOf(finding, base).at)} ${code(finding.rule)}${what}\n\n${shown}\n`];
  });
  return { ...fold(title, items), of: 'edit' };
}

function missingSection(missing: readonly Missing[], open: boolean, base: PathBase | undefined): Section {
  const items = groupMissing(missing).flatMap((group) => [
    ...group.missing.map((each) => {
      const place = missingPlace(each, base);
      return `- ${place === '' ? '' : `${code(place)} `}${sentence(each.what)}\n`;
    }),
    `\nTo supply it: ${sentence(group.supply)}\n\n`,
  ]);
  if (open) return { head: '#### Not judged\n\n', items, foot: '', of: 'line' };
  return fold(`Not judged: ${missing.length}`, items);
}

/** What the policy says that somebody should look at: exceptions, comments and annotations, and what it could not tell. */
function noticesSection(report: Report, base: PathBase | undefined): Section {
  const items = noticesToLookAt(report).map((notice) => {
    const { place } = notice;
    const at = place === undefined ? '' : `${code(`${namedFile(place.file, base)}:${place.line}`)} `;
    return `- ${at}${sentence(sentenceOf(notice))}\n`;
  });
  return { head: '#### Policy: to look at\n\n', items, foot: '\n', of: 'line' };
}

function accepted(findings: readonly Finding[], context: Context): Section {
  const items = findings.map(
    (finding) =>
      `- ${code(placeOf(finding, context.base).at)} ${code(formatResource(finding.subject))} ${code(finding.rule)}: ${words(acceptanceOf(finding)?.why ?? '')}\n`,
  );
  return { ...fold(countText(findings, 'accepted', context), items), of: 'finding' };
}
