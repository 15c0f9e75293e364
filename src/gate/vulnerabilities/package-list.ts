import type { Advisories } from '../../advisories/evidence.ts';
import type { Distribution } from '../../core/distribution.ts';
import type { Package, PackageType } from '../../core/package.ts';
import type { NameSet } from '../../formats/name-set.ts';

/** The functions of a program; undefined for one that does not list them. They are unpacked where somebody asks for them. */
export type ProgramFunctions = () => NameSet | undefined;

/** A package of which the advisories are asked. */
export interface ListedPackage {
  readonly package: Package;
  /** The layer that brought it, counted from 0; undefined where no layers are known. */
  readonly layer: number | undefined;
  /** The file that tells of it; empty where nothing does. */
  readonly path: string;
  /** The package of the operating system that brought that file, where one did. */
  readonly owner: Package | undefined;
  /** The programs that it is built into. */
  readonly programs: readonly ProgramFunctions[];
}

/** What is installed, of an image or as a bill tells it. */
export interface PackageList {
  readonly distribution: Distribution | undefined;
  readonly packages: readonly ListedPackage[];
  /** The types of packages of which nothing tells what any of them was built from, where it may have another name. */
  readonly sourceless?: ReadonlySet<PackageType>;
}

/** Advisories of which it is known for which ecosystems they are there. */
export interface HeldAdvisories extends Advisories {
  holds(ecosystem: string): boolean;
}
