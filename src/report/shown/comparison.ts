import type { Report } from '../../core/report.ts';
import { plural } from './plural.ts';

/** What an earlier run had found already, for those who wonder where it is, as a sentence; undefined where nothing was compared. */
export function comparisonText({ against }: Report): string | undefined {
  if (against === undefined) return undefined;
  const { what, known } = against;
  if (known === 0) return `Compared with ${what}.`;
  return `${plural(known, 'finding')} ${known === 1 ? 'was' : 'were'} there already in ${what} and ${known === 1 ? 'is' : 'are'} not shown.`;
}
