import { type Release, releaseOf, runtimeReleaseOf } from '../../advisories/support/release.ts';
import { nextRelease, type SupportContext, supportOf } from '../../advisories/support/support-of.ts';
import type { Distribution } from '../../core/distribution.ts';
import type { FilesView, SupportPlace, SupportView } from '../../evidence/image/image-view.ts';
import type { ListedPackage, PackageList } from '../vulnerabilities/package-list.ts';

/** What of a package tells which language it is, and where. */
export type SupportedPackage = Pick<ListedPackage, 'package' | 'layer' | 'path' | 'owner'>;

interface Supported extends Pick<PackageList, 'distribution'> {
  readonly packages: readonly SupportedPackage[];
}

interface SupportsInput extends SupportContext, Pick<FilesView, 'at'> {
  /** Why the distribution may not be the one that is named, as a clause; undefined where it is. */
  readonly doubt: string | undefined;
}

/** Until when the distribution of an image and the languages in it get fixes, as rules see them. */
export function imageSupports({ distribution, packages }: Supported, input: SupportsInput): readonly SupportPlace[] {
  const system = distributionSupport(distribution, input);
  const place = system && { ...input.at(0, 'distribution'), ...system };
  return [...(place === undefined ? [] : [place]), ...runtimeSupports(packages, input)];
}

/** What is told of a place: its remedy, and what is supported there. */
type Told = Pick<SupportPlace, 'remedy' | 'supported'>;

/** Until when a distribution gets fixes; undefined where there is none. */
export function distributionSupport(
  distribution: Distribution | undefined,
  { doubt, ...context }: SupportContext & Pick<SupportsInput, 'doubt'>,
): Told | undefined {
  const told = { of: 'distribution', today: context.today, paths: [] } as const;
  if (doubt !== undefined) {
    const name = distribution?.prettyName ?? 'its distribution';
    return { supported: { ...told, name, support: { state: 'unknown', why: doubt } } };
  }
  if (distribution === undefined) return undefined;
  const release = releaseOf(distribution);
  if (release === 'rolling')
    return { supported: { ...told, name: distribution.prettyName, support: { state: release } } };
  if (release === undefined) {
    const support = { state: 'unknown', why: 'nothing here tells until when it is supported' } as const;
    return { supported: { ...told, name: distribution.prettyName, support } };
  }
  const support = supportOf(release, context, distribution.repositories);
  return { remedy: remedyOf(release, context), supported: { ...told, name: nameOf(release), support } };
}

/** One for each release, however many files of the image hold it. What the distribution packs, it supports. */
function runtimeSupports(packages: readonly SupportedPackage[], input: SupportsInput): readonly SupportPlace[] {
  const found = packages.flatMap((each) => {
    const release = each.owner === undefined ? runtimeReleaseOf(each.package) : undefined;
    return release === undefined ? [] : [{ release, each }];
  });
  const byName = Map.groupBy(found, ({ release }) => nameOf(release));
  return [...byName].flatMap(([name, group]): readonly SupportPlace[] => {
    const [first] = group;
    if (first === undefined) return [];
    const { release, each } = first;
    const supported: SupportView = {
      of: 'runtime',
      name,
      support: supportOf(release, input),
      today: input.today,
      paths: group.map((other) => other.each.path),
    };
    return [
      {
        ...input.at(each.layer, `${release.product} ${each.path}`, supported.paths),
        remedy: remedyOf(release, input),
        supported,
      },
    ];
  });
}

function nameOf({ title, cycle, codename }: Release): string {
  return `${title} ${cycle}${codename === '' ? '' : ` (${codename})`}`;
}

function remedyOf(release: Release, context: SupportContext): string {
  const next = nextRelease(release, context);
  if (next === undefined) return `Build it anew on ${release.heir ?? 'a distribution that is supported'}.`;
  const until = next.until === '' ? '' : `, which is supported until ${next.until}`;
  return `Build it anew on ${release.title} ${next.cycle}${until}, or a newer release.`;
}
