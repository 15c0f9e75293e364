import type { Plugin } from 'rolldown';

/**
 * Node.js modules that a bundled library imports whether it needs them or not, and what stands for them in the bundle.
 * Loading one costs up to 3 ms of a start that takes 80: commander runs no subcommand of ours as a process.
 */
const STAND_INS: Readonly<Record<string, string>> = {
  'node:child_process': `export default {
    get spawn() { return process.getBuiltinModule('node:child_process').spawn; },
  };`,
  'node:process': 'export default globalThis.process;',
  'node:util': `
    const util = () => process.getBuiltinModule('node:util');
    export const stripVTControlCharacters = (text) => util().stripVTControlCharacters(text);
    export const styleText = (...style) => util().styleText(...style);`,
};

const PREFIX = '\0lazy-builtin:';

/** Loads some of Node.js's own modules when they are used, not when the program starts. */
export function lazyBuiltins(): Plugin {
  return {
    name: 'lazy-builtins',
    resolveId: (id) => (Object.hasOwn(STAND_INS, id) ? `${PREFIX}${id}` : undefined),
    load: (id) => (id.startsWith(PREFIX) ? STAND_INS[id.slice(PREFIX.length)] : undefined),
  };
}
