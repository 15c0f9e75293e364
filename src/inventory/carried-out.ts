import type { Package } from '../core/package.ts';
import type { InventoryPackage } from './inventory.ts';

/** Directories beside a lock file into which its packages are installed. */
const BESIDE: ReadonlySet<string> = new Set(['node_modules', 'vendor', '.venv', 'venv', '.bundle', 'deps']);

/**
 * Leaves out what lock files name where it was installed, so that nothing is told twice: an image is what is installed in it, and a lock
 * file counts only where it is all that there is, as in a source tree. One was carried out where packages of its kind lie in a directory
 * beside it that is made for them, or where at least half of what it names is installed somewhere: the rest is for development or for
 * other platforms. Of others every package is left out that is installed in the same version.
 */
export function withoutCarriedOut(packages: readonly InventoryPackage[]): readonly InventoryPackage[] {
  const locks = Map.groupBy(
    packages.filter(({ package: { evidence } }) => evidence === 'locked'),
    ({ places: [{ path }] }) => path,
  );
  if (locks.size === 0) return packages;
  const present = packages.filter(({ package: { evidence } }) => evidence !== 'locked');
  const versions = new Set(present.map((each) => identityOf(each.package)));
  const isInstalled = (each: InventoryPackage): boolean => versions.has(identityOf(each.package));
  const carriedOut = new Set(directoriesWithPackages(present));
  const counting = new Set<InventoryPackage>(present);
  for (const [path, locked] of locks) {
    const missing = locked.filter((each) => !isInstalled(each));
    const isBeside = carriedOut.has(besideKey(locked[0]?.package.type, directoryOf(path)));
    if (!isBeside && missing.length * 2 > locked.length) for (const each of missing) counting.add(each);
  }
  return packages.filter((each) => counting.has(each));
}

/** Each directory in which a directory with installed packages lies, with their type. */
function directoriesWithPackages(present: readonly InventoryPackage[]): readonly string[] {
  const installed = present.filter(({ package: { evidence } }) => evidence === 'installed');
  return installed.flatMap(({ package: { type }, places }) =>
    places.flatMap(({ path }) => directoriesBeside(path).map((directory) => besideKey(type, directory))),
  );
}

/** For `app/node_modules/a/package.json` `app/`. */
function directoriesBeside(path: string): readonly string[] {
  const steps = path.split('/');
  return steps.flatMap((step, depth) => (BESIDE.has(step) ? [[...steps.slice(0, depth), ''].join('/')] : []));
}

function directoryOf(path: string): string {
  return path.slice(0, path.lastIndexOf('/') + 1);
}

function besideKey(type: Package['type'] | undefined, directory: string): string {
  return `${type}\n${directory}`;
}

function identityOf({ type, namespace = '', name, version }: Package): string {
  return JSON.stringify([type, namespace, name, version]);
}
