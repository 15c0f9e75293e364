const DOT = 0x2e;
const ZERO = 0x30;
const NINE = 0x39;

/**
 * Whether two versions are surely not the same, by whatever order: they are alike up to a number, and that is another one. Most versions of
 * a long list can be told from the installed one so, without being read. Nothing is said of versions with an epoch (`1:2.0`), which may
 * not count, nor behind anything but numbers and dots (`+build.1`).
 */
export function differPlainly(a: string, b: string): boolean {
  return (beginOtherwise(a, b) || differInNumber(a, b)) && !a.includes(':') && !b.includes(':');
}

/** Whether two begin with numbers that begin otherwise, as most do. */
function beginOtherwise(a: string, b: string): boolean {
  const first = a.charCodeAt(0);
  const other = b.charCodeAt(0);
  return first !== other && isLeading(first) && isLeading(other);
}

function differInNumber(a: string, b: string): boolean {
  let at = 0;
  let isInNumber = false;
  for (let code = a.charCodeAt(0); code === b.charCodeAt(at); code = a.charCodeAt(at)) {
    if (!isDigit(code) && code !== DOT) return false;
    isInNumber = code !== DOT && (isInNumber || code !== ZERO);
    at += 1;
  }
  return isInNumber
    ? isDigit(a.charCodeAt(at)) || isDigit(b.charCodeAt(at))
    : isFirstOfNumber(a, at) && isFirstOfNumber(b, at);
}

/** Whether a number that begins so is not padded: of two that begin otherwise, one is the greater. */
function isLeading(code: number): boolean {
  return code > ZERO && code <= NINE;
}

/** Whether a digit stands at a place with which its number begins, as it is written without a 0 before it. */
function isFirstOfNumber(text: string, at: number): boolean {
  return isDigit(text.charCodeAt(at)) && !isPadded(text, at) && (at === 0 || text.charCodeAt(at - 1) !== ZERO);
}

/** Whether a number begins with a 0 that more digits follow. */
function isPadded(text: string, at: number): boolean {
  return text.charCodeAt(at) === ZERO && isDigit(text.charCodeAt(at + 1));
}

function isDigit(code: number): boolean {
  return code >= ZERO && code <= NINE;
}
