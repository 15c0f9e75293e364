import type { Distribution } from '../core/distribution.ts';
import type { Package } from '../core/package.ts';

/** A package as a bill tells it: what it needs are other components of the bill, and no names. */
export type BilledPackage = Omit<Package, 'dependsOn' | 'provides'>;

/** Where in what a bill describes a component is told of. */
export interface BilledPlace {
  /** From the root, without a slash at its beginning. */
  readonly path: string;
  /** Counted from 0, the lowest; undefined where no layers are known. */
  readonly layer?: number;
  /** A line counted from 1, or a byte counted from 0, in the file. */
  readonly line?: number;
  readonly offset?: number;
}

/** A package that a bill lists. */
export interface BilledComponent {
  /** By which the bill refers to it; unique in it. */
  readonly id: string;
  readonly package: BilledPackage;
  /** Undefined for what no package URL can name. */
  readonly purl: string | undefined;
  /** What found it: the id of a cataloger, or as the tool that wrote the bill names it. */
  readonly cataloger: string | undefined;
  readonly places: readonly BilledPlace[];
  /** The layer that brought it, counted from 0; undefined where that is not known. */
  readonly layer: number | undefined;
  /** The id of the component whose files it came with. */
  readonly owner: string | undefined;
  /** Ids of the components that it needs. */
  readonly dependsOn: readonly string[];
  /** Names that it needs and that no component of its type has. */
  readonly unresolved: readonly string[];
}

/** A layer of the image that a bill describes. */
export interface BilledLayer {
  readonly digest: string | undefined;
  readonly diffId: string | undefined;
  /** The step of the build that made it. */
  readonly step: string | undefined;
}

/** What a bill describes. */
export interface BilledSubject {
  readonly isImage: boolean;
  readonly name: string;
  /** The digest of an image; empty where nothing tells it. */
  readonly version: string;
  readonly purl: string | undefined;
  /** `linux/arm64`. */
  readonly platform: string | undefined;
  /** The lowest first; none where no layers are known. */
  readonly layers: readonly BilledLayer[];
}

/** A software bill of materials, whatever its format. */
export interface Bill {
  readonly subject: BilledSubject;
  /** By which other CycloneDX documents refer to it: `urn:cdx:` with serial number and version. */
  readonly link?: string;
  /** The tools that wrote an SPDX document, in lower case and without their versions: it does not say of a package what found it. */
  readonly writers?: readonly string[];
  readonly distribution: Distribution | undefined;
  readonly components: readonly BilledComponent[];
  /** What could not be read, so that components may be missing: sentences that name the place. */
  readonly unknown: readonly string[];
}
