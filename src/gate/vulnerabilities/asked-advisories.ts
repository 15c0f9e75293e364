import type { Problem } from '../../core/errors.ts';
import type { DatabaseReport } from '../../core/report.ts';
import type { Exploitation } from './exploitation.ts';
import type { FlawInPackage } from './found-flaw.ts';

/** What the advisories answered of packages. */
export interface AskedAdvisories extends Pick<Exploitation, 'notExploited' | 'notLikely'> {
  /** The most urgent first. */
  readonly flaws: readonly FlawInPackage[];
  /** What keeps it from being all. */
  readonly problems: readonly Problem[];
  /** Undefined where the database could not be read. */
  readonly database: DatabaseReport | undefined;
}
