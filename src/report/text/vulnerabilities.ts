import type { Finding } from '../../core/finding.ts';
import type { Report } from '../../core/report.ts';
import { compareSeverity, severities } from '../../core/severity.ts';
import type { FoundVulnerability } from '../../core/vulnerability.ts';
import type { MaskedDocuments } from '../excerpt/masked-document.ts';
import { printable } from '../excerpt/printable.ts';
import { columns } from '../shown/columns.ts';
import { outcomeOf } from '../shown/outcome.ts';
import { remarkOf } from '../shown/remark.ts';
import type { Paint } from './paint.ts';
import { wrap } from './wrap.ts';

/** How many rows are shown unless all are asked for. */
const SHOWN = 25;

/** How many remedies are shown unless all are asked for. */
const REMEDIES = 5;

/** A finding about a vulnerability. */
type Row = Finding & { readonly vulnerability: FoundVulnerability };

/** How the table is shown. */
export interface TableContext {
  readonly documents: MaskedDocuments;
  readonly paint: Paint;
  readonly width: number;
  readonly all: boolean;
}

/** The vulnerabilities as a table, the worst first, what mends them, and one line that sums them up. */
export function vulnerabilityLines({ command, findings }: Report, context: TableContext): readonly string[] {
  const rows = findings.filter(isRow).toSorted(byPriority);
  if (rows.length === 0) return [];
  const { all, paint } = context;
  const shown = all ? rows : rows.slice(0, SHOWN);
  const isOne = new Set(rows.map(({ subject }) => subject.image)).size === 1;
  const where = command === 'scan' && isOne ? IN_ONE_IMAGE : AMONG_IMAGES;
  const head = ['VULNERABILITY', 'PACKAGE', 'INSTALLED', 'FIXED IN', 'SEVERITY', 'POLICY', where.head];
  const table = columns([head, ...shown.map((row) => [...cellsOf(row), where.cellOf(row)].map(printable))])
    .trimEnd()
    .split('\n');
  const hidden = rows.length - shown.length;
  return [
    ...table.map((line, index) => {
      const row = shown[index - 1];
      if (row === undefined) return paint.faint(line);
      return where.hasStep ? withStep(line, row, context) : line;
    }),
    ...(hidden === 0 ? [] : [paint.faint(`${hidden} more, run with --all`)]),
    '',
    ...remedyLines(rows, context),
    ...vexLines(rows, context),
    paint.bold(summaryOf(rows)),
    '',
  ];
}

function isRow(finding: Finding): finding is Row {
  return finding.vulnerability !== undefined;
}

function byPriority(a: Row, b: Row): number {
  return (
    compareSeverity(a.severity, b.severity) ||
    Number(a.vulnerability.fixed === undefined) - Number(b.vulnerability.fixed === undefined) ||
    (b.vulnerability.score ?? 0) - (a.vulnerability.score ?? 0) ||
    Number(a.vulnerability.package > b.vulnerability.package) -
      Number(a.vulnerability.package < b.vulnerability.package)
  );
}

function cellsOf(row: Row): readonly string[] {
  const { vulnerability: found, severity } = row;
  const { score, ratedBy } = found;
  const rated = ratedBy === '' ? '' : ` (${ratedBy}${score === undefined ? '' : ` ${score}`})`;
  return [found.id, packageText(found), found.version, fixText(found), `${severity}${rated}`, outcomeOf(row)];
}

/** The version that mends it, or why there is none. */
function fixText({ fixed, fixState, elsewhere }: FoundVulnerability): string {
  return fixed ?? (elsewhere === undefined ? WITHOUT_FIX[fixState] : `with ${elsewhere.takes}`);
}

const WITHOUT_FIX: Readonly<Record<FoundVulnerability['fixState'], string>> = {
  fixed: '',
  'fixed-elsewhere': '',
  'no-fix-yet': 'no fix',
  'will-not-fix': 'will not fix',
  'end-of-life': 'end of life',
  unknown: 'unclear',
};

/** How a row says where the package lies. */
interface Where {
  readonly head: string;
  readonly cellOf: (row: Row) => string;
  /** Whether the step that made the layer stands behind it. */
  readonly hasStep: boolean;
}

