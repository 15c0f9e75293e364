import type { Advisory, Score } from '../advisory.ts';
import { flawsOf } from '../flaws.ts';
import { bestScore, isWorse, type ScoredVector } from '../severity.ts';
import { BlockFile } from './block-file.ts';
import { PackageBlocks } from './package-blocks.ts';
import { type ScoredName, scoresLine } from './scores-line.ts';
import { BLOCK_BYTES, SHARD_FORMAT } from './shard.ts';
import { severityShard } from './shard-kind.ts';
import { isSharedName, placeOfSharedName } from './shared-name.ts';

/** Groups in a block: the flaws of an image are of most years, so that all blocks are unpacked. */
const PER_BLOCK = 256;

/** How severe the flaws are that a source speaks of, by CVSS, so that others that know the same flaw and have no word of their own can ask. */
export class SeverityIndex {
  readonly #vectors = new Map<string, ScoredVector>();

  /** Takes the vector of an advisory for each name of its flaw. One that speaks of several flaws does not say which of them is so severe. */
  add(advisory: Advisory): void {
    const best = bestScore(scoresIn(advisory));
    if (best === undefined) return;
    const [names = [], ...others] = flawsOf(advisory);
    if (others.length > 0) return;
    for (const name of names.filter(isSharedName)) {
      const known = this.#vectors.get(name);
      if (known === undefined || isWorse(best, known)) this.#vectors.set(name, best);
    }
  }

  /** The shard for a source, with a line for each group of flaws; undefined where nothing is told. */
  shard(source: string): readonly [name: string, shard: Uint8Array<ArrayBuffer>] | undefined {
    const name = severityShard(source);
    const groups = [...this.#groups()].toSorted(([a], [b]) => (a < b ? -1 : 1));
    const file = new BlockFile();
    const blocks = new PackageBlocks(file);
    for (const [group, scores] of groups) {
      const line = scoresLine(scores);
      if (blocks.count === PER_BLOCK || blocks.bytes + line.length > BLOCK_BYTES) blocks.end();
      blocks.add(group, (text) => void text.add(line));
    }
    const told = { format: SHARD_FORMAT, ecosystem: name, modified: '', advisories: this.#vectors.size };
    const written = { ...told, packages: groups.length, heads: [], names: blocks.places() };
    return groups.length === 0 ? undefined : [name, file.close(written)];
  }

  #groups(): ReadonlyMap<string, readonly ScoredName[]> {
    const groups = new Map<string, ScoredName[]>();
    for (const [name, score] of this.#vectors) {
      const { group, rest } = placeOfSharedName(name);
      const known = groups.get(group) ?? [];
      known.push({ rest, score });
      groups.set(group, known);
    }
    return groups;
  }
}

function scoresIn({ severity, affected }: Advisory): readonly Score[] {
  const scores: Score[] = [];
  for (const score of severity) scores.push(score);
  for (const entry of affected) for (const score of entry.severity) scores.push(score);
  return scores;
}
