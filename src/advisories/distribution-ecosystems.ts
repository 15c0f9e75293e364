import type { Distribution } from '../core/distribution.ts';

/** How advisories of a distribution are found. */
export interface DistributionEcosystems {
  /** As OSV names its releases; empty where the release is told nowhere. */
  readonly ecosystems: readonly string[];
  /** By which names of its packages advisories are kept. */
  readonly by: 'source' | 'package' | 'both';
}

/** The release of a distribution as its advisories name it. */
type Naming = (distribution: Distribution) => DistributionEcosystems;

/**
 * By the `ID` of os-release. The names are those of the schema and of the data, which are not always the same: AlmaLinux names binary
 * packages though the schema says source.
 * Source: https://ossf.github.io/osv-schema/#affectedpackage-field.
 */
const NAMINGS: Readonly<Record<string, Naming>> = {
  almalinux: ({ version }) => bySource('both', `AlmaLinux:${majorOf(version)}`),
  alpaquita: ({ version }) => bySource('source', version === '' ? 'Alpaquita' : `Alpaquita:${version}`),
  alpine: ({ version }) => bySource('source', ...alpineReleases(version)),
  azurelinux: ({ version }) => bySource('source', `Azure Linux:${majorOf(version)}`),
  chainguard: () => bySource('both', 'Chainguard'),
  debian: ({ version }) => bySource('source', `Debian:${version === '' ? 'sid' : majorOf(version)}`),
  mageia: ({ version }) => bySource('source', `Mageia:${majorOf(version)}`),
  mariner: ({ version }) => bySource('source', `Azure Linux:${majorOf(version)}`),
  minimos: () => bySource('both', 'MinimOS'),
  openeuler: ({ version, prettyName }) => bySource('source', `openEuler:${openEulerRelease(version, prettyName)}`),
  'opensuse-leap': ({ version }) => bySource('source', `openSUSE:Leap ${version}`),
  'opensuse-tumbleweed': () => bySource('source', 'openSUSE:Tumbleweed'),
  photon: ({ version }) => bySource('source', `Photon OS:${version}`),
  rhel: ({ version }) => bySource('both', ...redHatRepositories(majorOf(version))),
  rocky: ({ version }) => bySource('both', `Rocky Linux:${majorOf(version)}`, 'Rocky Linux'),
  sled: ({ prettyName }) => bySource('source', `SUSE:${prettyName.replace(/^SUSE /, '')}`),
  sles: ({ prettyName }) => bySource('source', `SUSE:${prettyName.replace(/^SUSE /, '')}`),
  ubuntu: ({ version }) => bySource('source', `Ubuntu:${version}${isLongTerm(version) ? ':LTS' : ''}`),
  wolfi: () => bySource('both', 'Wolfi'),
};

/** Where the advisories of a distribution are; undefined for one that nobody publishes them of. */
export function ecosystemsOf(distribution: Distribution): DistributionEcosystems | undefined {
  return NAMINGS[distribution.id]?.(distribution);
}

function bySource(by: DistributionEcosystems['by'], ...ecosystems: readonly string[]): DistributionEcosystems {
  return { ecosystems, by };
}

function majorOf(version: string): string {
  return version.split('.')[0] ?? version;
}

/** `3.19.1` is of the branch `v3.19`; what is not a release is built from edge. */
function alpineReleases(version: string): readonly string[] {
  const branch = /^(\d+\.\d+)\.\d+$|^(\d+\.\d+)$/.exec(version);
  const number = branch?.[1] ?? branch?.[2];
  return [number === undefined ? 'Alpine:edge' : `Alpine:v${number}`];
}

/** Ubuntu supports the release of April of every second year for long. Source: https://wiki.ubuntu.com/LTS. */
function isLongTerm(version: string): boolean {
  const [, year = '', month] = /^(\d+)\.(\d+)$/.exec(version) ?? [];
  return month === '04' && Number(year) % 2 === 0;
}

function openEulerRelease(version: string, prettyName: string): string {
  const pack = /LTS(?:-(SP\d+))?/.exec(prettyName.replaceAll(' ', '-'));
  return `${version}${pack === null ? '' : `-${pack[0]}`}`;
}

/** The repositories that are switched on by default. Source: https://access.redhat.com/articles/1150793. */
function redHatRepositories(major: string): readonly string[] {
  const streams = Number(major) >= 8 ? ['::baseos', '::appstream', '::crb'] : ['::server', '::client', '::workstation'];
  return streams.map((stream) => `Red Hat:enterprise_linux:${major}${stream}`);
}
