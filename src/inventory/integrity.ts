import { isOfOperatingSystem } from '../core/operating-system.ts';
import type { FileIndex } from '../image/file-index.ts';
import { distributionDoubts } from './distribution-doubts.ts';
import type { FoundInventory } from './found-inventory.ts';
import type { InventoryDoubt, InventoryPackage } from './inventory.ts';
import { lostPackages } from './lost-packages.ts';
import { countedPackages, packageNames, sortedPackages } from './package-names.ts';
import { untoldPackages } from './untold-packages.ts';

/**
 * Why an inventory may not be what is in the image. Whoever takes a database away, or packages out of it, has an image in which scanners
 * find nothing: "nothing found" must never mean "could not look".
 */
export function doubtsOf(found: FoundInventory): readonly InventoryDoubt[] {
  const ofSystem = found.packages.filter(({ package: { type } }) => isOfOperatingSystem(type));
  // What programs say of themselves is no database.
  const system = ofSystem.filter(({ package: { evidence } }) => evidence !== 'built-in');
  const lost = lostPackages(found);
  const names = new Set(lost.flatMap(({ packages }) => packages.map(({ name }) => name)));
  return [
    ...lost,
    ...untoldPackages(found, names),
    ...(system.length === 0 ? withoutDatabase(found.index) : []),
    ...(ofSystem.length === 0 ? [] : distributionDoubts(found, ofSystem)),
    ...withoutFileLists(system),
    ...markedForRemoval(system),
  ];
}

const C_LIBRARY = /(?:^|\/)(?:libc\.so\.6|ld-linux[^/]*\.so\.\d|ld-musl-[^/]*\.so\.1)$/;

/** A C library and a shell are not there by chance; a static program, and one with the libraries that it needs, have no shell. */
function withoutDatabase(index: FileIndex): readonly InventoryDoubt[] {
  if (index.find('bin/sh') === undefined) return [];
  for (const { path, type, layer } of index.files()) {
    if (type !== 'file' || !C_LIBRARY.test(path)) continue;
    const reason =
      'there is a C library and a shell, as of an operating system, but no package database that tells of them';
    return [{ kind: 'no-database', weakens: 'packages', place: { path, layer }, reason, packages: [] }];
  }
  return [];
}

/** Lists that are kept beside the database can be deleted without it, to make an image smaller. */
function withoutFileLists(system: readonly InventoryPackage[]): readonly InventoryDoubt[] {
  const kept = system.filter(({ places: [{ path }] }) => path.endsWith('/dpkg/status'));
  const without = kept.filter(({ files }) => files.length === 0);
  const [first] = without;
  if (first === undefined || without.length * 2 <= kept.length) return [];
  const reason = `the lists of the files of ${countedPackages(without.length)} are gone, so that nothing is known of who brought a file`;
  return [doubtAt(first, { kind: 'no-file-lists', weakens: 'owners', reason, packages: without })];
}

function markedForRemoval(system: readonly InventoryPackage[]): readonly InventoryDoubt[] {
  const marked = system.filter(({ package: { details } }) => /^(?:deinstall|purge) /.test(details?.['status'] ?? ''));
  const [first] = marked;
  if (first === undefined) return [];
  const reason = `marked for removal, and still installed: ${packageNames(marked.map((each) => each.package))}`;
  return [doubtAt(first, { kind: 'marked-for-removal', weakens: 'nothing', reason, packages: marked })];
}

interface About extends Pick<InventoryDoubt, 'kind' | 'weakens' | 'reason'> {
  readonly packages: readonly InventoryPackage[];
}

function doubtAt({ places: [{ path, layer }] }: InventoryPackage, { packages, ...about }: About): InventoryDoubt {
  return { ...about, place: { path, layer }, packages: sortedPackages(packages.map((each) => each.package)) };
}
