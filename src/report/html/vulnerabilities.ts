import type { Report } from '../../core/report.ts';
import { imageCell } from '../shown/image-name.ts';
import { outcomeOf } from '../shown/outcome.ts';
import { type Remedy, remediesOf } from '../shown/remedies.ts';
import {
  fixText,
  likelihoodText,
  packageText,
  severityText,
  type VulnerabilityRow,
  vulnerabilityRows,
  vulnerabilitySummary,
} from '../shown/vulnerability-rows.ts';
import { html, type Markup, nothing, sentence } from './markup.ts';
import { severityTag, tag } from './tags.ts';
import type { ToldFindings } from './told.ts';

/** As many remedies stand open; the others are behind them. */
const SHOWN_REMEDIES = 5;

interface Column {
  readonly head: string;
  readonly cell: (row: VulnerabilityRow) => Markup;
  /** Whether it stands there where no row tells anything in it. */
  readonly isOptional?: boolean;
}

/** The vulnerabilities as a table, the most urgent first, and what mends most of them. */
export function vulnerabilitiesSection({ findings }: Report, told: ToldFindings): Markup {
  const rows = vulnerabilityRows(findings);
  if (rows.length === 0) return nothing;
  const columns = columnsOf(rows, told);
  const heads = columns.map(({ head }) => html`<th scope="col">${head}</th>`);
  const lines = rows.map(
    (row) => html`<tr>${columns.map((column) => cellMarkup(column, row))}</tr>
`,
  );
  return html`<section aria-labelledby="vulnerabilities"><h2 id="vulnerabilities">Vulnerabilities</h2><p>${vulnerabilitySummary(rows)}</p>${remediesMarkup(remediesOf(rows))}<div class="wide"><table class="rows flaws"><caption class="unseen">Vulnerabilities, the most urgent first</caption><thead><tr>${heads}</tr></thead><tbody>${lines}</tbody></table></div></section>
`;
}

function columnsOf(rows: readonly VulnerabilityRow[], told: ToldFindings): readonly Column[] {
  const columns: readonly Column[] = [
    { head: 'vulnerability', cell: (row) => nameMarkup(row, told) },
    { head: 'package', cell: ({ vulnerability }) => html`${packageText(vulnerability)}` },
    { head: 'installed', cell: ({ vulnerability }) => html`${vulnerability.version}` },
    { head: 'fixed in', cell: ({ vulnerability }) => html`${fixText(vulnerability)}` },
    { head: 'severity', cell: severityMarkup },
    { head: 'EPSS', cell: ({ vulnerability }) => html`${likelihoodText(vulnerability)}`, isOptional: true },
    { head: 'KEV', cell: exploitedMarkup, isOptional: true },
    { head: 'policy', cell: (row) => tag(outcomeOf(row)) },
    whereColumn(rows),
  ];
  return columns.filter(
    ({ isOptional, cell }) => isOptional !== true || rows.some((row) => cell(row).toString() !== ''),
  );
}

/** Of one image the layer, of a bill that knows none the file, of several the image: the digest that pins it stands at the finding. */
function whereColumn(rows: readonly VulnerabilityRow[]): Column {
  const isOne = new Set(rows.map(imageCell)).size === 1;
  if (!isOne) return { head: 'image', cell: (row) => html`${imageCell(row)}` };
  if (rows.every(({ vulnerability: { layer } }) => layer === undefined))
    return { head: 'file', cell: ({ vulnerability: { path } }) => html`${path}` };
  return { head: 'layer', cell: ({ vulnerability: { layer, path } }) => html`${layer ?? path}` };
}

function cellMarkup({ head, cell }: Column, row: VulnerabilityRow): Markup {
  return html`<td data-label="${head}">${cell(row)}</td>`;
}

/** What tells more of it stands at its finding. */
function nameMarkup(row: VulnerabilityRow, { anchors }: ToldFindings): Markup {
  const { id } = row.vulnerability;
  const anchor = anchors.get(row);
  return anchor === undefined ? html`${id}` : html`<a href="#${anchor}">${id}</a>`;
}

function severityMarkup(row: VulnerabilityRow): Markup {
  return severityTag(row.severity, severityText(row));
}

function exploitedMarkup({ vulnerability: { exploited } }: VulnerabilityRow): Markup {
  return exploited === undefined ? nothing : tag('exploited', 'yes');
}

function remediesMarkup(remedies: readonly Remedy[]): Markup {
  if (remedies.length === 0) return nothing;
  const more = remedies.slice(SHOWN_REMEDIES);
  const others = html`<details><summary>${more.length} more</summary><ul>${more.map(remedyMarkup)}</ul></details>`;
  return html`<h3>What mends most</h3><ul>${remedies.slice(0, SHOWN_REMEDIES).map(remedyMarkup)}</ul>${more.length === 0 ? nothing : others}`;
}

function remedyMarkup({ mends, what }: Remedy): Markup {
  return html`<li><strong>mends ${mends}:</strong> ${sentence(what)}</li>`;
}
