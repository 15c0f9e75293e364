import type { Report } from '../core/report.ts';
import type { Bill } from '../sbom/bill.ts';
import type { PathBase } from './shown/repository-path.ts';

/** How a report is to be shown. None of it changes the verdict. */
export interface RenderOptions {
  /** Show every finding. */
  readonly all: boolean;
  readonly colour: boolean;
  /** Columns of the terminal. */
  readonly width: number;
  /** For formats that name files as the repository does; without it relative paths stay as they are. */
  readonly base?: PathBase;
  /** What was scanned lists, for formats that show every package; left out where several things were, or nothing was. */
  readonly bill?: Bill | undefined;
}

/** A way to write a report down. */
export interface ReportFormat {
  readonly summary: string;
  /** Whether it shows every package of what was scanned. */
  readonly showsBill?: true;
  render(report: Report, options: RenderOptions): string;
}
