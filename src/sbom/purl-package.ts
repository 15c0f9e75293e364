import { PackageURL } from 'packageurl-js';
import type { PackageType } from '../core/package.ts';
import type { BilledPackage } from './bill.ts';

/** No package URL that anybody writes is longer. */
const LONGEST_PURL = 8192;

const TYPES: Readonly<Record<PackageType, true>> = {
  alpm: true,
  apk: true,
  bitnami: true,
  cargo: true,
  composer: true,
  conda: true,
  deb: true,
  gem: true,
  generic: true,
  github: true,
  golang: true,
  hex: true,
  maven: true,
  npm: true,
  nuget: true,
  opkg: true,
  pub: true,
  pypi: true,
  rpm: true,
  swift: true,
};

/** The type of a name; undefined for one that is not known. */
export function packageTypeOf(name: string | undefined): PackageType | undefined {
  return name !== undefined && Object.hasOwn(TYPES, name) ? (name as PackageType) : undefined; // oxlint-disable-line typescript/no-unsafe-type-assertion -- it is a key of TYPES
}

/** What a package URL tells: the package, and the release of its distribution. */
export interface PurlPackage {
  readonly package: BilledPackage;
  /** `debian-12`. */
  readonly release: string | undefined;
}

/**
 * The package of a package URL; undefined for what is none. One of a type that is not known is `generic`. `rpmmod` is how syft names the
 * module, and `modularitylabel` how trivy does.
 */
export function packageOfPurl(purl: string): PurlPackage | undefined {
  const parsed = parse(purl);
  if (parsed === undefined) return undefined;
  const { type, namespace, name } = parsed;
  const { epoch, arch, distro, rpmmod, modularitylabel = rpmmod } = parsed.qualifiers ?? {};
  const version = withEpoch(epoch, versionOf(parsed));
  const source = sourceIn(parsed, version);
  return {
    package: {
      type: packageTypeOf(type) ?? 'generic',
      ...(namespace ? { namespace } : {}),
      name,
      version,
      evidence: 'installed',
      ...(arch === undefined ? {} : { architecture: arch }),
      ...(source === undefined ? {} : { source }),
      ...(modularitylabel === undefined ? {} : { details: { modularitylabel } }),
    },
    release: distro,
  };
}

/**
 * What it was built from: `upstream` of syft; `source` with `sourceversion`, `origin` and `sourcerpm` of osv-scalibr.
 * Sources: https://github.com/anchore/syft/pull/769, `purl/purl.go` of https://github.com/google/osv-scalibr.
 */
function sourceIn({ type, qualifiers }: PackageURL, version: string): BilledPackage['source'] {
  const { upstream, source, sourceversion, origin, sourcerpm } = qualifiers ?? {};
  if (upstream !== undefined) return sourceOfUpstream(upstream, version);
  if (type === 'deb' && source !== undefined) return { name: source, version: sourceversion ?? version };
  if (type === 'apk' && origin !== undefined) return { name: origin, version };
  return type === 'rpm' && sourcerpm !== undefined ? sourceOfUpstream(sourcerpm, version) : undefined;
}

/** The standard library of Go has no `v` before its version in advisories and in its own tools; trivy writes one. */
function versionOf({ type, name, version }: PackageURL): string {
  const isStandardLibrary = type === 'golang' && name === 'stdlib';
  return (isStandardLibrary ? version?.replace(/^v/, '') : version) ?? '';
}

function withEpoch(epoch: string | undefined, version: string): string {
  return epoch === undefined || /^\d+:/.test(version) ? version : `${epoch}:${version}`;
}

function parse(purl: string): PackageURL | undefined {
  if (purl.length > LONGEST_PURL) return undefined;
  try {
    return PackageURL.fromString(purl);
  } catch {
    return undefined;
  }
}

/** A source package as syft names it: `glibc@2.36`, `glibc`, or its file, `glibc-2.34-60.el9.src.rpm`. Its version is the given one where none is told. */
export function sourceOfUpstream(
  upstream: string,
  version: string,
): { readonly name: string; readonly version: string } {
  const ofRpm = /^(.+)-([^-]+-[^-]+)\.src\.rpm$/.exec(upstream);
  const [, name = upstream, told = version] = ofRpm ?? /^(.+)@([^@]+)$/.exec(upstream) ?? [];
  return { name, version: told };
}
