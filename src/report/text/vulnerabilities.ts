import type { Report } from '../../core/report.ts';
import type { MaskedDocuments } from '../excerpt/masked-document.ts';
import { printable } from '../excerpt/printable.ts';
import { imageCell } from '../shown/image-name.ts';
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
import { type Column, fits, fitTable } from './fit-table.ts';
import type { Paint } from './paint.ts';
import { vexLines } from './vex.ts';
import { wrap } from './wrap.ts';

/** How many rows are shown unless all are asked for. */
const SHOWN = 25;

/** How many remedies are shown unless all are asked for. */
const REMEDIES = 5;

/** How the table is shown. */
export interface TableContext {
  readonly documents: MaskedDocuments;
  readonly paint: Paint;
  readonly width: number;
  readonly all: boolean;
}

/** The vulnerabilities as a table, the most urgent first, what mends them, and one line that sums them up. */
export function vulnerabilityLines({ command, units, findings }: Report, context: TableContext): readonly string[] {
  const rows = vulnerabilityRows(findings);
  if (rows.length === 0) return [];
  const { all, paint, width } = context;
  const shown = all ? rows : rows.slice(0, SHOWN);
  const [image, ...others] = [...new Set(rows.map(imageCell))];
  const isOne = others.length === 0;
  const hasStep = command === 'scan' && isOne;
  const wide = columnsOf(shown, whereOf(rows, isOne));
  const isWide = fits(wide, shown, width);
  const columns = isWide ? wide : narrowColumns(isOne);
  const [head = '', ...lines] = fitTable(columns.map(printableColumn), shown, width);
  const hidden = rows.length - shown.length;
  return [
    // The card of a scan of one image has told it.
    ...(isOne && (command !== 'scan' || units.length > 1) ? [paint.bold(printable(`Image ${image ?? ''}`))] : []),
    paint.faint(head),
    ...lines.map((line, index) => {
      const row = shown[index];
      return row?.vulnerability.layer === undefined || !isWide || !hasStep ? line : withStep(line, row, context);
    }),
    ...(hidden === 0 ? [] : [paint.faint(`${hidden} more, run with --all`)]),
    '',
    ...remedyLines(rows, context),
    ...vexLines(rows, context),
    ...wrap(vulnerabilitySummary(rows), width).map((line) => paint.bold(line)),
    '',
  ];
}

type RowColumn = Column<VulnerabilityRow>;

const ID: RowColumn = { head: 'VULNERABILITY', cell: ({ vulnerability }) => vulnerability.id };
const PACKAGE: RowColumn = { head: 'PACKAGE', cell: ({ vulnerability }) => packageText(vulnerability), least: 10 };
const INSTALLED: RowColumn = {
  head: 'INSTALLED',
  cell: ({ vulnerability }) => vulnerability.version,
  least: 9,
  keeps: 'both',
};
const FIXED: RowColumn = {
  head: 'FIXED IN',
  cell: ({ vulnerability }) => fixText(vulnerability),
  least: 9,
  keeps: 'both',
};
const EPSS: RowColumn = { head: 'EPSS', cell: ({ vulnerability }) => likelihoodText(vulnerability) };
const KEV: RowColumn = {
  head: 'KEV',
  cell: ({ vulnerability: { exploited } }) => (exploited === undefined ? '' : 'yes'),
};
const POLICY: RowColumn = { head: 'POLICY', cell: outcomeOf };
const LAYER: RowColumn = {
  head: 'LAYER',
  cell: ({ vulnerability: { layer, path } }) => (layer === undefined ? path : `${layer}`),
  least: 5,
};

/** Of a bill that knows no layers. */
const FILE: RowColumn = { head: 'FILE', cell: ({ vulnerability: { path } }) => path, least: 12 };

/** Where the packages of one image lie, else in which image. */
function whereOf(rows: readonly VulnerabilityRow[], isOne: boolean): readonly RowColumn[] {
  if (!isOne) return [IMAGE];
  if (rows.some(({ vulnerability: { layer } }) => layer !== undefined)) return [LAYER];
  return rows.some(({ vulnerability: { path } }) => path !== '') ? [FILE] : [];
}

const IMAGE: RowColumn = {
  head: 'IMAGE',
  cell: imageCell,
  least: 16,
  keeps: 'end',
};

/** Where there is room for it: what nobody tells of any row has no column. */
function columnsOf(rows: readonly VulnerabilityRow[], where: readonly RowColumn[]): readonly RowColumn[] {
  const told = [EPSS, KEV].filter(({ cell }) => rows.some((row) => cell(row) !== ''));
  const severity = { head: 'SEVERITY', cell: severityText };
  const versions = [INSTALLED, FIXED].map((column) => ({ ...column, least: 12 }));
  return [ID, { ...PACKAGE, least: 14 }, ...versions, severity, ...told, POLICY, ...where];
}

/** The least that a row tells: whether something is known to be exploited stands in the place of how likely that is. */
const NARROW: readonly RowColumn[] = [
  { ...ID, least: 14 },
  PACKAGE,
  INSTALLED,
  FIXED,
  { head: 'SEVERITY', cell: ({ severity }) => severity },
  { head: 'EPSS', cell: (row) => (row.vulnerability.exploited === undefined ? EPSS.cell(row) : 'KEV') },
  POLICY,
];

/** Of several images a row tells in which it is, rather than which version that one has. */
function narrowColumns(isOne: boolean): readonly RowColumn[] {
  return isOne ? NARROW : [...NARROW.filter((column) => column !== INSTALLED), IMAGE];
}

function printableColumn(column: RowColumn): RowColumn {
  return { ...column, cell: (row) => printable(column.cell(row)) };
}

/** The step that made the layer, as far as there is room for it. */
function withStep(line: string, { location, place }: VulnerabilityRow, { documents, width }: TableContext): string {
  const step = printable(documents.at(place).line(location.line).trim());
  const room = width - line.length - 1;
  if (step === '' || room < LEAST_ROOM) return line;
  return `${line} ${step.length > room ? `${step.slice(0, room - 1)}…` : step}`;
}

/** Less of a step than so many characters tells nothing. */
const LEAST_ROOM = 12;

function remedyLines(rows: readonly VulnerabilityRow[], { paint, width, all }: TableContext): readonly string[] {
  const remedies = remediesOf(rows);
  if (remedies.length === 0) return [];
  const shown = all ? remedies : remedies.slice(0, REMEDIES);
  const hidden = remedies.length - shown.length;
  return [
    ...shown.flatMap(({ mends, what }) => {
      const [first = '', ...rest] = wrap(printable(`mends ${mends}: ${what}`), width - 4);
      return [`= ${first}`, ...rest.map((line) => `  ${line}`)];
    }),
    ...(hidden === 0 ? [] : [paint.faint(`${hidden} more ${hidden === 1 ? 'remedy' : 'remedies'}, run with --all`)]),
    '',
  ];
}
