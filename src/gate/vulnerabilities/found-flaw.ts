import type { Package } from '../../core/package.ts';
import type { VulnerabilityView } from '../../evidence/image/image-view.ts';

/** What advisories and feeds tell of a flaw in a package, on whatever day it is asked and whoever says more of it: plain data, since it is kept. */
export type FoundFlaw = Omit<VulnerabilityView, 'days' | 'vex'>;

/** A flaw, and what has it. */
export interface FlawInPackage {
  readonly flaw: FoundFlaw;
  /** The lowest layer that brought it, counted from 0; undefined where that is not known. */
  readonly layer: number | undefined;
  /** The installed packages that have it, those of the lowest layer first. */
  readonly packages: readonly Package[];
}
