import type { VersionScheme } from '../versions/compare.ts';

/**
 * The order in which an ecosystem's versions stand, by the part of its name before the release.
 * Source: https://ossf.github.io/osv-schema/#affectedpackage-field.
 */
const SCHEMES: Readonly<Record<string, VersionScheme>> = {
  AlmaLinux: 'rpm',
  Alpaquita: 'apk',
  Alpine: 'apk',
  'Azure Linux': 'rpm',
  BellSoft: 'apk',
  'BellSoft Hardened Containers': 'apk',
  Bitnami: 'generic',
  Chainguard: 'apk',
  Debian: 'dpkg',
  Echo: 'dpkg',
  Go: 'go',
  Hex: 'semver',
  Mageia: 'rpm',
  Maven: 'maven',
  MinimOS: 'apk',
  NuGet: 'nuget',
  Packagist: 'composer',
  'Photon OS': 'rpm',
  Pub: 'semver',
  PyPI: 'pep440',
  'Red Hat': 'rpm',
  'Rocky Linux': 'rpm',
  RubyGems: 'rubygems',
  SUSE: 'rpm',
  SwiftURL: 'semver',
  Ubuntu: 'dpkg',
  Wolfi: 'apk',
  'crates.io': 'cargo',
  npm: 'npm',
  openEuler: 'rpm',
  openSUSE: 'rpm',
};

const BY_NAME: ReadonlyMap<string, VersionScheme> = new Map(Object.entries(SCHEMES));

/** An ecosystem without its release: `Debian` of `Debian:12`. */
export function baseOf(ecosystem: string): string {
  const colon = ecosystem.indexOf(':');
  return colon < 0 ? ecosystem : ecosystem.slice(0, colon);
}

/** The order of the versions of an ecosystem; undefined where none is known, so that nothing can be told. */
export function schemeOf(ecosystem: string): VersionScheme | undefined {
  return BY_NAME.get(baseOf(ecosystem));
}

/** The names of the ecosystems whose versions can be compared, without releases. */
export function knownEcosystems(): readonly string[] {
  return [...BY_NAME.keys()];
}

const NAME = /^[A-Za-z][\w.: -]{0,99}$/;

/** Whether a text can be the name of an ecosystem with its release, and stand in a command. A release may come from an image. */
export function isEcosystemName(text: string): boolean {
  return NAME.test(text);
}
