import { spawnSync } from 'node:child_process';
import { lstatSync, readFileSync } from 'node:fs';
import { relative } from 'node:path';
import { expect, test } from 'vitest';
import type { CatalogItem } from '../../src/catalogers/cataloger.ts';
import { npmInstalledPackage } from '../../src/catalogers/npm/installed-package.ts';
import { npmPackageLock } from '../../src/catalogers/npm/package-lock.ts';
import { catalogText } from '../../src/catalogers/testing/catalog-text.ts';
import { isInstalled } from '../programs.ts';
import { ROOT } from '../repository.ts';

function named(items: readonly CatalogItem[]): readonly string[] {
  return items.flatMap((item) => {
    if (item.kind !== 'package' || item.package.evidence === 'recognised') return [];
    const { namespace, name, version } = item.package;
    return [`${namespace === undefined ? name : `${namespace}/${name}`}@${version}`];
  });
}

/** The packages that npm says are installed here, by their directories: `path:name@version`. A link leads to a part of this repository. */
function listed(): ReadonlyMap<string, string> {
  const { stdout } = spawnSync('npm', ['ls', '--all', '--parseable', '--long'], { cwd: ROOT, encoding: 'utf8' });
  const rows = stdout.split('\n').flatMap((line) => {
    const [directory = '', name = ''] = line.split(':');
    const isPackage = directory.includes('node_modules/') && !lstatSync(directory).isSymbolicLink();
    return isPackage ? [[relative(ROOT, directory), name] as const] : [];
  });
  return new Map(rows);
}

test.skipIf(!isInstalled('npm'))(
  'the packages of this repository are those of `npm ls`',
  { timeout: 60_000 },
  async () => {
    const expected = listed();
    expect(expected.size).toBeGreaterThan(50);
    const found = new Map<string, string>();
    for (const directory of expected.keys()) {
      const path = `${directory}/package.json`;
      const [name = ''] = named(await catalogText(npmInstalledPackage, path, readFileSync(`${ROOT}/${path}`)));
      found.set(directory, name);
    }
    expect(found).toEqual(expected);
    const lock = readFileSync(`${ROOT}/package-lock.json`);
    const locked = named(await catalogText(npmPackageLock, 'package-lock.json', lock));
    expect([...expected.values()].filter((name) => !locked.includes(name))).toEqual([]);
  },
);
