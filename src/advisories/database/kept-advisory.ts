import type { Affected } from '../advisory.ts';
import type { GoImport } from '../go-imports.ts';
import type { AdvisoryHead } from './head-code.ts';

/** What one advisory says of a package. */
export interface KeptAdvisory {
  /** Undefined where it says more than that all versions before this one are affected. */
  readonly fix?: string | undefined;
  readonly entries: readonly Affected[];
  /** What else is kept of the advisory, read when it is asked for. */
  head(): AdvisoryHead | Promise<AdvisoryHead>;
  /** Of a module of Go what in it has the flaw; none where that is not told. */
  imports?(): readonly GoImport[];
}
