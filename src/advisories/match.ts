import { type Severity, severities } from '../core/severity.ts';
import type { ElsewhereFix, FixState } from '../core/vulnerability.ts';
import { versionOrders } from '../versions/compare.ts';
import { schemeOf } from './ecosystem.ts';
import { type Advisories, type Evidence, gatherEvidence } from './evidence.ts';
import { canonicalName, groupByNames } from './flaws.ts';
import type { Question } from './questions.ts';
import type { Judgement } from './severity.ts';
import { laterOf } from './version-line.ts';

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
  /** Where no such version can be had as things are: one that can be had otherwise. */
  readonly elsewhere: ElsewhereFix | undefined;
  readonly fixState: FixState;
  readonly evidence: readonly Evidence[];
}

/** The flaws of a package, as the advisories for its questions tell: those that are there or may be. */
export async function match(questions: readonly Question[], advisories: Advisories): Promise<readonly Vulnerability[]> {
  const evidence = await gatherEvidence(questions, advisories);
  if (evidence.length === 0) return NONE;
  const found: Vulnerability[] = [];
  for (const { names, items } of groupByNames(evidence)) {
    const each = vulnerabilityOf(names, items);
    found.push(each.judgement.by === '' ? await rated(each, advisories) : each);
  }
  return found;
}

const NONE: readonly Vulnerability[] = [];

/** A flaw of which its own advisories do not say how severe it is may be known to others that do. */
async function rated(found: Vulnerability, advisories: Advisories): Promise<Vulnerability> {
  const judgement = await advisories.rate?.(found.names);
  return judgement === undefined ? found : { ...found, judgement };
}

function vulnerabilityOf(names: readonly string[], evidence: readonly Evidence[]): Vulnerability {
  const affected = evidence.filter(({ answer }) => answer.state === 'affected');
  const fixes = fixesOf(affected);
  return {
    id: canonicalName(names),
    names: names.length > 1 ? names.toSorted() : names,
    judgement: judgementOf((affected.length > 0 ? affected : evidence).map(({ advisory }) => advisory.judgement)),
    state: affected.length > 0 ? 'affected' : 'unknown',
    ...fixes,
    fixState: fixStateOf(affected, fixes),
    evidence,
  };
}

/** A distribution that says that it will not mend a flaw says so of all its packages: one of its words is enough. */
function fixStateOf(
  affected: readonly Evidence[],
  { fixed, elsewhere }: Pick<Vulnerability, 'fixed' | 'elsewhere'>,
): FixState {
  if (fixed !== undefined) return 'fixed';
  if (elsewhere !== undefined) return 'fixed-elsewhere';
  if (affected.length === 0) return 'unknown';
  return affected.find(({ word }) => word !== undefined)?.word ?? 'no-fix-yet';
}

function fixesOf(affected: readonly Evidence[]): Pick<Vulnerability, 'fixed' | 'elsewhere'> {
  const fixed = latestFix(affected.filter(({ takes }) => takes === ''));
  const [first, ...others] = affected.filter(({ takes }) => takes !== '');
  if (fixed !== undefined || first === undefined) return { fixed, elsewhere: undefined };
  const same = [first, ...others.filter(({ takes }) => takes === first.takes)];
  const version = latestFix(same);
  return { fixed, elsewhere: version === undefined ? undefined : { version, takes: first.takes } };
}

/** Of several judgements a score rather than a word, and the worse of two alike. */
function judgementOf(judgements: readonly Judgement[]): Judgement {
  const [first, ...others] = judgements;
  return others.reduce((best, each) => (isWorse(each, best) ? each : best), first ?? { severity: 'unknown', by: '' });
}

function isWorse(a: Judgement, b: Judgement): boolean {
  const [left, right] = [a.score !== undefined, b.score !== undefined];
  return left === right ? rankOf(a.severity) < rankOf(b.severity) : left;
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
