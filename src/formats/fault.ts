import { type Problem, problemOf } from '../core/errors.ts';
import type { PositionedProblem } from './document.ts';
import { formatErrors } from './errors.ts';

/** Ends the reading of one document. It never leaves this folder: the document takes its problem. */
export class DocumentFault extends Error {
  override readonly name = 'DocumentFault';
  readonly problem: Problem;
  /** In the text that was handed to the reader. */
  readonly offset: number;

  constructor(problem: Problem, offset: number) {
    super(problem.message);
    this.problem = problem;
    this.offset = offset;
  }
}

/** The problem of whatever ended the reading of a document; what is not a fault of the document is thrown again. */
export function problemOfFault(error: unknown, maxDepth: number): PositionedProblem {
  if (error instanceof DocumentFault) return { problem: error.problem, offset: error.offset };
  // The stack ended before the limit did: the caller had used most of it.
  if (error instanceof RangeError && error.message.includes('call stack')) {
    return { problem: problemOf(formatErrors, 'PL_E_DOCUMENT_DEPTH', { limit: maxDepth }), offset: 0 };
  }
  throw error;
}
