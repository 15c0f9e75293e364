import type { ReportFormat } from './format.ts';
import { vulnerabilityLines } from './text/vulnerabilities.ts';
import { textWith } from './text.ts';

/** The text with a table of the vulnerabilities that are among the findings. */
export const format: ReportFormat = textWith(vulnerabilityLines);
