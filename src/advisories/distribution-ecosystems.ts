import type { Distribution } from '../core/distribution.ts';
import { alpineStreams } from './streams/alpine.ts';
import { debianStreams } from './streams/debian.ts';
import { redHatStreams } from './streams/red-hat.ts';
import type { AdvisoryStream } from './streams/stream.ts';
import { suseStreams } from './streams/suse.ts';
import { ubuntuStreams } from './streams/ubuntu.ts';

/** How advisories of a distribution are found. */
export interface DistributionEcosystems {
  /** Those whose word stands first. */
  readonly streams: readonly AdvisoryStream[];
  /** By which names of its packages advisories are kept. */
  readonly by: 'source' | 'package' | 'both';
}

/** The release of a distribution as its advisories name it, for a package in the version that is installed. */
type Naming = (distribution: Distribution, installed: string) => DistributionEcosystems;

/**
 * By the `ID` of os-release. The names are those of the schema and of the data, which are not always the same: AlmaLinux names binary
 * packages though the schema says source.
 * Source: https://ossf.github.io/osv-schema/#affectedpackage-field.
 */
const NAMINGS: Readonly<Record<string, Naming>> = {
  almalinux: ({ version }) => bySource('both', `AlmaLinux:${majorOf(version)}`),
  alpaquita: ({ version }) => bySource('source', version === '' ? 'Alpaquita' : `Alpaquita:${version}`),
  alpine: (distribution) => ({ by: 'source', streams: alpineStreams(distribution) }),
  azurelinux: ({ version }) => bySource('source', `Azure Linux:${majorOf(version)}`),
  // It is built from the sources of Red Hat's, under the same versions.
  centos: ({ version }) => ({ by: 'both', streams: redHatStreams({ version, cpe: '' }) }),
  // What it builds from Wolfi has the advisories of that.
  chainguard: () => ({ by: 'both', streams: [{ ecosystem: 'Chainguard' }, { ecosystem: 'Wolfi', rank: 'last' }] }),
  debian: (distribution) => ({ by: 'source', streams: debianStreams(distribution) }),
  mageia: ({ version }) => bySource('source', `Mageia:${majorOf(version)}`),
  mariner: ({ version }) => bySource('source', `Azure Linux:${majorOf(version)}`),
  minimos: () => bySource('both', 'MinimOS'),
  openeuler: ({ version, prettyName }) => bySource('source', `openEuler:${openEulerRelease(version, prettyName)}`),
  'opensuse-leap': ({ version }) => bySource('source', `openSUSE:Leap ${version}`),
  'opensuse-tumbleweed': () => bySource('source', 'openSUSE:Tumbleweed'),
  photon: ({ version }) => bySource('source', `Photon OS:${version}`),
  rhel: (distribution) => ({ by: 'both', streams: redHatStreams(distribution) }),
  rocky: ({ version }) => bySource('both', `Rocky Linux:${majorOf(version)}`, 'Rocky Linux'),
  'sl-micro': ({ version }) => bySource('source', `SUSE:Linux Micro ${version}`),
  'sle-micro': ({ version }) => bySource('source', `SUSE:Linux Enterprise Micro ${version}`),
  sled: (distribution) => ({ by: 'source', streams: suseStreams(distribution) }),
  sles: (distribution) => ({ by: 'source', streams: suseStreams(distribution) }),
  ubuntu: (distribution, installed) => ({ by: 'source', streams: ubuntuStreams(distribution, installed) }),
  wolfi: () => bySource('both', 'Wolfi'),
};

/** Where the advisories are of a package of a distribution in the version that is installed; undefined for one that nobody publishes them of. */
export function ecosystemsOf(distribution: Distribution, installed: string): DistributionEcosystems | undefined {
  return NAMINGS[distribution.id]?.(distribution, installed);
}

function bySource(by: DistributionEcosystems['by'], ...ecosystems: readonly string[]): DistributionEcosystems {
  return { streams: ecosystems.map((ecosystem) => ({ ecosystem })), by };
}

function majorOf(version: string): string {
  return version.split('.')[0] ?? version;
}

function openEulerRelease(version: string, prettyName: string): string {
  const pack = /LTS(?:-(SP\d+))?/.exec(prettyName.replaceAll(' ', '-'));
  return `${version}${pack === null ? '' : `-${pack[0]}`}`;
}
