import { isOfOperatingSystem } from '../../core/operating-system.ts';
import { systemUpdateCommand } from '../../evidence/image/update-command.ts';
import { outcomeOf } from './outcome.ts';
import type { VulnerabilityRow } from './vulnerability-rows.ts';

/** What mends some vulnerabilities. */
export interface Remedy {
  /** How many. */
  readonly mends: number;
  /** What to do: `` `apt-get update && apt-get install --only-upgrade openssl` in layer 1, or build the image anew ``. */
  readonly what: string;
}

/**
 * What mends the vulnerabilities that have a fix and that nobody accepted, what mends most first: of the packages of a distribution one
 * command for each layer of each image.
 */
export function remediesOf(rows: readonly VulnerabilityRow[]): readonly Remedy[] {
  const standing = rows.filter((row) => row.vulnerability.fixed !== undefined && outcomeOf(row) !== 'accepted');
  const mends = new Map<string, number>();
  // What is to be done for several images in the same words is told once.
  for (const group of Map.groupBy(standing, groupOf).values()) {
    const what = remedyOf(group);
    mends.set(what, (mends.get(what) ?? 0) + group.length);
  }
  return [...mends].map(([what, count]) => ({ mends: count, what })).toSorted((a, b) => b.mends - a.mends);
}

function groupOf(row: VulnerabilityRow): string {
  const { update, layer } = row.vulnerability;
  if (update === undefined) return row.remediation;
  return JSON.stringify([row.unit, layer, update.type, update.distribution]);
}

function remedyOf(group: readonly VulnerabilityRow[]): string {
  const [first, ...others] = group;
  const update = first?.vulnerability.update;
  const isOne = others.every(({ remediation }) => remediation === first?.remediation);
  if (first === undefined || update === undefined || !isOfOperatingSystem(update.type) || isOne)
    return first?.remediation ?? '';
  const names = [...new Set(group.flatMap(({ vulnerability }) => vulnerability.update?.names ?? []))].toSorted();
  const command = systemUpdateCommand({ ...update, names });
  const { layer } = first.vulnerability;
  const where = layer === undefined ? '' : ` in layer ${layer}`;
  return command === undefined ? first.remediation : `\`${command}\`${where}, or build the image anew on a newer base.`;
}