const IN_ONE_IMAGE: Where = {
  head: 'LAYER',
  cellOf: ({ vulnerability: { layer, path } }) => (layer === undefined ? path : `${layer}`),
  hasStep: true,
};

/** An image is told by its name; the digest that pins it stands in the report for programs. */
const AMONG_IMAGES: Where = {
  head: 'IMAGE',
  cellOf: ({ subject: { image = '' } }) => image.replace(/@.*/, ''),
  hasStep: false,
};

/** The step that made the layer, as far as there is room for it. */
function withStep(line: string, { location, place }: Row, { documents, width }: TableContext): string {
  const step = printable(documents.at(place).line(location.line).trim());
  const room = width - line.length - 1;
  if (step === '' || room < LEAST_ROOM) return line;
  return `${line} ${step.length > room ? `${step.slice(0, room - 1)}…` : step}`;
}

/** Less of a step than so many characters tells nothing. */
const LEAST_ROOM = 12;

function packageText({ package: name, installed }: FoundVulnerability): string {
  if (installed.includes(name)) return name;
  const [first = name] = installed;
  return installed.length < 2 ? `${first} (${name})` : `${first} and ${installed.length - 1} more (${name})`;
}

function remedyLines(rows: readonly Row[], { paint, width, all }: TableContext): readonly string[] {
  const standing = rows.filter((row) => row.vulnerability.fixed !== undefined && outcomeOf(row) !== 'accepted');
  const counts = new Map<string, number>();
  for (const { remediation } of standing) counts.set(remediation, (counts.get(remediation) ?? 0) + 1);
  const remedies = [...counts].toSorted(([, a], [, b]) => b - a);
  if (remedies.length === 0) return [];
  const shown = all ? remedies : remedies.slice(0, REMEDIES);
  const hidden = remedies.length - shown.length;
  return [
    ...shown.flatMap(([remedy, count]) => {
      const [first = '', ...rest] = wrap(printable(`mends ${count}: ${remedy}`), width - 4);
      return [`= ${first}`, ...rest.map((line) => `  ${line}`)];
    }),
    ...(hidden === 0 ? [] : [paint.faint(`${hidden} more ${hidden === 1 ? 'remedy' : 'remedies'}, run with --all`)]),
    '',
  ];
}

/** What VEX says of rows without accepting them, the same once for all of them. */
function vexLines(rows: readonly Row[], { paint, width, all }: TableContext): readonly string[] {
  const ids = new Map<string, Set<string>>();
  for (const row of rows) {
    const remark = row.vulnerability.vex === undefined ? undefined : remarkOf(row);
    if (remark !== undefined) ids.set(remark, (ids.get(remark) ?? new Set()).add(row.vulnerability.id));
  }
  if (ids.size === 0) return [];
  const shown = all ? [...ids] : [...ids].slice(0, REMEDIES);
  const hidden = ids.size - shown.length;
  return [
    ...shown.flatMap(([remark, of]) => {
      const [first = '', ...rest] = wrap(printable(`${[...of].join(', ')}: ${remark}`), width - 4);
      return [`~ ${first}`, ...rest.map((line) => `  ${line}`)];
    }),
    ...(hidden === 0 ? [] : [paint.faint(`${hidden} more of what VEX says, run with --all`)]),
    '',
  ];
}

/** `37 vulnerabilities: 2 critical, 35 high; 31 have a fix`. */
function summaryOf(rows: readonly Row[]): string {
  const bySeverity = severities.flatMap((severity) => {
    const count = rows.filter((row) => row.severity === severity).length;
    return count === 0 ? [] : [`${count} ${severity === 'unknown' ? 'that nobody has rated' : severity}`];
  });
  const fixable = rows.filter(({ vulnerability }) => vulnerability.fixed !== undefined).length;
  const noun = rows.length === 1 ? 'vulnerability' : 'vulnerabilities';
  const fix = fixable === 0 ? 'none has' : fixable === 1 ? '1 has' : `${fixable} have`;
  return `${rows.length} ${noun}: ${bySeverity.join(', ')}; ${fix} a fix`;
}
