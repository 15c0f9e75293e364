import { type CveScore, writeEpss } from './epss-file.ts';
import type { Feed, FeedFault } from './feed.ts';

const MODEL_LINE = /^#model_version:[\w.-]{1,40},score_date:(\d{4}-\d{2}-\d{2}T[\d:+-]{1,20}Z?)$/;
const COLUMNS = 'cve,epss,percentile';
const ROW = /^CVE-(\d{4})-(\d{4,10}),([01](?:\.\d{1,12})?),([01](?:\.\d{1,12})?)$/;

/** The first characters of the file, which tell it from others. */
const FIRST = /^(?:#|cve,)/;

/** Whether a text is a file of EPSS scores, whole or not. */
export function isEpss(text: string): boolean {
  return FIRST.test(text);
}

/**
 * The probabilities of exploitation that EPSS publishes for a day: a line that tells of the model and the day, one with the names of the
 * columns, and a row for each CVE. Source: https://www.first.org/epss/data_stats.
 */
export function readEpss(text: string): Feed | FeedFault {
  const lines = new Lines(text);
  const modified = MODEL_LINE.exec(lines.next() ?? '')?.[1];
  if (modified === undefined) return { why: 'its first line does not tell of which day it is' };
  if (lines.next() !== COLUMNS) return { why: `its columns are not ${COLUMNS}` };
  const scores: CveScore[] = [];
  for (let line = lines.next(); line !== undefined && line !== ''; line = lines.next()) {
    const score = scoreIn(line);
    if (score === undefined) return { why: `its line ${lines.read} is not as its publisher writes it` };
    scores.push(score);
  }
  if (lines.next() !== undefined) return { why: `its line ${lines.read - 1} is empty` };
  const { bytes, entries } = writeEpss(scores);
  return { name: 'epss', modified, entries, bytes };
}

function scoreIn(line: string): CveScore | undefined {
  const [, year, number, probability, percentile] = ROW.exec(line) ?? [];
  const score = {
    year: Number(year),
    number: Number(number),
    probability: Number(probability),
    percentile: Number(percentile),
  };
  const isScore = score.probability <= 1 && score.percentile <= 1 && score.number <= MAX_NUMBER;
  return isScore ? score : undefined;
}

/** The largest number of a CVE in its year that can be kept. */
const MAX_NUMBER = 2 ** 32 - 1;

/** The lines of a text, one after the other: there are hundreds of thousands. */
class Lines {
  /** How many were read. */
  read = 0;
  readonly #text: string;
  #from = 0;

  constructor(text: string) {
    this.#text = text;
  }

  next(): string | undefined {
    if (this.#from >= this.#text.length) return undefined;
    const newline = this.#text.indexOf('\n', this.#from);
    const end = newline < 0 ? this.#text.length : newline;
    const line = this.#text.slice(this.#from, this.#text[end - 1] === '\r' ? end - 1 : end);
    this.#from = end + 1;
    this.read += 1;
    return line;
  }
}
