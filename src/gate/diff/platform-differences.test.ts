import { expect, test } from 'vitest';
import type { Package, PackageType } from '../../core/package.ts';
import type { InventoryPackage } from '../../inventory/inventory.ts';
import { platformDifferences } from './platform-differences.ts';

function found(type: PackageType, name: string, version: string, more: Partial<Package> = {}): InventoryPackage {
  return {
    package: { type, name, version, evidence: 'installed', ...more },
    purl: undefined,
    cataloger: 'x',
    places: [{ path: 'x', layer: 0 }],
    layer: 0,
    files: [],
    owner: undefined,
  };
}

function differences(...platforms: readonly (readonly InventoryPackage[])[]) {
  return platformDifferences(platforms.map((packages, index) => ({ platform: `p${index}`, packages })));
}

test('what a package is built for is no difference', () => {
  const one = found('deb', 'libc6', '2.36', { namespace: 'debian', architecture: 'amd64' });
  const other = found('deb', 'libc6', '2.36', { namespace: 'debian', architecture: 'arm64' });
  expect(differences([one], [other])).toEqual([]);
});

test('platforms with the same versions are told together, also with several versions and with none', () => {
  const [old, late] = [found('npm', 'core', '1', { namespace: '@b' }), found('npm', 'core', '2', { namespace: '@b' })];
  expect(differences([late, old], [old], [], [old, late])).toEqual([
    {
      type: 'npm',
      name: '@b/core',
      found: [
        { versions: ['1', '2'], platforms: ['p0', 'p3'] },
        { versions: ['1'], platforms: ['p1'] },
        { versions: [], platforms: ['p2'] },
      ],
    },
  ]);
});

test('packages of the same name are told apart by their ecosystem, and come in order', () => {
  const packages = [found('pypi', 'b', '1'), found('npm', 'b', '1'), found('npm', 'a', '1')];
  expect(differences(packages, []).map(({ type, name }) => `${type} ${name}`)).toEqual(['npm a', 'npm b', 'pypi b']);
  expect(differences(packages)).toEqual([]);
});
