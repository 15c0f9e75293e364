/** Every command, loaded when it is called. */
export const commands = {
  check: async () => import('./check.ts'),
  completion: async () => import('./completion.ts'),
  explain: async () => import('./explain.ts'),
  gate: async () => import('./gate.ts'),
  policy: async () => import('./policy.ts'),
  rules: async () => import('./rules.ts'),
  version: async () => import('./version.ts'),
} as const;

/** The verb of a command. */
export type Verb = keyof typeof commands;
