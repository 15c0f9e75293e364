import { compareTexts, endOfRun } from './characters.ts';

const ZERO = 48;

/** Digits without the zeros before them: one text for one number, of any size. */
export function numeral(digits: string): string {
  if (digits.charCodeAt(0) !== ZERO) return digits === '' ? '0' : digits;
  const start = endOfRun(digits, 0, (code) => code === ZERO);
  return start === digits.length ? '0' : digits.slice(start);
}

/** Compares two numbers of any size, each as `numeral` writes it. */
export function compareNumerals(a: string, b: string): number {
  return a.length === b.length ? compareTexts(a, b) : a.length - b.length;
}

/** Compares lists of numbers; what one of them lacks at its end counts as zeros. */
export function compareNumeralLists(a: readonly string[], b: readonly string[]): number {
  const length = Math.max(a.length, b.length);
  for (let position = 0; position < length; position += 1) {
    const difference = compareNumerals(a[position] ?? '0', b[position] ?? '0');
    if (difference !== 0) return difference;
  }
  return 0;
}
