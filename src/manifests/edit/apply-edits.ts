import type { Edit } from '../../core/edit.ts';
import { type Problem, problemOf } from '../../core/errors.ts';
import { formatFieldPath } from '../../core/field-path.ts';
import type { SourceDocument } from '../../formats/document.ts';
import { readDocumentAt } from '../../formats/read-documents.ts';
import { editErrors } from './errors.ts';
import { layoutOf } from './layout-of.ts';
import { planEdit } from './plan.ts';
import { EditedText, type Splice, spliceText } from './splice.ts';
import { editedValue, isSameValue } from './value.ts';

/** A text after its edits, and the splices that lead there from the text before. */
export interface EditResult {
  readonly text: string;
  readonly splices: readonly Splice[];
}

/**
 * Applies edits to one document of a text, in order. What they do not mean stays byte for byte; the layout of what they write is taken
 * from its siblings. After each edit the document is read again: an edit that would change anything else is refused.
 */
export function applyEdits(text: string, document: SourceDocument, edits: readonly Edit[]): EditResult | Problem {
  if (document.value === undefined) return problemOf(editErrors, 'PL_E_EDIT_UNREAD', undefined);
  const edited = new EditedText(text);
  let state: State = { text, document };
  for (const edit of edits) {
    const outcome = applyEdit(state, edit);
    if (outcome === undefined) continue;
    if ('code' in outcome) return outcome;
    edited.apply(outcome.splice);
    state = outcome.state;
  }
  return { text: state.text, splices: edited.splices };
}

/**
 * Where one edit would splice, without reading the document again: for showing what an edit changes, not for writing it.
 * Nothing where it changes nothing or cannot be made.
 */
export function previewEdit(text: string, document: SourceDocument, edit: Edit): Splice | undefined {
  const state = { text, document, layout: layoutOf(text, document), keepsBlankLines: false };
  const planned = planEdit(state, edit);
  return planned === undefined || 'code' in planned ? undefined : planned;
}

interface State {
  readonly text: string;
  readonly document: SourceDocument;
}

type Applied = { readonly splice: Splice; readonly state: State };

function applyEdit(state: State, edit: Edit): Applied | Problem | undefined {
  const layout = layoutOf(state.text, state.document);
  const value = state.document.value ?? null;
  const expected = editedValue(value, edit);
  for (const keepsBlankLines of [false, true]) {
    const planned = planEdit({ ...state, layout, keepsBlankLines }, edit);
    if (planned === undefined || 'code' in planned) return planned;
    const next = stateAfter(state, planned);
    if (next !== undefined && isSameValue(next.document.value, expected)) return { splice: planned, state: next };
  }
  return problemOf(editErrors, 'PL_E_EDIT_UNSAFE', { path: formatFieldPath(edit.path) });
}

/** The document read again after a splice; `undefined` if it cannot be, or has problems that it did not have. */
function stateAfter({ text, document }: State, splice: Splice): State | undefined {
  const spliced = spliceText(text, [splice]);
  const range = { start: document.range.start, end: document.range.end + spliced.length - text.length };
  const next = readDocumentAt(spliced, document.syntax, range);
  if (next === undefined || next.problems.length > document.problems.length) return undefined;
  return { text: spliced, document: next };
}
