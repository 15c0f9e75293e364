import type { ActiveAction } from '../../core/action.ts';
import type { FieldPath } from '../../core/field-path.ts';
import { nearest } from '../../core/nearest.ts';
import type { IgnoreReport } from '../../core/report.ts';
import type { Source } from '../../core/source.ts';
import type { Dockerfile } from '../../dockerfile/dockerfile.ts';
import type { Reported } from '../../evidence/reported.ts';
import { LineIndex } from '../../formats/lines.ts';
import type { Ignored } from '../judge.ts';
import { activeRules, type Policy, type RuleSetting } from '../policy.ts';
import { type AnnotatedResource, annotationsOf } from './annotations.ts';
import { commentsIn } from './comments.ts';
import { commentsInDockerfile } from './dockerfile-comments.ts';
import type { WrittenIgnore } from './written-ignore.ts';

/** One rule that a comment or annotation ignores, and what it did. */
interface Entry {
  readonly written: WrittenIgnore;
  readonly rule: string;
  applied: number;
  refused: number;
  why: string;
}

/** The comments and annotations of one unit that ignore rules. */
export class UnitIgnores {
  readonly #policy: Policy;
  readonly #all: (Entry | IgnoreReport)[] = [];
  /** By file and document, then by rule. */
  readonly #byDocument = new Map<Source, Map<number, Map<string, Entry[]>>>();

  constructor(policy: Policy, resources: readonly AnnotatedResource[], dockerfiles: readonly Dockerfile[] = []) {
    this.#policy = policy;
    const known = new Set(policy.settings.map(({ rule }) => rule.id));
    for (const written of writtenIn(resources)) this.#take(written, known);
    for (const written of dockerfiles.flatMap(commentsInDockerfile)) this.#take(written, known);
  }

  /**
   * Ignores a finding that only warns or is recorded, if a comment or annotation is for it. One that is denied or whose rule is locked
   * is ignored only where the policy allows it by name.
   */
  ignore({ rule, place }: Reported, { floors }: RuleSetting, action: ActiveAction): Ignored | undefined {
    const { source, document, fullPath } = place;
    const entries = this.#byDocument.get(source)?.get(document.start)?.get(rule.id) ?? [];
    const covering = entries.filter(({ written }) => written.paths.some((each) => begins(fullPath, each)));
    const [first] = covering;
    if (first === undefined) return undefined;
    const refusal = this.#policy.ignorable.has(rule.id) ? undefined : refusalOf(rule.id, floors, action);
    for (const entry of covering) {
      if (refusal === undefined) entry.applied += 1;
      else {
        entry.refused += 1;
        entry.why = refusal;
      }
    }
    const { source: kind, reason } = first.written;
    if (refusal === undefined) return { exception: { source: kind, reason } };
    return { refusal: `The ${kind} at ${whereIs(first.written)} does not apply: ${refusal}` };
  }

  /** What each of them did, in the order of files and lines. */
  report(): readonly IgnoreReport[] {
    const active = new Set(activeRules(this.#policy).map(({ rule }) => rule.id));
    const isSelection = this.#policy.standard !== undefined;
    const reports = this.#all.flatMap((each) => {
      const report = 'written' in each ? reportOfEntry(each) : each;
      return report.state === 'unused' && isSelection && !active.has(report.rule) ? [] : [report];
    });
    return [...Map.groupBy(reports, ({ file }) => file).values()].flatMap((ofFile) =>
      ofFile.toSorted((a, b) => a.line - b.line),
    );
  }

  #take(written: WrittenIgnore, known: ReadonlySet<string>): void {
    if (written.fault !== undefined) this.#all.push(invalid(written, written.rules.join(', '), `it ${written.fault}.`));
    else {
      for (const rule of written.rules) {
        if (known.has(rule)) this.#keep({ written, rule, applied: 0, refused: 0, why: '' });
        else this.#all.push(invalid(written, rule, unknownRule(rule, known)));
      }
    }
  }

  #keep(entry: Entry): void {
    const { text, document } = entry.written;
    this.#all.push(entry);
    const documents = this.#byDocument.get(text) ?? new Map<number, Map<string, Entry[]>>();
    this.#byDocument.set(text, documents);
    const rules = documents.get(document) ?? new Map<string, Entry[]>();
    documents.set(document, rules);
    const others = rules.get(entry.rule);
    if (others === undefined) rules.set(entry.rule, [entry]);
    else others.push(entry);
  }
}

/** The comments of each document once, and the annotations of each resource. */
function* writtenIn(resources: readonly AnnotatedResource[]): Generator<WrittenIgnore> {
  const lines = new Map<Source, LineIndex>();
  let last: { readonly source: Source; readonly start: number } | undefined;
  for (const each of resources) {
    const { origin } = each.resource;
    const { source, range, shelf } = origin;
    const isFirst = !lines.has(source);
    const index = lines.get(source) ?? new LineIndex(source.text);
    lines.set(source, index);
    const document = shelf.at(origin);
    const isAnother = last?.source !== source || last.start !== range.start;
    if (document !== undefined && isAnother) yield* commentsIn({ source, document, lines: index, isFirst });
    last = { source, start: range.start };
    yield* annotationsOf(each, document, index);
  }
}

function refusalOf(rule: string, floors: RuleSetting['floors'], action: ActiveAction): string | undefined {
  const [floor] = floors ?? [];
  if (floor !== undefined) return `${floor.place} locks ${rule}.`;
  return action === 'deny' ? `the policy denies ${rule}.` : undefined;
}

/** By its line alone where that is in the file of the finding. */
function whereIs({ text, file, line }: WrittenIgnore): string {
  return text.rendering === undefined ? `line ${line}` : `${file}:${line}`;
}

function reportOfEntry({ written, rule, applied, refused, why }: Entry): IgnoreReport {
  const { source, file, line, reason } = written;
  const what = { source, file, line, rule, reason };
  if (applied > 0) return { ...what, state: 'applied', findings: applied, why: '' };
  if (refused > 0) return { ...what, state: 'refused', findings: refused, why };
  return { ...what, state: 'unused', findings: 0, why: `${rule} finds nothing there.` };
}

function invalid({ source, file, line, reason }: WrittenIgnore, rule: string, why: string): IgnoreReport {
  return { source, file, line, rule, reason, state: 'invalid', findings: 0, why };
}

function unknownRule(rule: string, known: ReadonlySet<string>): string {
  const near = nearest(rule, known);
  return `there is no rule ${JSON.stringify(rule)}${near === undefined ? '; `plimsoll rules` lists them.' : `; did you mean ${near}?`}`;
}

function begins(path: FieldPath, beginning: FieldPath): boolean {
  return beginning.every((step, index) => String(path[index]) === String(step));
}
