/** Says that a document is not for the fast path; made once, so that no stack is gathered for it. */
class Outside extends Error {
  override readonly name = 'Outside';
}

const OUTSIDE = new Outside('the document is outside of the subset that is read fast');

/** Leaves the document to the parser of all YAML. */
export function outside(): never {
  throw OUTSIDE;
}

/** Whether the fast path ended without an answer: it met something outside of its subset, or the stack was used up. */
export function isOutside(error: unknown): boolean {
  return error === OUTSIDE || (error instanceof RangeError && error.message.includes('call stack'));
}
