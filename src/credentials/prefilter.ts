import type { Detector } from './detector.ts';

/** A literal of some detectors, and which two of its characters the scan looks for. */
interface Needle {
  readonly literal: string;
  readonly offset: number;
  readonly detectors: readonly Detector[];
}

/** Calls `visit` for every place where a literal begins, with the detectors that have it. */
export type Prefilter = (text: string, visit: (at: number, detectors: readonly Detector[]) => void) => void;

/** How common a character is in configuration and source text; only the order matters. */
function commonness(code: number): number {
  const isLowerCase = code >= 0x61 && code <= 0x7a;
  if (isLowerCase || code === 0x20 || code === 0x2d) return 4;
  const isUpperCase = code >= 0x41 && code <= 0x5a;
  return isUpperCase || (code >= 0x30 && code <= 0x39) ? 2 : 1;
}

function rarestPair(literal: string): number {
  let best = 0;
  let least = Infinity;
  let last = commonness(literal.charCodeAt(0));
  for (let offset = 1; offset < literal.length; offset += 1) {
    const next = commonness(literal.charCodeAt(offset));
    if (last + next < least) {
      least = last + next;
      best = offset - 1;
    }
    last = next;
  }
  return best;
}

function pairAt(text: string, at: number): number {
  return ((text.charCodeAt(at) & 0xff) << 8) | (text.charCodeAt(at + 1) & 0xff);
}

function needlesByPair(detectors: readonly Detector[]): ReadonlyMap<number, readonly Needle[]> {
  const byPair = new Map<number, Needle[]>();
  for (const [literal, users] of usersByLiteral(detectors)) {
    const needle = { literal, offset: rarestPair(literal), detectors: users };
    const pair = pairAt(literal, needle.offset);
    const others = byPair.get(pair);
    if (others === undefined) byPair.set(pair, [needle]);
    else others.push(needle);
  }
  return byPair;
}

function usersByLiteral(detectors: readonly Detector[]): ReadonlyMap<string, readonly Detector[]> {
  const users = new Map<string, Detector[]>();
  for (const detector of detectors) {
    for (const literal of detector.literals) {
      const others = users.get(literal);
      if (others === undefined) users.set(literal, [detector]);
      else others.push(detector);
    }
  }
  return users;
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
