import { printable } from '../excerpt/printable.ts';
import { remarkOf } from '../shown/remark.ts';
import type { VulnerabilityRow } from '../shown/vulnerability-rows.ts';
import type { Paint } from './paint.ts';
import { wrap } from './wrap.ts';

/** How many remarks are shown unless all are asked for. */
const SHOWN = 5;

/** What VEX says of rows without accepting them, the same once for all of them. */
export function vexLines(
  rows: readonly VulnerabilityRow[],
  { paint, width, all }: { readonly paint: Paint; readonly width: number; readonly all: boolean },
): readonly string[] {
  const ids = new Map<string, Set<string>>();
  for (const row of rows) {
    const remark = row.vulnerability.vex === undefined ? undefined : remarkOf(row);
    if (remark !== undefined) ids.set(remark, (ids.get(remark) ?? new Set()).add(row.vulnerability.id));
  }
  if (ids.size === 0) return [];
  const shown = all ? [...ids] : [...ids].slice(0, SHOWN);
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
