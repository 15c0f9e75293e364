import type { CvssScore } from '../cvss.ts';
import { type Judgement, judgementBy } from '../severity.ts';
import { DamagedShard } from './damaged-shard.ts';

/** How severe a flaw is by CVSS, and its name in its group. */
export interface ScoredName {
  readonly rest: string;
  readonly score: CvssScore;
}

/** No group has so much text, in characters: those of a year have some hundred thousand. */
const MOST_CHARACTERS = 16 * 1024 * 1024;

/** The scores of a group as a line of JSON, in which a name is found without reading the others: `{"0001":"3.1 7.5"}`. What is behind its limit is left out. */
export function scoresLine(scores: readonly ScoredName[]): string {
  let line = '';
  for (const { rest, score } of scores.toSorted((a, b) => (a.rest < b.rest ? -1 : 1)))
    if (line.length < MOST_CHARACTERS) line += `,${keyOf(rest)}${score.version} ${score.score}"`;
  return `{${line.slice(1)}}`;
}

/** How severe a flaw of a group is; undefined where its line does not say. */
export function judgementIn(line: string, rest: string): Judgement | undefined {
  const key = keyOf(rest);
  // A name of which this one is the end has another character before its end: its own quotation marks are escaped.
  const place = line.startsWith(`{${key}`) ? 0 : line.indexOf(`,${key}`);
  if (place === -1) return undefined;
  const start = place + 1 + key.length;
  const [, version, score] = WRITTEN.exec(line.slice(start, start + MOST_WRITTEN)) ?? [];
  if (!isVersion(version) || Number(score) > 10) throw new DamagedShard('no score of a flaw');
  return judgementBy({ version, score: Number(score) });
}

function keyOf(rest: string): string {
  return `${JSON.stringify(rest)}:"`;
}

const WRITTEN = /^(\d\.\d) (\d{1,2}(?:\.\d)?)"/;
const MOST_WRITTEN = '3.1 10.0"'.length;

const VERSIONS: ReadonlySet<string> = new Set(['2.0', '3.0', '3.1', '4.0'] satisfies CvssScore['version'][]);

function isVersion(text: string | undefined): text is CvssScore['version'] {
  return text !== undefined && VERSIONS.has(text);
}
