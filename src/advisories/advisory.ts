import type { FixWord } from './fix-word.ts';

/** What the world knows of a vulnerability, as far as it decides what is affected. Source: https://ossf.github.io/osv-schema/. */
export interface Advisory {
  readonly id: string;
  /** Other names of the same flaw. */
  readonly aliases: readonly string[];
  /** The flaws that it repeats for a distribution: `CVE-...` of a `DEBIAN-CVE-...`. */
  readonly upstream: readonly string[];
  /** Flaws that it speaks of; advisories of a distribution name so what one update fixes. */
  readonly related: readonly string[];
  /** When it was taken back, as RFC 3339; undefined where it stands. */
  readonly withdrawn: string | undefined;
  readonly modified: string;
  readonly published: string | undefined;
  readonly summary: string | undefined;
  readonly severity: readonly Score[];
  /** The word of the database for its severity: `MODERATE`. */
  readonly rated: string | undefined;
  readonly affected: readonly Affected[];
}

/** A judgement of how severe a flaw is: `CVSS_V3` and a vector, `Ubuntu` and a word. */
export interface Score {
  readonly type: string;
  readonly score: string;
}

/** Which versions of a package a flaw is in. */
export interface Affected {
  /** As OSV names it, with the release: `Debian:12`, `npm`. */
  readonly ecosystem: string;
  readonly name: string;
  readonly ranges: readonly VersionRange[];
  /** Versions by their names. */
  readonly versions: ListedVersions;
  readonly severity: readonly Score[];
  /** The streams of modules that it is about, as `nodejs:18`: none where they are not told; undefined where it is about no module. */
  readonly modules?: readonly string[] | undefined;
  /** The only architecture that it is about, as the distribution names it. */
  readonly architecture?: string | undefined;
  /** The affected releases of a module of Go whose releases are no versions of Go; by its ranges all versions are affected then. */
  readonly custom?: readonly VersionRange[] | undefined;
  /** What the distribution says of a fix that is not there. */
  readonly word?: FixWord | undefined;
  /** What the ecosystem tells beside: urgency, status, imports. */
  readonly specific: Readonly<Record<string, unknown>>;
}

/** Versions by their names: a list, or what can be asked as one. */
export interface ListedVersions {
  some(isSought: (version: string) => boolean): boolean;
  forEach(use: (version: string) => void): void;
}

/** The events on the line of versions between which a flaw is there. */
export interface VersionRange {
  readonly type: 'SEMVER' | 'ECOSYSTEM' | 'GIT';
  /** In the order in which they are written, which need not be that of the versions. */
  readonly events: readonly RangeEvent[];
}

/** Where a flaw begins or ends on the line of versions. `introduced` in `0` is before every version, a `limit` of `*` behind them all. */
export interface RangeEvent {
  readonly kind: 'introduced' | 'last_affected' | 'fixed' | 'limit';
  readonly version: string;
}
