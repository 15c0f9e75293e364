import type { FieldPath } from '../core/field-path.ts';
import type { JudgedFinding } from './judged-finding.ts';

/** Up to so many findings are looked through one by one, which is quicker than any index. */
const FEW = 32;

/** Findings of one resource, to be asked for those whose path begins with another, or the other with theirs. */
export class FindingsByPath {
  readonly #findings: JudgedFinding[] = [];
  /** By the whole path, and by every beginning of it. Built when there are many. */
  #byPath: Map<string, JudgedFinding[]> | undefined;
  #byBeginning: Map<string, JudgedFinding[]> | undefined;

  add(finding: JudgedFinding): void {
    this.#findings.push(finding);
  }

  /** All that may stand at an equal or nested path; where there are few, others too. */
  *near(path: FieldPath): Generator<JudgedFinding> {
    if (this.#findings.length <= FEW) {
      yield* this.#findings;
      return;
    }
    const beginnings = beginningsOf(path);
    for (const beginning of beginnings.slice(0, -1)) yield* this.#paths().get(beginning) ?? [];
    yield* this.#beginnings().get(beginnings.at(-1) ?? '') ?? [];
  }

  #paths(): ReadonlyMap<string, readonly JudgedFinding[]> {
    this.#byPath ??= Map.groupBy(this.#findings, ({ reported }) => beginningsOf(reported.path).at(-1) ?? '');
    return this.#byPath;
  }

  #beginnings(): ReadonlyMap<string, readonly JudgedFinding[]> {
    if (this.#byBeginning !== undefined) return this.#byBeginning;
    const index = new Map<string, JudgedFinding[]>();
    for (const finding of this.#findings) {
      for (const beginning of beginningsOf(finding.reported.path)) {
        const others = index.get(beginning);
        if (others === undefined) index.set(beginning, [finding]);
        else others.push(finding);
      }
    }
    this.#byBeginning = index;
    return index;
  }
}

/** The empty path, the first step, the first two, and so on to the whole. */
function beginningsOf(path: FieldPath): readonly string[] {
  const beginnings = [''];
  for (const step of path) beginnings.push(`${beginnings.at(-1) ?? ''}\0${typeof step === 'number' ? '#' : ''}${step}`);
  return beginnings;
}
