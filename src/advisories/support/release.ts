import type { Distribution } from '../../core/distribution.ts';
import type { Package, PackageType } from '../../core/package.ts';
import { WINDOWS, windowsServerOf } from './windows-server.ts';

/** A release of something that gets fixes for some time. */
export interface Release {
  /** Its product, as endoflife.date names it: `debian`. */
  readonly product: string;
  /** As endoflife.date names it: `12`, `3.19`. */
  readonly cycle: string;
  /** Of the product, for people: `Debian`. */
  readonly title: string;
  /** `bookworm`; empty where it has none. */
  readonly codename: string;
  /** Who gives fixes until the second date, and whether one has to pay for them; undefined where there is one date. */
  readonly extended?: ExtendedSupport | undefined;
  /** What takes the place of the product where it has no release left, for people. */
  readonly heir?: string | undefined;
}

/** Support that begins where that of everybody ends. */
export interface ExtendedSupport {
  readonly name: string;
  readonly isPaid: boolean;
  /** A repository of which it is known that it is in use where the support is paid for. */
  readonly repository?: string;
}

/** Something that has releases. */
interface Naming extends Pick<Release, 'product' | 'title' | 'extended' | 'heir'> {
  /** How much of its version names a release. */
  readonly by: 'major' | 'minor';
}

const RED_HAT = 'AlmaLinux or Rocky Linux';

/** By the `ID` of os-release. */
const NAMINGS: ReadonlyMap<string, Naming> = new Map<string, Naming>([
  ['almalinux', { product: 'almalinux', title: 'AlmaLinux', by: 'major' }],
  ['alpine', { product: 'alpine-linux', title: 'Alpine', by: 'minor' }],
  ['amzn', { product: 'amazon-linux', title: 'Amazon Linux', by: 'minor' }],
  ['azurelinux', { product: 'azure-linux', title: 'Azure Linux', by: 'minor' }],
  ['centos', { product: 'centos', title: 'CentOS', by: 'major', heir: RED_HAT }],
  ['centos-stream', { product: 'centos-stream', title: 'CentOS Stream', by: 'major' }],
  ['debian', { product: 'debian', title: 'Debian', by: 'major', extended: { name: 'Debian LTS', isPaid: false } }],
  ['devuan', { product: 'devuan', title: 'Devuan', by: 'major' }],
  ['fedora', { product: 'fedora', title: 'Fedora', by: 'major' }],
  ['mageia', { product: 'mageia', title: 'Mageia', by: 'major' }],
  ['mariner', { product: 'azure-linux', title: 'Azure Linux', by: 'minor' }],
  ['nixos', { product: 'nixos', title: 'NixOS', by: 'minor' }],
  [
    'ol',
    {
      product: 'oracle-linux',
      title: 'Oracle Linux',
      by: 'major',
      extended: { name: 'Extended Support', isPaid: true },
    },
  ],
  ['opensuse-leap', { product: 'opensuse', title: 'openSUSE Leap', by: 'minor' }],
  ['photon', { product: 'vmware-photon', title: 'Photon OS', by: 'minor' }],
  [
    'rhel',
    {
      product: 'rhel',
      title: 'Red Hat Enterprise Linux',
      by: 'major',
      extended: { name: 'Extended Life Cycle Support', isPaid: true },
    },
  ],
  ['rocky', { product: 'rocky-linux', title: 'Rocky Linux', by: 'major' }],
  ['sl-micro', { product: 'suse-linux-micro', title: 'SUSE Linux Micro', by: 'minor' }],
  ['sle-micro', { product: 'suse-linux-micro', title: 'SUSE Linux Micro', by: 'minor' }],
  ['sled', suse()],
  ['sles', suse()],
  [
    'ubuntu',
    {
      product: 'ubuntu',
      title: 'Ubuntu',
      by: 'minor',
      extended: { name: 'Ubuntu Pro', isPaid: true, repository: 'esm-infra' },
    },
  ],
]);

function suse(): Naming {
  return {
    product: 'sles',
    title: 'SUSE Linux Enterprise',
    by: 'minor',
    extended: { name: 'Long Term Service Pack Support', isPaid: true },
  };
}

