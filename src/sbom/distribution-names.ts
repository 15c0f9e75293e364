import type { Distribution } from '../core/distribution.ts';

/** The `ID` of os-release by what other tools and people call a distribution. */
const IDS: ReadonlyMap<string, string> = new Map([
  ['alma', 'almalinux'],
  ['alma linux', 'almalinux'],
  ['alpine linux', 'alpine'],
  ['amazon', 'amzn'],
  ['amazon linux', 'amzn'],
  ['amazonlinux', 'amzn'],
  ['azure linux', 'azurelinux'],
  ['cbl-mariner', 'mariner'],
  ['centos linux', 'centos'],
  ['debian gnu/linux', 'debian'],
  ['microsoft azure linux', 'azurelinux'],
  ['opensuse leap', 'opensuse-leap'],
  ['opensuse tumbleweed', 'opensuse-tumbleweed'],
  ['opensuse.leap', 'opensuse-leap'],
  ['opensuse.tumbleweed', 'opensuse-tumbleweed'],
  ['oracle', 'ol'],
  ['oracle linux', 'ol'],
  ['oraclelinux', 'ol'],
  ['red hat enterprise linux', 'rhel'],
  ['redhat', 'rhel'],
  ['rocky linux', 'rocky'],
  ['rocky-linux', 'rocky'],
  ['rockylinux', 'rocky'],
  ['suse linux enterprise micro', 'sle-micro'],
  ['suse linux enterprise server', 'sles'],
]);

type Releases = ReadonlyMap<string, string>;

/** Sources: https://www.debian.org/releases/, https://releases.ubuntu.com/. */
const RELEASES: ReadonlyMap<string, Releases> = new Map([
  [
    'debian',
    new Map([
      ['woody', '3.0'],
      ['sarge', '3.1'],
      ['etch', '4.0'],
      ['lenny', '5.0'],
      ['squeeze', '6.0'],
      ['wheezy', '7'],
      ['jessie', '8'],
      ['stretch', '9'],
      ['buster', '10'],
      ['bullseye', '11'],
      ['bookworm', '12'],
      ['trixie', '13'],
    ]),
  ],
  [
    'ubuntu',
    new Map([
      ['precise', '12.04'],
      ['trusty', '14.04'],
      ['xenial', '16.04'],
      ['artful', '17.10'],
      ['bionic', '18.04'],
      ['cosmic', '18.10'],
      ['disco', '19.04'],
      ['eoan', '19.10'],
      ['focal', '20.04'],
      ['groovy', '20.10'],
      ['hirsute', '21.04'],
      ['impish', '21.10'],
      ['jammy', '22.04'],
      ['kinetic', '22.10'],
      ['lunar', '23.04'],
      ['mantic', '23.10'],
      ['noble', '24.04'],
      ['oracular', '24.10'],
      ['plucky', '25.04'],
      ['questing', '25.10'],
      ['resolute', '26.04'],
    ]),
  ],
]);

/** A distribution that a bill names in its own words, in those of os-release: `redhat` is `rhel`, and `debian` `bookworm` is version 12. */
export function distributionNamed(told: Distribution): Distribution {
  const id = idNamed(told.id);
  if (id === 'opensuse' && told.version === 'tumbleweed') return { ...told, id: 'opensuse-tumbleweed', version: '' };
  return { ...told, id, ...releaseNamed(id, told) };
}

/** The `ID` of os-release of what a tool calls a distribution. */
function idNamed(name: string): string {
  const lower = name.trim().toLowerCase();
  return IDS.get(lower) ?? lower;
}

/** `bookworm`; of `trixie/sid` and of what no release bears yet the code name alone. */
function releaseNamed(id: string, { version, codename }: Distribution): Pick<Distribution, 'version' | 'codename'> {
  const releases = RELEASES.get(id);
  const [, name, isBefore] = /^([a-z]+)(\/sid)?$/i.exec(version) ?? [];
  if (releases === undefined || name === undefined) return { version, codename };
  const lower = name.toLowerCase();
  return { version: isBefore === undefined ? (releases.get(lower) ?? '') : '', codename: lower };
}

/** Whether the releases of a distribution are known by code names, too. */
export function hasCodenames(id: string): boolean {
  return RELEASES.has(id);
}
