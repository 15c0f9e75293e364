/** Longer words are compared for letter case only: nobody mistypes a whole sentence. */
const LONGEST = 64;

/**
 * The candidate that `word` was most likely meant to be: the one that differs in letter case only, else the one with the fewest typing
 * slips (a letter left out, added, changed, or swapped with its neighbour), at most one slip for every three letters. The first
 * of equals. `undefined` where none is near.
 */
export function nearest(word: string, candidates: Iterable<string>): string | undefined {
  const lowerWord = word.toLowerCase();
  let best: string | undefined;
  let fewest = tolerance(word) + 1;
  for (const candidate of candidates) {
    const lowerCandidate = candidate.toLowerCase();
    if (lowerCandidate === lowerWord) return candidate;
    const slips = slipsWithin(lowerWord, lowerCandidate, fewest);
    if (slips >= fewest) continue;
    fewest = slips;
    best = candidate;
  }
  return best;
}

function tolerance(word: string): number {
  if (word.length > LONGEST) return 0;
  return Math.max(1, Math.floor(word.length / 3));
}

/** The slips between two words, or `limit` where there are as many or more. */
function slipsWithin(left: string, right: string, limit: number): number {
  if (Math.abs(left.length - right.length) >= limit) return limit;
  return Math.min(limit, editDistance(left, right));
}

/** Damerau-Levenshtein distance, in the restricted form in which no letter is edited twice. */
function editDistance(left: string, right: string): number {
  let beforePrevious: number[] = [];
  let previous = Array.from({ length: right.length + 1 }, (_, column) => column);
  for (let row = 1; row <= left.length; row += 1) {
    const current = [row];
    for (let column = 1; column <= right.length; column += 1) {
      const changed = at(previous, column - 1) + (left[row - 1] === right[column - 1] ? 0 : 1);
      const distance = Math.min(at(previous, column) + 1, at(current, column - 1) + 1, changed);
      current.push(
        isSwap(left, right, row, column) ? Math.min(distance, at(beforePrevious, column - 2) + 1) : distance,
      );
    }
    beforePrevious = previous;
    previous = current;
  }
  return at(previous, right.length);
}

function isSwap(left: string, right: string, row: number, column: number): boolean {
  return row > 1 && column > 1 && left[row - 1] === right[column - 2] && left[row - 2] === right[column - 1];
}

function at(distances: readonly number[], index: number): number {
  return distances[index] ?? Number.POSITIVE_INFINITY;
}
