import type { Edit } from '../../core/edit.ts';
import type { Problem } from '../../core/errors.ts';
import type { SourceDocument } from '../../formats/document.ts';
export function applyEdits(
  _text: string,
  _document: SourceDocument,
  _edits: readonly Edit[],
): { text: string } | Problem {
  return { code: 'x', message: '', remedy: '', exit: 3 };
}
