/** The kinds of package, by their purl types. Source: https://github.com/package-url/purl-spec/blob/main/PURL-TYPES.rst. */
export type PackageType =
  | 'alpm'
  | 'apk'
  | 'bitnami'
  | 'cargo'
  | 'composer'
  | 'conda'
  | 'deb'
  | 'gem'
  | 'generic'
  | 'github'
  | 'golang'
  | 'hex'
  | 'maven'
  | 'npm'
  | 'nuget'
  | 'opkg'
  | 'pub'
  | 'pypi'
  | 'rpm'
  | 'swift';

/** How it is known that a package is there. */
export type PackageEvidence =
  /** A database or file that its package manager wrote. */
  | 'installed'
  /** What a compiler wrote into a binary. */
  | 'built-in'
  /** A lock file: what an installation would bring. */
  | 'locked'
  /** Bytes that look like it. */
  | 'recognised';

/** A digest of a package or file, as its ecosystem tells it. */
export interface ContentHash {
  readonly algorithm: 'md5' | 'sha1' | 'sha256' | 'sha512';
  /** In lower-case hexadecimal. */
  readonly value: string;
}

/** A piece of installed software, as the file that tells of it does. */
export interface Package {
  readonly type: PackageType;
  /** The namespace of its purl: a group, scope or vendor. That of an operating system package is known with the distribution. */
  readonly namespace?: string;
  readonly name: string;
  /** As its ecosystem writes it, with epoch and release; empty where nothing tells it. */
  readonly version: string;
  readonly evidence: PackageEvidence;
  /** As its ecosystem names it: `amd64`, `x86_64`, `noarch`. */
  readonly architecture?: string;
  /** What it was built from, where that has another name or version: distributions name advisories by it. */
  readonly source?: { readonly name: string; readonly version: string };
  /** As written: SPDX expressions and names that are none. */
  readonly licences?: readonly string[];
  readonly hashes?: readonly ContentHash[];
  /** Names of packages of the same type that it needs. */
  readonly dependsOn?: readonly string[];
  /** Other names under which packages of the same type can need it. */
  readonly provides?: readonly string[];
  /** CPE 2.3 names, where its file or a classifier tells them. */
  readonly cpes?: readonly string[];
  /** What only its ecosystem knows, by the ecosystem's own words: `modularitylabel`, `vendor`, `essential`. */
  readonly details?: Readonly<Record<string, string>>;
}
