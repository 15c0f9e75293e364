import { catalogers } from '../catalogers/all.ts';
import type { Cataloger } from '../catalogers/cataloger.ts';
import type { Wanted } from './wanted.ts';

/** Who reads files for what is wanted of them. */
export function catalogersFor(wanted: Wanted): readonly Cataloger[] {
  if (wanted === 'files') return [];
  return wanted === 'packages' ? catalogers.filter(({ isOfFlaws }) => isOfFlaws !== true) : catalogers;
}
