import { type Severity, severities } from '../core/severity.ts';
import { versionOrders } from '../versions/compare.ts';
import type { VersionOrder } from '../versions/order.ts';
import type { Affected } from './advisory.ts';
import { type AffectedAnswer, affects, type UnknownAnswer } from './affects.ts';
import { applicabilityOf, doubtOfStream } from './applicability.ts';
import type { AdvisoryHead } from './database/head-code.ts';
import type { KeptAdvisory } from './database/read-shard.ts';
import { schemeOf } from './ecosystem.ts';
import { canonicalName, flawsOf, groupByNames } from './flaws.ts';
import { type GoImport, goImportsOf } from './go-imports.ts';
import type { Question } from './questions.ts';
import type { Judgement } from './severity.ts';
import { laterOf, withoutEpochs } from './version-line.ts';

/** Where advisories are looked up. */
export interface Advisories {
  /** Those for a package of an ecosystem, without the ones that were taken back. */
  lookUp(ecosystem: string, name: string): Promise<readonly KeptAdvisory[]>;
}

/** An advisory that says, or may say, that a flaw is in a version. */
export interface Evidence {
  readonly advisory: AdvisoryHead;
  readonly question: Question;
  readonly answer: AffectedAnswer | UnknownAnswer;
  /** Of a module of Go what in it has the flaw; none where that is not told. */
  readonly imports: readonly GoImport[];
  /** Why it may be about another package, as a sentence; empty where it is about this one. */
  readonly doubt: string;
}

/** One flaw in one package, with all that speaks of it. */
export interface Vulnerability {
  /** Its CVE if it has one. */
  readonly id: string;
  /** Every name of it, sorted. */
  readonly names: readonly string[];
  readonly judgement: Judgement;
  /** Whether it is there, or cannot be told. */
  readonly state: 'affected' | 'unknown';
  /** The first version without it by every advisory that names one; undefined where none does. */
  readonly fixed: string | undefined;
  readonly evidence: readonly Evidence[];
}

/** The flaws of a package, as the advisories for its questions tell: those that are there or may be. */
export async function match(questions: readonly Question[], advisories: Advisories): Promise<readonly Vulnerability[]> {
  const evidence: Evidence[] = [];
  for (const question of questions) evidence.push(...(await evidenceFor(question, advisories)));
  const named = evidence.flatMap((item) => flawsOf(item.advisory).map((names) => ({ names, item })));
  return groupByNames(named).map(({ names, items }) => vulnerabilityOf(names, items));
}

async function evidenceFor(question: Question, advisories: Advisories): Promise<readonly Evidence[]> {
  const { ecosystem, name, version } = question;
  const order = orderFor(question);
  const evidence: Evidence[] = [];
  for (const { entries, head } of await advisories.lookUp(ecosystem, name)) {
    const { applying, doubt } = entriesFor(question, entries);
    if (applying.length === 0) continue;
    const answer = order === undefined ? UNORDERED : affects(applying, version, order);
    if (answer.state === 'affected' || answer.state === 'unknown')
      evidence.push({ advisory: await head(), question, answer, imports: goImportsOf(entries), doubt });
  }
  return evidence;
}

/** The entries that are about the package that is asked for; where none surely is, those that may be. */
function entriesFor(
  question: Question,
  entries: readonly Affected[],
): { readonly applying: readonly Affected[]; readonly doubt: string } {
  const sure = entries.filter((entry) => applicabilityOf(entry, question) === 'yes');
  if (sure.length > 0) return { applying: sure, doubt: '' };
  const applying = entries.filter((entry) => applicabilityOf(entry, question) === 'perhaps');
  return { applying, doubt: applying.length === 0 ? '' : doubtOfStream(question, applying) };
}

/** The order in which the version that is asked for stands among those of the advisories; undefined where nobody knows it. */
function orderFor({ ecosystem, isEpochUntold }: Question): VersionOrder | undefined {
  const scheme = schemeOf(ecosystem);
  if (scheme === undefined) return undefined;
  return isEpochUntold === true ? withoutEpochs(versionOrders[scheme]) : versionOrders[scheme];
}

/** The answer where nobody knows in which order the versions stand. */
const UNORDERED: UnknownAnswer = { state: 'unknown', version: '' };

function vulnerabilityOf(names: readonly string[], evidence: readonly Evidence[]): Vulnerability {
  const affected = evidence.filter(({ answer }) => answer.state === 'affected');
  return {
    id: canonicalName(names),
    names: names.toSorted(),
    judgement: judgementOf((affected.length > 0 ? affected : evidence).map(({ advisory }) => advisory.judgement)),
    state: affected.length > 0 ? 'affected' : 'unknown',
    fixed: latestFix(affected),
    evidence,
  };
}

/** Of several judgements a score rather than a word, and the worse of two alike. */
function judgementOf(judgements: readonly Judgement[]): Judgement {
  const [best] = judgements.toSorted(
    (a, b) => Number(b.score !== undefined) - Number(a.score !== undefined) || rankOf(a.severity) - rankOf(b.severity),
  );
  return best ?? { severity: 'unknown', by: '' };
}

function rankOf(severity: Severity): number {
  return severities.indexOf(severity);
}

function latestFix(evidence: readonly Evidence[]): string | undefined {
  let latest: string | undefined;
  for (const { answer, question } of evidence) {
    if (answer.state !== 'affected' || answer.fixed === undefined) continue;
    latest = latest === undefined ? answer.fixed : laterVersion(latest, answer.fixed, question.ecosystem);
  }
  return latest;
}

/** The later of two versions of an ecosystem; the first where they cannot be compared. */
export function laterVersion(a: string, b: string, ecosystem: string): string {
  const scheme = schemeOf(ecosystem);
  if (scheme === undefined) return a;
  return laterOf(versionOrders[scheme], a, b);
}
