import type { FieldPath } from '../../core/field-path.ts';
import type { Source } from '../../core/source.ts';
import type { LineIndex } from '../../formats/lines.ts';
import { writtenAt } from '../../formats/written-at.ts';

/** A comment or annotation that ignores rules, as it is written. */
export interface WrittenIgnore {
  readonly source: 'comment' | 'annotation';
  /** The text that it was read from. */
  readonly text: Source;
  /** Where it was written: in that text, or in what that was rendered from. */
  readonly file: string;
  /** From 1. */
  readonly line: number;
  /** Where its document begins, which tells the documents of a file apart. */
  readonly document: number;
  /** As written; none where it names none. */
  readonly rules: readonly string[];
  readonly reason: string;
  /** The places in the document that it is for, with all that is in them. */
  readonly paths: readonly FieldPath[];
  /** What is wrong with how it is written, as the rest of a sentence that begins with it. */
  readonly fault?: string | undefined;
}

/** The file and line in which people wrote what stands at an offset; `path` is the field of the resource, if it is one. */
export function placeAt(
  source: Source,
  lines: LineIndex,
  offset: number,
  path?: FieldPath,
): Pick<WrittenIgnore, 'file' | 'line'> {
  const { file, line } =
    source.rendering === undefined
      ? { file: source.path, ...lines.positionAt(offset) }
      : writtenAt(source, offset, path);
  return { file, line };
}

/** Longer reasons are cut: each finding that is ignored carries one. */
const LONGEST_REASON = 500;

/** A reason as it is kept. */
export function reasonOf(written: string): string {
  const reason = written.trim();
  return reason.length > LONGEST_REASON ? `${reason.slice(0, LONGEST_REASON)}…` : reason;
}
