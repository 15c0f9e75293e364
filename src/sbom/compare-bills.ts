import type { Distribution } from '../core/distribution.ts';
import type { PackageType } from '../core/package.ts';
import { compareVersions, type VersionScheme } from '../versions/compare.ts';
import type { Bill, BilledComponent } from './bill.ts';

/** Whether a version is later or earlier than the one before; `changed` where its ecosystem does not tell. */
export type Direction = 'upgraded' | 'downgraded' | 'changed';

/** A package that is there before and after, in another version. */
export interface ChangedPackage {
  readonly before: BilledComponent;
  readonly after: BilledComponent;
  readonly direction: Direction;
}

/** What is different between two bills. Lists are sorted by type, name and version. */
export interface BillDifferences {
  readonly added: readonly BilledComponent[];
  readonly removed: readonly BilledComponent[];
  readonly changed: readonly ChangedPackage[];
  /** How many packages are the same. */
  readonly unchanged: number;
  /** Undefined where it is the same one. */
  readonly distribution:
    | { readonly before: Distribution | undefined; readonly after: Distribution | undefined }
    | undefined;
}

/** Compares what two bills list. A package is the same one by type, namespace, name and architecture. */
export function compareBills(before: Bill, after: Bill): BillDifferences {
  const left = byIdentity(before);
  const right = byIdentity(after);
  const pairs = [...new Set([...left.keys(), ...right.keys()])].map((identity) =>
    compareVersionsOf(left.get(identity) ?? new Map(), right.get(identity) ?? new Map()),
  );
  return {
    added: pairs.flatMap(({ added }) => added).toSorted(byName),
    removed: pairs.flatMap(({ removed }) => removed).toSorted(byName),
    changed: pairs.flatMap(({ changed }) => changed).toSorted((a, b) => byName(a.after, b.after)),
    unchanged: pairs.reduce((count, { unchanged }) => count + unchanged, 0),
    distribution: distributionOf(before, after),
  };
}

/** Packages of one identity, by their versions. */
type Versions = ReadonlyMap<string, BilledComponent>;

function byIdentity({ components }: Bill): ReadonlyMap<string, Versions> {
  const groups = Map.groupBy(components, ({ package: { type, namespace = '', name, architecture = '' } }) =>
    JSON.stringify([type, namespace, name, architecture]),
  );
  return new Map(
    [...groups].map(([identity, group]) => [identity, new Map(group.map((each) => [each.package.version, each]))]),
  );
}

/** One version for one other is a change; where there are several, each that came or went is told by itself. */
function compareVersionsOf(before: Versions, after: Versions): Omit<BillDifferences, 'distribution'> {
  const removed = [...before].filter(([version]) => !after.has(version)).map(([, each]) => each);
  const added = [...after].filter(([version]) => !before.has(version)).map(([, each]) => each);
  const unchanged = after.size - added.length;
  const [from, ...othersBefore] = removed;
  const [to, ...othersAfter] = added;
  if (from === undefined || to === undefined || othersBefore.length + othersAfter.length > 0)
    return { added, removed, changed: [], unchanged };
  const changed = [{ before: from, after: to, direction: directionOf(from, to) }];
  return { added: [], removed: [], changed, unchanged };
}

/** By which order the versions of a type are compared; those of other types have none. */
const SCHEMES: Partial<Readonly<Record<PackageType, VersionScheme>>> = {
  alpm: 'alpm',
  apk: 'apk',
  cargo: 'cargo',
  composer: 'composer',
  deb: 'dpkg',
  gem: 'rubygems',
  golang: 'go',
  hex: 'semver',
  maven: 'maven',
  npm: 'npm',
  nuget: 'nuget',
  opkg: 'dpkg',
  pub: 'semver',
  pypi: 'pep440',
  rpm: 'rpm',
  swift: 'semver',
};

function directionOf({ package: before }: BilledComponent, { package: after }: BilledComponent): Direction {
  const scheme = SCHEMES[after.type];
  const order = scheme === undefined ? 'unknown' : compareVersions(scheme, before.version, after.version);
  if (order === 'less') return 'upgraded';
  return order === 'greater' ? 'downgraded' : 'changed';
}

function distributionOf(
  { distribution: before }: Bill,
  { distribution: after }: Bill,
): BillDifferences['distribution'] {
  const isSame = before?.id === after?.id && before?.version === after?.version && before?.variant === after?.variant;
  return isSame ? undefined : { before, after };
}

function byName({ package: a }: BilledComponent, { package: b }: BilledComponent): number {
  const left = [a.type, a.namespace ?? '', a.name, a.version, a.architecture ?? ''];
  const right = [b.type, b.namespace ?? '', b.name, b.version, b.architecture ?? ''];
  const at = left.findIndex((each, index) => each !== right[index]);
  return at < 0 ? 0 : (left[at] ?? '') < (right[at] ?? '') ? -1 : 1;
}
