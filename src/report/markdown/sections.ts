import type { Finding } from '../../core/finding.ts';
import type { Report } from '../../core/report.ts';
import { formatResource } from '../../core/subject.ts';
import type { Missing } from '../../core/verdict.ts';
import { MaskedDocuments } from '../excerpt/masked-document.ts';
import { acceptanceOf } from '../shown/acceptance.ts';
import { groupMissing, missingPlace } from '../shown/missing.ts';
import { outcomeOf } from '../shown/outcome.ts';
import { placeOf } from '../shown/place.ts';
import { groupByResource } from '../shown/resource-group.ts';
import { code, fence, sentence, words } from './escape.ts';
import type { Section } from './fit.ts';

/** Rows that stand open; the others are folded, so that a comment stays a comment. */
const OPEN_ROWS = 15;

/** A longer edit is left to the other formats. */
const LONGEST_EDIT = 2000;

const TABLE_HEAD = '| Where | Workload | What | What to do |\n| --- | --- | --- | --- |\n';

/** Everything below the verdict, what matters most first. */
export function sectionsOf(report: Report, all: boolean): readonly Section[] {
  // What was grouped for people is in the order in which they should read it.
  const findings = groupByResource(report.findings).flatMap((group) => group.findings);
  const byOutcome = Map.groupBy(findings, outcomeOf);
  const denied = byOutcome.get('denied') ?? [];
  const undecided = byOutcome.get('undecided') ?? [];
  const warned = byOutcome.get('warned') ?? [];
  const documents = new MaskedDocuments(report.concealed);
  return [
    ...tables('#### What blocks', 'more that block', denied),
    edits('Edits that mend it', denied.slice(0, OPEN_ROWS), documents),
    ...tables('#### What could not be decided', 'more that could not be decided', undecided),
    missingSection(report.incomplete, report.verdict === 'incomplete'),
    exceptionsSection(report),
    folded(`${warned.length} warned`, rows(warned)),
    edits('More edits', [...denied.slice(OPEN_ROWS), ...undecided, ...warned], documents),
    accepted(byOutcome.get('accepted') ?? []),
    ...(all ? [folded('Recorded', rows(byOutcome.get('recorded') ?? []))] : []),
  ];
}

function tables(title: string, more: string, findings: readonly Finding[]): readonly Section[] {
  const items = rows(findings);
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

/** Rows of a table. What to do stands at the first finding of each rule. */
function rows(findings: readonly Finding[]): readonly string[] {
  const said = new Set<string>();
  return findings.map((finding) => {
    const remedy = said.has(finding.remediation) ? 'as above' : sentence(finding.remediation);
    said.add(finding.remediation);
    return row(finding, remedy);
  });
}

function row(finding: Finding, remedy: string): string {
  const { rule, severity, subject, message } = finding;
  const { at, notes } = placeOf(finding);
  const where = [code(at), ...notes.map(words)].join('<br>');
  return `| ${where} | ${code(formatResource(subject))} | ${sentence(message)}<br>${code(rule)} ${severity} | ${remedy} |\n`;
}

/** What to write, as diffs. */
function edits(title: string, findings: readonly Finding[], documents: MaskedDocuments): Section {
  const items = findings.flatMap((finding) => {
    const lines = editOf(finding, documents);
    if (lines.length === 0) return [];
    const edit = fence('diff', lines);
    const shown = edit.length > LONGEST_EDIT ? 'The edit is too long for a comment.\n' : edit;
    const { at, edited } = placeOf(finding);
    return [`${code(at)} ${code(finding.rule)} ${words(edited)}\n\n${shown}\n`];
  });
  return { ...fold(title, items), of: 'edit' };
}

function editOf({ fix, addition, place }: Finding, documents: MaskedDocuments): readonly string[] {
  if (fix.length > 0) return documents.at(place).hunks(fix);
  const manifest = addition.trimEnd();
  return manifest === '' ? [] : manifest.split('\n').map((line) => `+${line}`);
}

function missingSection(missing: readonly Missing[], open: boolean): Section {
  const items = groupMissing(missing).flatMap((group) => [
    ...group.missing.map((each) => {
      const place = missingPlace(each);
      return `- ${place === '' ? '' : `${code(place)} `}${sentence(each.what)}\n`;
    }),
    `\nTo supply it: ${sentence(group.supply)}\n\n`,
  ]);
  if (open) return { head: '#### Not judged\n\n', items, foot: '', of: 'line' };
  return fold(`Not judged: ${missing.length}`, items);
}

/** Exceptions that somebody has to do something about. */
function exceptionsSection({ exceptions }: Report): Section {
  const items = exceptions
    .filter(({ state }) => state !== 'applied')
    .map(({ rule, owner, expires, state }) => {
      const what = state === 'expired' ? `expired on ${words(expires)}` : 'matches no finding';
      return `- The exception of ${words(owner)} for ${code(rule)} ${what}.\n`;
    });
  return { head: '#### Exceptions to look at\n\n', items, foot: '\n', of: 'line' };
}

function accepted(findings: readonly Finding[]): Section {
  const items = findings.map(
    (finding) =>
      `- ${code(placeOf(finding).at)} ${code(formatResource(finding.subject))} ${code(finding.rule)}: ${words(acceptanceOf(finding)?.why ?? '')}\n`,
  );
  return { ...fold(`${findings.length} accepted`, items), of: 'finding' };
}
