import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** The longest input, in UTF-16 units. */
const LONGEST = 20_000;

const CHARACTERS = '\t \n\r:-?"\'|>&*![]{},#~%@`\\.0<é\u0085\u2028\uFEFF\u0000';
const WORDS = [
  '\n  ',
  ': ',
  '- ',
  '|-\n',
  '>2\n',
  '&a ',
  '*a',
  '!!int ',
  '! ',
  '<<: *a\n',
  '---\n',
  '---',
  '...\n',
  '\\u',
  '%YAML 1.1\n',
];
const RARITIES = ['0x', '1e999', '__proto__: ', '\uD800', '{"a":', '[[[[[[[[', '? ', '\r\n', ' #', '😀'];
const TOKENS = [...Array.from(CHARACTERS), ...WORDS, ...RARITIES];

/** Mulberry32: small, seeded, good enough to choose places. */
function generator(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** Makes inputs by cutting, copying and breaking texts, the same ones for the same seed. */
export class Mutator {
  readonly random: () => number;
  readonly #texts: readonly string[];
  readonly #seeds: readonly string[];

  /** `seeds` are short texts that reach the corners; `texts` are cut into fragments. */
  constructor(seed: number, seeds: readonly string[], texts: readonly string[]) {
    this.random = generator(seed);
    this.#seeds = seeds;
    this.#texts = [...texts, ...seeds];
  }

  /** The next input. */
  next(): string {
    let text = this.random() < 0.3 ? this.pick(this.#seeds, '') : this.#fragment();
    for (let left = 1 + this.#below(6); left > 0; left -= 1) text = this.#mutate(text);
    return text.slice(0, LONGEST);
  }

  pick<Item>(items: readonly Item[], otherwise: Item): Item {
    return items[this.#below(items.length)] ?? otherwise;
  }

  #below(limit: number): number {
    return Math.floor(this.random() * limit);
  }

  #fragment(): string {
    const lines = this.pick(this.#texts, '').split('\n');
    const start = this.random() < 0.5 ? 0 : this.#below(lines.length);
    return `${lines.slice(start, start + 1 + this.#below(80)).join('\n')}\n`.slice(0, LONGEST / 4);
  }

  #mutate(text: string): string {
    const at = this.#below(text.length + 1);
    switch (this.#below(5)) {
      case 0:
        return text.slice(0, at) + text.slice(at + 1 + this.#below(8));
      case 1: {
        const from = this.#below(text.length + 1);
        return text.slice(0, at) + text.slice(from, from + this.#below(60)) + text.slice(at);
      }
      case 2:
        return (
          text.slice(0, at) +
          this.pick(TOKENS, '').repeat(1 + this.#below(this.random() < 0.05 ? 2000 : 3)) +
          text.slice(at)
        );
      default:
        return text.slice(0, at) + this.pick(TOKENS, '') + text.slice(at);
    }
  }
}

/** The public manifests beside the repository, where they are. */
export function corpus(): readonly string[] {
  const folder = join(process.env['PLIMSOLL_SHARED'] ?? '../shared', 'data/manifests');
  try {
    const files = readdirSync(folder, { recursive: true, withFileTypes: true });
    const wanted = files.filter((entry) => entry.isFile() && /\.(?:ya?ml|json)$/.test(entry.name));
    return wanted.map((entry) => readFileSync(join(entry.parentPath, entry.name), 'utf8'));
  } catch {
    console.log(`no corpus in ${folder}: only the built-in seeds are mutated`);
    return [];
  }
}
