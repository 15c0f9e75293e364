import { versionOrders } from '../versions/compare.ts';
import type { VersionOrder } from '../versions/order.ts';
import type { Affected } from './advisory.ts';
import { type AffectedAnswer, type Answer, affects, affectsBefore, type UnknownAnswer } from './affects.ts';
import { applicabilityOf, doubtOfStream } from './applicability.ts';
import { doubtOfReleases } from './custom-releases.ts';
import type { AdvisoryHead } from './database/head-code.ts';
import type { KeptAdvisory } from './database/kept-advisory.ts';
import { schemeOf } from './ecosystem.ts';
import type { FixWord } from './fix-word.ts';
import { flawsOf } from './flaws.ts';
import type { GoImport } from './go-imports.ts';
import type { Question } from './questions.ts';
import type { Judgement } from './severity.ts';
import { VersionLine, withoutEpochs } from './version-line.ts';

/** Where advisories are looked up. */
export interface Advisories {
  /** Those for a package of an ecosystem, without the ones that were taken back; without a promise where they are at hand. */
  lookUp(ecosystem: string, name: string): readonly KeptAdvisory[] | Promise<readonly KeptAdvisory[]>;
  /** Tells beforehand which packages will be looked up. */
  prepare?(packages: readonly Pick<Question, 'ecosystem' | 'name'>[]): Promise<void>;
  /** How severe a flaw is by the advisories of any ecosystem that know it by one of its names; undefined where none says. */
  rate?(names: readonly string[]): Promise<Judgement | undefined>;
}

/** An advisory that says, or may say, that a flaw is in a version. */
export interface Evidence {
  readonly advisory: AdvisoryHead;
  readonly question: Question;
  readonly answer: AffectedAnswer | UnknownAnswer;
  /** Of a module of Go what in it has the flaw; none where that is not told. */
  readonly imports: () => readonly GoImport[];
  /** Why it may be about another package, as a sentence; empty where it is about this one. */
  readonly doubt: string;
  /** What the version that mends it takes beside an update: `Ubuntu Pro`; empty where nothing. */
  readonly takes: string;
  /** What the distribution says of a fix that is not there. */
  readonly word: FixWord | undefined;
}

/** What speaks of one flaw, with all its names there. */
export interface NamedEvidence {
  readonly names: readonly string[];
  readonly item: Evidence;
}

/**
 * Asks the advisories for the flaws of a package. A stream that is asked last is not asked where another knows the package, and what one
 * knows to be mended is not told by a stream that yields to it.
 */
export async function gatherEvidence(
  questions: readonly Question[],
  advisories: Advisories,
): Promise<readonly NamedEvidence[]> {
  const gathered: NamedEvidence[] = [];
  const resolved: KeptAdvisory[] = [];
  let knownTo: string | undefined;
  for (const question of questions) {
    if (isKnownElsewhere(question, knownTo)) continue;
    const found = advisories.lookUp(question.ecosystem, question.name);
    const kept = found instanceof Promise ? await found : found;
    if (kept.length === 0) continue;
    knownTo ??= question.ecosystem;
    const answers = await answersTo(question, kept);
    if (question.rank !== 'yielding') for (const each of answers.resolved) resolved.push(each);
    for (const item of answers.evidence) for (const names of flawsOf(item.advisory)) gathered.push({ names, item });
  }
  return gathered.some(isYielding) ? withoutMended(gathered, resolved) : gathered;
}

function isKnownElsewhere({ rank, ecosystem }: Question, knownTo: string | undefined): boolean {
  return rank === 'last' && knownTo !== undefined && knownTo !== ecosystem;
}

function isYielding({ item }: NamedEvidence): boolean {
  return item.question.rank === 'yielding';
}

async function withoutMended(
  gathered: readonly NamedEvidence[],
  resolved: readonly KeptAdvisory[],
): Promise<readonly NamedEvidence[]> {
  const mended = new Set(await namesOf(resolved));
  return gathered.filter((each) => !isYielding(each) || !each.names.some((name) => mended.has(name)));
}

async function namesOf(kept: readonly KeptAdvisory[]): Promise<readonly string[]> {
  const names: string[] = [];
  for (const each of kept) names.push(...flawsOf(await each.head()).flat());
  return names;
}

interface Answers {
  readonly evidence: readonly Evidence[];
  /** The advisories that say that the flaw was mended before. */
  readonly resolved: readonly KeptAdvisory[];
}

async function answersTo(question: Question, kept: readonly KeptAdvisory[]): Promise<Answers> {
  const order = orderFor(question);
  const line = order === undefined ? undefined : new VersionLine(order, question.version);
  const evidence: Evidence[] = [];
  const resolved: KeptAdvisory[] = [];
  for (const each of kept) {
    const { answer, applying, doubt: doubtOfModule } = heldAgainst(question, each, line);
    if (answer.state === 'resolved') resolved.push(each);
    if (answer.state !== 'affected' && answer.state !== 'unknown') continue;
    const imports = (): readonly GoImport[] => each.imports?.() ?? [];
    const head = each.head();
    const advisory = head instanceof Promise ? await head : head;
    const doubt = doubtOfModule || doubtOfReleases(applying, question.version);
    const word = applying.find((entry) => entry.word !== undefined)?.word;
    evidence.push({ advisory, question, answer, imports, doubt, takes: takenBy(answer, question), word });
  }
  return { evidence, resolved };
}

/** What an advisory says of a version, by which of its entries where more than a fix is told, and why they may be about another. */
interface Held {
  readonly answer: Answer;
  readonly applying: readonly Affected[];
  readonly doubt: string;
}

function heldAgainst(question: Question, kept: KeptAdvisory, line: VersionLine | undefined): Held {
  const isParticular = question.module !== undefined || question.architecture !== undefined;
  if (kept.fix !== undefined && line !== undefined && !isParticular)
    return { answer: affectsBefore(kept.fix, line), applying: [], doubt: '' };
  const { applying, doubt } = entriesFor(question, kept.entries);
  if (applying.length === 0) return { answer: { state: 'unaffected' }, applying, doubt };
  return { answer: line === undefined ? UNORDERED : affects(applying, line), applying, doubt };
}

/** The entries that are about the package that is asked for; where none surely is, those that may be. */
function entriesFor(
  question: Question,
  entries: readonly Affected[],
): { readonly applying: readonly Affected[]; readonly doubt: string } {
  if (question.module === undefined && question.architecture === undefined) return { applying: entries, doubt: '' };
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

/** What a fix takes that an update alone does not bring. */
function takenBy(answer: Evidence['answer'], { takes = '', minor }: Question): string {
  if (takes !== '' || minor === undefined || answer.state !== 'affected') return takes;
  const [, release = '', built = ''] = /\.el(\d+)_(\d+)/.exec(answer.fixed ?? '') ?? [];
  return Number(built) > minor ? `Red Hat Enterprise Linux ${release}.${built}` : '';
}
