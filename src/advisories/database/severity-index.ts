import type { Advisory, Affected, Score } from '../advisory.ts';
import { flawsOf } from '../flaws.ts';
import { bestScore, isWorse, type ScoredVector } from '../severity.ts';
import { severityShard } from './shard-kind.ts';
import { isSharedName, placeOfSharedName } from './shared-name.ts';

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

  /** As advisories of the shard for a source, each of which is a score that is about groups of flaws, whose names are listed as versions are. */
  *advisories(source: string): Generator<Advisory> {
    const byScore = Map.groupBy(this.#vectors, ([, { version, score }]) => `CVSS ${version} ${score}`);
    for (const [id, flaws] of [...byScore].toSorted(([a], [b]) => (a < b ? -1 : 1))) {
      const groups = Map.groupBy(
        flaws.map(([name]) => placeOfSharedName(name)),
        ({ group }) => group,
      );
      const affected = Array.from(groups, ([group, places]) =>
        entryOf(
          group,
          places.map(({ rest }) => rest),
          source,
        ),
      );
      for (const [, { written }] of flaws.slice(0, 1)) yield scoreAdvisory(id, written, affected);
    }
  }
}

function scoresIn({ severity, affected }: Advisory): readonly Score[] {
  const scores: Score[] = [];
  for (const score of severity) scores.push(score);
  for (const entry of affected) for (const score of entry.severity) scores.push(score);
  return scores;
}

function scoreAdvisory(id: string, written: Score, affected: readonly Affected[]): Advisory {
  const names = { aliases: [], upstream: [], related: [] };
  const untold = { withdrawn: undefined, modified: '', published: undefined, summary: undefined };
  return { id, ...names, ...untold, severity: [written], rated: undefined, affected };
}

function entryOf(name: string, versions: readonly string[], source: string): Affected {
  const untold = { modules: undefined, architecture: undefined, word: undefined, custom: undefined };
  return { ecosystem: severityShard(source), name, ranges: [], versions, severity: [], specific: {}, ...untold };
}
