import type { MendingReport, Rebuild, Report } from '../../core/report.ts';
import { printable } from '../../report/excerpt/printable.ts';
import { plural } from '../../report/shown/plural.ts';

/** What another base would change, a line for each; empty where none is asked about. What updates mend stands below the table. */
export function mendingLines({ mending = [] }: Report): string {
  const isNamed = mending.length > 1;
  const lines = mending.flatMap((each) => [
    ...(isNamed && each.rebuilds.length > 0 ? [`${each.unit}:`] : []),
    ...each.rebuilds.map((rebuild) => rebuildText(rebuild, each)),
  ]);
  return lines.map((line) => `${printable(line)}\n`).join('');
}

function rebuildText(
  { base, layers, isAssumed, carried, removed, brought, unknown }: Rebuild,
  all: MendingReport,
): string {
  if (unknown !== '') return `rebuild: what changes on ${base} cannot be told: ${unknown}`;
  const lowest = layers === 1 ? 'layer 1' : `layers 1 to ${layers}`;
  const by = `${lowest}${isAssumed ? ', taken for its base,' : ''} ${layers === 1 ? 'brings' : 'bring'}`;
  const also = brought === 0 ? '' : ` and brings ${plural(brought, 'other')}`;
  return `rebuild: on ${base} removes ${removed} of ${all.vulnerabilities}${also}; ${by} ${carried} of them`;
}
