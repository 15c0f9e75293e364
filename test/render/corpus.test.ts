import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { FindingDocument } from '../../src/contract/report.ts';
import { isInstalled } from '../programs.ts';
import { ROOT } from '../repository.ts';
import { judgeTree } from './judge-tree.ts';

const SHARED = join(process.env['PLIMSOLL_SHARED'] ?? join(ROOT, '../shared'), 'data/manifests');
const hasShared = existsSync(SHARED);
const hasHelm = isInstalled('helm', 'version');
const hasKustomize = isInstalled('kustomize', 'version') || isInstalled('kubectl', 'version', '--client');

/** What of a finding's places is no line of a file that is there. */
function faultsOf({ rule, location }: FindingDocument): readonly string[] {
  return [location, location.value].flatMap((place) => {
    if (place === undefined) return [];
    const lines = existsSync(place.file) ? readFileSync(place.file, 'utf8').split('\n').length : 0;
    return place.line >= 1 && place.line <= lines ? [] : [`${rule}: ${place.file}:${place.line} of ${lines} lines`];
  });
}

describe.skipIf(!hasShared)('the shared corpus (skipped where ../shared is absent)', () => {
  test.skipIf(!hasHelm).each([
    ['podinfo/charts', 1, 4],
    ['online-boutique/helm-chart', 1, 12],
    ['kubernetes-goat/scenarios/metadata-db', 1, 2],
  ])('the chart in %s is rendered whole, and each finding has its line', async (path, units, workloads) => {
    const { report } = await judgeTree(ROOT, [join(SHARED, path), '--all']);
    expect(report.incomplete).toEqual([]);
    expect(report.units).toHaveLength(units);
    expect(report.checked.workloads).toBe(workloads);
    expect(report.findings.flatMap(faultsOf)).toEqual([]);
    expect(report.findings.every(({ location }) => location.rendered?.by === 'helm')).toBe(true);
  });

  test.skipIf(!hasKustomize).each([
    ['podinfo/kustomize', 1, 1],
    ['online-boutique/kustomize', 5, 50],
    ['online-boutique/kubernetes-manifests', 2, 12],
  ])('the kustomizations in %s are rendered whole, and each finding has its line', async (path, units, workloads) => {
    const { report } = await judgeTree(ROOT, [join(SHARED, path), '--all']);
    expect(report.incomplete).toEqual([]);
    expect(report.units).toHaveLength(units);
    expect(report.checked.workloads).toBe(workloads);
    expect(report.findings.flatMap(faultsOf)).toEqual([]);
  });
});
