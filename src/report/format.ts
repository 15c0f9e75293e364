import type { Report } from '../core/report.ts';
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
}

/** A way to write a report down. */
export interface ReportFormat {
  readonly summary: string;
  render(report: Report, options: RenderOptions): string;
}
