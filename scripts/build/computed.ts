import type { Plugin } from 'rolldown';
import { VISITED_BY } from '../../src/inventory/visited-by.ts';

const VISITED = /[\\/]src[\\/]inventory[\\/]visited-by\.ts$/;

/** Puts what can be computed once in the place of what computes it: who only asks what was kept need not load every cataloger. */
export function computed(): Plugin {
  return {
    name: 'computed',
    load: (id) => (VISITED.test(id) ? `export const VISITED_BY = ${JSON.stringify(VISITED_BY)};` : undefined),
  };
}
