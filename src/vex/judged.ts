import type { PackageURL } from 'packageurl-js';

/** The image or bill that is judged, as statements may name it. */
export interface JudgedSoftware {
  /** As people name it. */
  readonly name: string;
  /** Its package URLs, of type `oci`; none where it is no image. */
  readonly images: readonly PackageURL[];
  /** `sha256:...` of its manifest, or as it was asked for. */
  readonly digests: ReadonlySet<string>;
  /** `urn:cdx:` with serial number and version of the bill that lists its packages; empty where it is no such bill. */
  readonly link: string;
  /** The CPE name of its distribution; empty where it has none. */
  readonly cpe: string;
}

/** An installed package, as statements may name it. */
export interface JudgedPackage {
  readonly name: string;
  /** Its own package URL, and that of the source that it was built from. */
  readonly purls: readonly PackageURL[];
  readonly cpes: readonly string[];
  /** Of the file that it came as. */
  readonly digests: readonly string[];
}

/** A flaw that was found in packages. */
export interface JudgedFlaw {
  readonly id: string;
  /** Every name of it. */
  readonly names: readonly string[];
  readonly packages: readonly JudgedPackage[];
}
