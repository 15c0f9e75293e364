import { npmScripts } from './npm-scripts.ts';
import type { Block, Page } from './render.ts';
import { ruleComparison } from './rule-comparison.ts';

/** Whole files: one line for each. */
export const PAGES: readonly Page[] = [];

/** Parts of hand-written files: one line for each. */
export const BLOCKS: readonly Block[] = [
  { name: 'npm-scripts', render: npmScripts },
  { name: 'rule-comparison', render: ruleComparison },
];
