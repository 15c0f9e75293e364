import type { Mutator } from './mutator.ts';

/** Numbers at which readers of binary formats go wrong. */
const NUMBERS = [
  0, 1, 2, 7, 13, 16, 0x7f, 0x80, 0xff, 0x100, 0x7fff, 0x8000, 0xffff, 0x1_0000, 0x7fff_ffff, 0xffff_ffff,
];

/**
 * Bytes with a few numbers of one, two or four bytes written over, so that nothing of the rest moves; half of the time of a seed as it is
 * given, since what was cut and moved before reaches little of a binary format.
 */
export function overwritten(text: string, seeds: readonly string[], mutator: Mutator): Buffer {
  const bytes = Buffer.from(mutator.random() < 0.5 ? mutator.pick(seeds, text) : text, 'latin1');
  for (let left = Math.floor(mutator.random() * 6); left > 0; left -= 1) {
    const width = mutator.pick([1, 2, 4], 1);
    const at = Math.floor(mutator.random() * (bytes.length - width));
    if (at < 0) break;
    const near = Math.floor(mutator.random() * bytes.length);
    const number = mutator.random() < 0.3 ? near : mutator.pick(NUMBERS, 0);
    const value = number % 2 ** (8 * width);
    if (mutator.random() < 0.5) bytes.writeUIntLE(value, at, width);
    else bytes.writeUIntBE(value, at, width);
  }
  return bytes;
}
