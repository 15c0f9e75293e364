import type { FieldPath } from '../../core/field-path.ts';
import type { Source } from '../../core/source.ts';

/** A comment or annotation that ignores rules, as it is written. */
export interface WrittenIgnore {
  readonly source: 'comment' | 'annotation';
  readonly file: Source;
  /** Where its document begins, which tells the documents of a file apart. */
  readonly document: number;
  /** From 1. */
  readonly line: number;
  /** As written; none where it names none. */
  readonly rules: readonly string[];
  readonly reason: string;
  /** The places in the document that it is for, with all that is in them. */
  readonly paths: readonly FieldPath[];
  /** What is wrong with how it is written, as the rest of a sentence that begins with it. */
  readonly fault?: string | undefined;
}

/** Longer reasons are cut: each finding that is ignored carries one. */
const LONGEST_REASON = 500;

/** A reason as it is kept. */
export function reasonOf(written: string): string {
  const reason = written.trim();
  return reason.length > LONGEST_REASON ? `${reason.slice(0, LONGEST_REASON)}…` : reason;
}
