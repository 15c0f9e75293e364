// Characters are codes, as `charCodeAt` gives them; that of no character, behind the end, is NaN and neither of these.

const ZERO = 48;
const NINE = 57;

export function isDigit(code: number): boolean {
  return code >= ZERO && code <= NINE;
}

/** A letter of ASCII. The orders know no others. */
export function isLetter(code: number): boolean {
  return (code >= 97 && code <= 122) || (code >= 65 && code <= 90);
}

/** Where the run of characters that `belongs` holds for, from `start` on, has ended. */
export function endOfRun(text: string, start: number, belongs: (code: number) => boolean): number {
  let end = start;
  while (belongs(text.charCodeAt(end))) end += 1;
  return end;
}

/** Compares two texts by the codes of their characters, as `strcmp` does. */
export function compareTexts(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}
