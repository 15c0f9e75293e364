import type { Report } from '../../core/report.ts';
import { addressOf } from '../shown/identified-vulnerabilities.ts';
import { outcomeOf } from '../shown/outcome.ts';
import { remediesOf } from '../shown/remedies.ts';
import {
  fixText,
  likelihoodText,
  packageText,
  severityText,
  type VulnerabilityRow,
  vulnerabilityRows,
  vulnerabilitySummary,
} from '../shown/vulnerability-rows.ts';
import { code, sentence, words } from './escape.ts';
import type { Section } from './fit.ts';

/** Rows and remedies that stand open; the others are folded, so that a comment stays a comment. */
const OPEN_ROWS = 15;
const OPEN_REMEDIES = 3;

interface Column {
  readonly head: string;
  readonly cell: (row: VulnerabilityRow) => string;
}

const COLUMNS: readonly Column[] = [
  { head: 'Vulnerability', cell: ({ vulnerability }) => nameText(vulnerability.id) },
  { head: 'Package', cell: ({ vulnerability }) => code(packageText(vulnerability)) },
  { head: 'Installed', cell: ({ vulnerability }) => code(vulnerability.version) },
  { head: 'Fixed in', cell: fixedCell },
  { head: 'Severity', cell: severityText },
  { head: 'EPSS', cell: ({ vulnerability }) => words(likelihoodText(vulnerability)) },
  { head: 'KEV', cell: ({ vulnerability: { exploited } }) => (exploited === undefined ? '' : '**yes**') },
  { head: 'Policy', cell: outcomeOf },
];

/** The vulnerabilities as a table, the most urgent first, and what mends most of them; what is only recorded with `all`. */
export function vulnerabilitySections({ findings }: Report, all: boolean): readonly Section[] {
  const rows = vulnerabilityRows(findings);
  if (rows.length === 0) return [];
  const shown = all ? rows : rows.filter((row) => !UNTOLD.has(outcomeOf(row)));
  const columns = COLUMNS.filter(({ cell }) => shown.some((row) => cell(row) !== ''));
  const items = shown.map((row) => lineOf(columns.map(({ cell }) => cell(row))));
  const head = lineOf(columns.map((column) => column.head)) + lineOf(columns.map(() => '---'));
  const remedies = remediesOf(shown).map(({ mends, what }) => `- mends ${mends}: ${sentence(what)}\n`);
  const summary = `#### Vulnerabilities\n\n${sentence(vulnerabilitySummary(rows))}\n\n`;
  return [
    { head: `${summary}${head}`, items: items.slice(0, OPEN_ROWS), foot: '\n', of: 'finding' },
    folded(`${items.length - OPEN_ROWS} more vulnerabilities`, head, items.slice(OPEN_ROWS)),
    { head: '**What mends most**\n\n', items: remedies.slice(0, OPEN_REMEDIES), foot: '\n', of: 'line' },
    { ...folded('What mends the others', '', remedies.slice(OPEN_REMEDIES)), of: 'line' },
  ];
}

/** What does not count is told elsewhere, or in the reports of everything. */
const UNTOLD: ReadonlySet<string> = new Set(['recorded', 'accepted']);

function folded(title: string, head: string, items: readonly string[]): Section {
  return {
    head: `<details><summary>${title}</summary>\n\n${head}`,
    items,
    foot: '\n</details>\n\n',
    of: 'finding',
  };
}

function lineOf(cells: readonly string[]): string {
  return `| ${cells.join(' | ')} |\n`;
}

function fixedCell({ vulnerability }: VulnerabilityRow): string {
  return vulnerability.fixed === undefined ? words(fixText(vulnerability)) : code(vulnerability.fixed);
}

/** A name of the usual kind leads to what is known of it. */
function nameText(id: string): string {
  return /^[A-Z]+(?:-[\w:.]+)+$/.test(id) ? `[${id}](${addressOf(id)})` : code(id);
}
