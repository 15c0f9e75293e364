import type { LayerUpdate } from '../../core/report.ts';
import type { FoundVulnerability } from '../../core/vulnerability.ts';
import { systemUpdateCommand } from '../../evidence/image/update-command.ts';
import { packageTypeOf } from './package-type.ts';

/** For each layer, the command that updates all packages of the operating system which have a fix, the lowest layer first. */
export function layerUpdates(vulnerabilities: readonly FoundVulnerability[]): readonly LayerUpdate[] {
  const mendable = vulnerabilities.filter(({ fixed, state }) => fixed !== undefined && state === 'affected');
  const groups = Map.groupBy(mendable, ({ layer = null, purl }) => JSON.stringify([layer, placeOf(purl)]));
  return [...groups.values()]
    .flatMap((group) => updateOf(group))
    .toSorted((a, b) => (a.layer ?? 0) - (b.layer ?? 0) || b.mends - a.mends);
}

/** The packages that one command updates where they are installed. */
const UPDATED = ['apk', 'deb', 'rpm'] as const;

function updateOf(group: readonly FoundVulnerability[]): readonly LayerUpdate[] {
  const [first] = group;
  const type = UPDATED.find((each) => each === packageTypeOf(first?.purl ?? ''));
  if (first === undefined || type === undefined) return [];
  const names = [...new Set(group.flatMap(({ installed }) => installed))].toSorted();
  const distribution = placeOf(first.purl).split('/').at(-1) ?? '';
  const command = systemUpdateCommand({ type, names, distribution });
  return command === undefined ? [] : [{ layer: first.layer ?? null, command, mends: group.length }];
}

/** `pkg:deb/debian`: the packages that one package manager updates. */
function placeOf(purl: string): string {
  return purl.slice(0, Math.max(purl.lastIndexOf('/'), 0));
}
