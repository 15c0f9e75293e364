/** A column of a table. */
export interface Column<Row> {
  readonly head: string;
  readonly cell: (row: Row) => string;
  /** The least width to which it may be cut; a column without one keeps its width. */
  readonly least?: number;
  /** What stays of a cell that is too long: of a version both ends tell something. */
  readonly keeps?: 'start' | 'end' | 'both';
}

const GAP = '  ';

/** Rows as lines of at most so many columns where they can be cut to that, the widest cut first; the first line has the heads. */
export function fitTable<Row>(columns: readonly Column<Row>[], rows: readonly Row[], width: number): readonly string[] {
  const cells = [columns.map(({ head }) => head), ...rows.map((row) => columns.map(({ cell }) => cell(row)))];
  const widths = columns.map((_, at) => Math.max(...cells.map((line) => line[at]?.length ?? 0)));
  for (let over = totalOf(widths) - width; over > 0; over -= 1) {
    const widest = widestOf(widths, columns);
    if (widest === undefined) break;
    widths[widest] = (widths[widest] ?? 0) - 1;
  }
  return cells.map((line) =>
    line
      .map((cell, at) => cut(cell, widths[at] ?? 0, columns[at]?.keeps ?? 'start').padEnd(widths[at] ?? 0))
      .join(GAP)
      .trimEnd(),
  );
}

/** Whether a table can be cut to a width. */
export function fits<Row>(columns: readonly Column<Row>[], rows: readonly Row[], width: number): boolean {
  return fitTable(columns, rows, width).every((line) => line.length <= width);
}

function totalOf(widths: readonly number[]): number {
  return widths.reduce((sum, width) => sum + width, 0) + GAP.length * (widths.length - 1);
}

function widestOf<Row>(widths: readonly number[], columns: readonly Column<Row>[]): number | undefined {
  let widest: number | undefined;
  for (const [at, { least = Number.POSITIVE_INFINITY }] of columns.entries()) {
    const width = widths[at] ?? 0;
    if (width > least && (widest === undefined || width > (widths[widest] ?? 0))) widest = at;
  }
  return widest;
}

function cut(cell: string, width: number, keeps: NonNullable<Column<never>['keeps']>): string {
  if (cell.length <= width) return cell;
  const room = Math.max(0, width - 1);
  const before = { start: room, end: 0, both: Math.floor(room / 2) }[keeps];
  return `${cell.slice(0, before)}…${cell.slice(cell.length - room + before)}`;
}
