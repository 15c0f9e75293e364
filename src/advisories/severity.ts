import { fieldOf } from '../core/record.ts';
import type { Severity } from '../core/severity.ts';
import type { Advisory, Affected, Score } from './advisory.ts';
import { type CvssScore, cvssScore } from './cvss.ts';
import { baseOf, schemeOf } from './ecosystem.ts';

/** How severe a flaw is, and whose word that is. */
export interface Judgement {
  readonly severity: Severity;
  /** `Ubuntu`, `AlmaLinux`, `CVSS 3.1`, `the database`; empty where nobody judged. */
  readonly by: string;
  /** 0 to 10, where the word is a score. */
  readonly score?: number;
}

const UNJUDGED: Judgement = { severity: 'unknown', by: '' };

/**
 * How severe a flaw is in a package: the distribution's word, since it knows how it builds and ships; then the newest CVSS vector, the
 * highest where several are told; then the word of the database.
 */
function severityOf(advisory: Advisory, affected: Affected): Judgement {
  return (
    distributionWord(advisory, affected) ??
    cvssJudgement([...affected.severity, ...advisory.severity]) ??
    databaseWord(advisory) ??
    UNJUDGED
  );
}

/** Judges the entries of an advisory one after another. Most have nothing told of them that the one before has not: they are judged alike. */
export class EntryJudge {
  #advisory: Advisory | undefined;
  #before: Affected | undefined;
  #judgement = UNJUDGED;

  severityOf(advisory: Advisory, entry: Affected): Judgement {
    if (this.#advisory !== advisory || this.#before === undefined || !isToldAlike(this.#before, entry))
      this.#judgement = severityOf(advisory, entry);
    this.#advisory = advisory;
    this.#before = entry;
    return this.#judgement;
  }
}

/** Whether the same is told of two entries as far as their severity hangs on it. */
function isToldAlike(a: Affected, b: Affected): boolean {
  return (
    a.severity.length + b.severity.length === 0 &&
    fieldOf(a.specific, 'urgency') === fieldOf(b.specific, 'urgency') &&
    fieldOf(a.specific, 'priority') === fieldOf(b.specific, 'priority') &&
    fieldOf(a.specific, 'severity') === fieldOf(b.specific, 'severity') &&
    baseOf(a.ecosystem) === baseOf(b.ecosystem)
  );
}

/** The words of the databases for a severity. */
const WORDS: ReadonlyMap<string, Severity> = new Map([
  ['critical', 'critical'],
  ['emergency', 'critical'],
  ['high', 'high'],
  ['important', 'high'],
  ['medium', 'medium'],
  ['moderate', 'medium'],
  ['low', 'low'],
  ['minor', 'low'],
  ['negligible', 'info'],
  ['none', 'info'],
  ['unimportant', 'info'],
]);

function wordOf(word: unknown): Severity | undefined {
  return typeof word === 'string' ? WORDS.get(word.toLowerCase().replaceAll('*', '')) : undefined;
}

/** The orders of the versions of distributions. */
const OF_DISTRIBUTIONS: ReadonlySet<string | undefined> = new Set(['apk', 'dpkg', 'rpm']);

/** Updates that mend no flaw, or bring something new. Sources: https://errata.almalinux.org, https://access.redhat.com/articles/explaining_redhat_errata. */
const NO_SECURITY_UPDATE = /^(?:(?:AL|RL|RH)(?:BA|EA)|(?:open)?SUSE-(?:RU|FU|OU))-/;

function distributionWord(advisory: Advisory, affected: Affected): Judgement | undefined {
  const word = toldWord(advisory, affected);
  const severity = word ?? (NO_SECURITY_UPDATE.test(advisory.id) && !isOfFlaw(advisory) ? 'info' : undefined);
  if (severity === undefined || !OF_DISTRIBUTIONS.has(schemeOf(affected.ecosystem))) return undefined;
  const by = baseOf(affected.ecosystem);
  return { severity, by: word === undefined ? `${by}, as no security update` : by };
}

function toldWord(advisory: Advisory, { specific, severity }: Affected): Severity | undefined {
  return (
    wordOf(fieldOf(specific, 'urgency')) ??
    wordOf(fieldOf(specific, 'priority')) ??
    wordOf(fieldOf(specific, 'severity')) ??
    wordOf(wordOfUbuntu(severity, advisory.severity)) ??
    // AlmaLinux and Rocky tell it nowhere but at the beginning of the summary: `Important: kernel security update`.
    wordOf(/^(\w+): /.exec(advisory.summary ?? '')?.[1])
  );
}

function wordOfUbuntu(...lists: readonly (readonly Score[])[]): string | undefined {
  for (const scores of lists) for (const { type, score } of scores) if (type === 'Ubuntu') return score;
  return undefined;
}

function isOfFlaw({ aliases, upstream, related }: Advisory): boolean {
  return [...aliases, ...upstream, ...related].some((name) => name.startsWith('CVE-'));
}

function cvssJudgement(scores: readonly Score[]): Judgement | undefined {
  const best = bestScore(scores);
  return best === undefined ? undefined : judgementBy(best);
}

/** How severe a flaw with a score is. */
export function judgementBy({ version, score }: CvssScore): Judgement {
  return { severity: bandOf(version, score), by: `CVSS ${version}`, score };
}

/** A vector with its score. */
export interface ScoredVector extends CvssScore {
  readonly written: Score;
}

/** The newest CVSS vector, the highest where several are told; undefined where none can be read. */
export function bestScore(scores: readonly Score[]): ScoredVector | undefined {
  let best: ScoredVector | undefined;
  for (const written of scores) {
    const scored = written.type.startsWith('CVSS_') ? cvssScore(written.score) : undefined;
    if (scored !== undefined && (best === undefined || isWorse(scored, best))) best = { ...scored, written };
  }
  return best;
}

/** Whether a score counts before another: that of a newer version, or the higher of two of one. */
export function isWorse(a: CvssScore, b: CvssScore): boolean {
  const [left, right] = [Number(a.version), Number(b.version)];
  return left === right ? a.score > b.score : left > right;
}

/** Source: https://www.first.org/cvss/v3.1/specification-document, 5; for version 2 https://nvd.nist.gov/vuln-metrics/cvss. */
function bandOf(version: CvssScore['version'], score: number): Severity {
  if (score === 0) return 'info';
  if (score < 4) return 'low';
  if (score < 7) return 'medium';
  return score < 9 || version === '2.0' ? 'high' : 'critical';
}

function databaseWord({ rated }: Advisory): Judgement | undefined {
  const severity = wordOf(rated);
  return severity === undefined ? undefined : { severity, by: 'the database' };
}
