import type { GivenUp } from '../../image/registry/retrying.ts';

/** Why something was not fetched, as a clause. */
export function givenUpText(givenUp: GivenUp): string {
  if (givenUp.state !== 'busy') return givenUp.why;
  return `it takes no more requests for now, and asks to come back in ${givenUp.seconds} seconds`;
}
