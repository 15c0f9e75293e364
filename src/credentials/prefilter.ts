import type { Detector } from './detector.ts';

/** A literal of some detectors, and which two of its characters the scan looks for. */
interface Needle {
  readonly literal: string;
  readonly offset: number;
  readonly detectors: readonly Detector[];
}

/** Calls `visit` for every place where a literal begins, with the detectors that have it. */
export type Prefilter = (text: string, visit: (at: number, detectors: readonly Detector[]) => void) => void;

const COMMON = new Set('abcdefghijklmnopqrstuvwxyz -');
const LESS_COMMON = new Set('ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789');

/** How common a character is in configuration and source text; only the order matters. */
function commonness(character: string | undefined): number {
  if (character === undefined) return 9;
  if (COMMON.has(character)) return 4;
  return LESS_COMMON.has(character) ? 2 : 1;
}

function rarestPair(literal: string): number {
  let best = 0;
  let least = Infinity;
  for (let offset = 0; offset + 1 < literal.length; offset += 1) {
    const weight = commonness(literal[offset]) + commonness(literal[offset + 1]);
    if (weight < least) {
      least = weight;
      best = offset;
    }
  }
  return best;
}

function pairAt(text: string, at: number): number {
  return ((text.charCodeAt(at) & 0xff) << 8) | (text.charCodeAt(at + 1) & 0xff);
}

function needlesByPair(detectors: readonly Detector[]): ReadonlyMap<number, readonly Needle[]> {
  const byLiteral = Map.groupBy(
    detectors.flatMap((detector) => detector.literals.map((literal) => ({ literal, detector }))),
    ({ literal }) => literal,
  );
  const needles = [...byLiteral].map(([literal, users]): Needle => {
    return { literal, offset: rarestPair(literal), detectors: users.map(({ detector }) => detector) };
  });
  return Map.groupBy(needles, ({ literal, offset }) => pairAt(literal, offset));
}

/**
 * Builds a scan for all literals at once: one table look-up for each pair of neighbouring characters, then the literals
 * that have that pair. It reads every character once, whatever the number of literals.
 */
export function createPrefilter(detectors: readonly Detector[]): Prefilter {
  const needles = needlesByPair(detectors);
  const isRarePair = new Uint8Array(0x1_00_00);
  for (const pair of needles.keys()) isRarePair[pair] = 1;
  const visitPair = (text: string, pair: number, at: number, visit: Parameters<Prefilter>[1]): void => {
    for (const { literal, offset, detectors: users } of needles.get(pair) ?? []) {
      if (text.startsWith(literal, at - offset)) visit(at - offset, users);
    }
  };
  return (text, visit) => {
    let pair = 0;
    for (let index = 0; index < text.length; index += 1) {
      pair = ((pair << 8) & 0xff00) | (text.charCodeAt(index) & 0xff);
      if (isRarePair[pair] === 1) visitPair(text, pair, index - 1, visit);
    }
  };
}
