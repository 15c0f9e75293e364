import type { Cataloger } from './cataloger.ts';
import * as registered from './index.ts';

/** Every cataloger, in the order of their ids. */
export const catalogers: readonly Cataloger[] = Object.values<Cataloger>(registered).toSorted((a, b) =>
  a.id < b.id ? -1 : 1,
);
