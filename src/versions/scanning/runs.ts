import { compareTexts, isDigit } from './characters.ts';
import { compareNumerals, numeral } from './numerals.ts';

/**
 * Compares a run of digits or of letters with the run of the same kind in another version; it may have none, and then
 * a number is newer.
 */
export function compareRuns(a: string, b: string): number {
  const isNumber = isDigit(a.charCodeAt(0));
  if (b === '') return isNumber ? 1 : -1;
  return isNumber ? compareNumerals(numeral(a), numeral(b)) : compareTexts(a, b);
}
