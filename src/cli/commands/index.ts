import { command as check } from './check.ts';
import { command as gate } from './gate.ts';

/** Every command. The main job is at hand; the others are loaded when they are called. */
export const commands = {
  cache: async () => import('./cache.ts'),
  check: async () => ({ command: check }),
  completion: async () => import('./completion.ts'),
  db: async () => import('./db.ts'),
  diff: async () => import('./diff.ts'),
  explain: async () => import('./explain.ts'),
  gate: async () => ({ command: gate }),
  image: async () => import('./image.ts'),
  pin: async () => import('./pin.ts'),
  policy: async () => import('./policy.ts'),
  rules: async () => import('./rules.ts'),
  sbom: async () => import('./sbom.ts'),
  scan: async () => import('./scan.ts'),
  version: async () => import('./version.ts'),
  vex: async () => import('./vex.ts'),
} as const;

/** The verb of a command. */
export type Verb = keyof typeof commands;