/** Distributions that have no releases: what is built anew on them has their fixes. */
const ROLLING: ReadonlySet<string> = new Set([
  'arch',
  'archarm',
  'artix',
  'cachyos',
  'chainguard',
  'chimera',
  'endeavouros',
  'gentoo',
  'kali',
  'manjaro',
  'minimos',
  'opensuse-microos',
  'opensuse-slowroll',
  'opensuse-tumbleweed',
  'solus',
  'void',
  'wolfi',
]);

/** The release that a distribution is; `rolling` for one that has none, undefined for one that is not known here. */
export function releaseOf(distribution: Distribution): Release | 'rolling' | undefined {
  const { version, codename, prettyName } = distribution;
  if (ROLLING.has(distribution.id)) return 'rolling';
  if (distribution.id === WINDOWS) return windowsRelease(version);
  const isStream = distribution.id === 'centos' && /\bstream\b/i.test(prettyName);
  const naming = NAMINGS.get(isStream ? 'centos-stream' : distribution.id);
  if (naming === undefined) return undefined;
  if (isUnreleased(distribution)) return 'rolling';
  const { by, ...product } = naming;
  const cycle = cycleOf(version, by);
  return cycle === undefined ? undefined : { ...product, cycle, codename };
}

/** Windows is named by its build, and its releases by their years. */
function windowsRelease(version: string): Release | undefined {
  const cycle = windowsServerOf(version);
  return cycle === undefined ? undefined : { product: 'windows-server', title: 'Windows Server', cycle, codename: '' };
}

/** What goes on without a release: testing and unstable of Debian have no version, edge of Alpine a preliminary one, rawhide of Fedora says so. */
function isUnreleased({ id, version, prettyName }: Distribution): boolean {
  if (id === 'debian' || id === 'devuan') return version === '' && /sid|ceres|testing|unstable/.test(prettyName);
  if (id === 'alpine') return /_(?:alpha|beta|git)|^edge$/.test(version);
  return id === 'fedora' && /rawhide/i.test(prettyName);
}

function cycleOf(version: string, by: Naming['by']): string | undefined {
  const [, major, minor] = /^(\d{1,6})(?:\.(\d{1,6}))?(?:\D.*)?$/.exec(version) ?? [];
  if (major === undefined) return undefined;
  return by === 'major' || minor === undefined ? major : `${major}.${minor}`;
}

interface Runtime extends Naming {
  readonly type: PackageType;
  readonly package: RegExp;
}

/** Languages that come with images without a package manager: what a distribution packs is mended as long as the distribution is. */
const RUNTIMES: readonly Runtime[] = [
  { type: 'generic', package: /^node$/, product: 'nodejs', title: 'Node.js', by: 'major' },
  { type: 'generic', package: /^openjdk$/, product: 'eclipse-temurin', title: 'OpenJDK', by: 'major' },
  { type: 'generic', package: /^perl$/, product: 'perl', title: 'Perl', by: 'minor' },
  { type: 'generic', package: /^php$/, product: 'php', title: 'PHP', by: 'minor' },
  { type: 'generic', package: /^python$/, product: 'python', title: 'Python', by: 'minor' },
  { type: 'generic', package: /^ruby$/, product: 'ruby', title: 'Ruby', by: 'minor' },
  { type: 'golang', package: /^stdlib$/, product: 'go', title: 'Go', by: 'minor' },
  {
    type: 'nuget',
    package: /^(?:runtimepack\.)?Microsoft\.NETCore\.App(?:\.Runtime\.|$)/i,
    product: 'dotnet',
    title: '.NET',
    by: 'major',
  },
];

/** The release of a language that a package is; undefined for what is none. */
export function runtimeReleaseOf({
  type,
  name,
  version,
}: Pick<Package, 'type' | 'name' | 'version'>): Release | undefined {
  const runtime = RUNTIMES.find((each) => each.type === type && each.package.test(name));
  if (runtime === undefined) return undefined;
  const { product, title, by } = runtime;
  // Java 8 and those before it call themselves 1.8.
  const cycle = cycleOf(product === 'eclipse-temurin' ? version.replace(/^1\./, '') : version, by);
  return cycle === undefined ? undefined : { product, title, cycle, codename: '' };
}
