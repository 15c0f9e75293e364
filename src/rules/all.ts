import type { Rule } from '../evidence/rule.ts';
import * as catalogue from './index.ts';

/** Every rule, in the order of their ids. */
export const rules: readonly Rule[] = Object.values<Rule>(catalogue).toSorted((a, b) => (a.id < b.id ? -1 : 1));
