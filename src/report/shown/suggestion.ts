import type { Finding } from '../../core/finding.ts';
import type { MaskedDocument } from '../excerpt/masked-document.ts';

/** What to write instead, where that is mechanical. */
export interface Suggestion {
  /** `edit`: of the file. `rendered`: what a program should render, from which the file was not. `addition`: a manifest. */
  readonly kind: 'edit' | 'rendered' | 'addition';
  /** The lines of a unified diff; none where it cannot be made. */
  readonly lines: readonly string[];
}

/** What people are told that a suggestion is. */
export const SUGGESTION_TITLES = {
  edit: 'Edit',
  rendered: 'It should render to',
  addition: 'Add this manifest',
} as const;

/** What mends a finding: edits of its document, or a manifest to add. The lines of what was rendered have no numbers: no file has them. */
export function suggestionOf({ fix, addition, location }: Finding, document: MaskedDocument): Suggestion {
  if (fix.length > 0) {
    const lines = document.hunks(fix);
    return location.rendered === undefined
      ? { kind: 'edit', lines }
      : { kind: 'rendered', lines: lines.flatMap((line, index) => (line.startsWith('@@') ? between(index) : [line])) };
  }
  const manifest = addition.trimEnd();
  return { kind: 'addition', lines: manifest === '' ? [] : manifest.split('\n').map((line) => `+${line}`) };
}

/** What stands between two hunks of what was rendered. */
function between(index: number): readonly string[] {
  return index === 0 ? [] : [' …'];
}
