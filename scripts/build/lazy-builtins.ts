import fs from 'node:fs';
import type { Plugin } from 'rolldown';

/**
 * What stands for Node.js's own modules in the bundle. Importing one costs up to 7 ms of a start that takes 75: Node.js
 * evaluates all its exports for the module's facade, those that are loaded on demand too. `getBuiltinModule` does not.
 */
const ZLIB = [
  'crc32',
  'createGunzip',
  'createZstdDecompress',
  'gunzipSync',
  'inflateRawSync',
  'inflateSync',
  'zstdCompress',
  'zstdCompressSync',
  'zstdDecompress',
  'zstdDecompressSync',
];

const FILES = Object.keys(fs.promises).filter((name) => name !== 'constants');

const STAND_INS: Readonly<Record<string, string>> = {
  'node:child_process': `export const spawn = (...call) => process.getBuiltinModule('node:child_process').spawn(...call);
    export default { get spawn() { return process.getBuiltinModule('node:child_process').spawn; } };`,
  'node:crypto': lazily('node:crypto', ['createHash', 'hash', 'randomBytes', 'randomInt', 'randomUUID']),
  'node:events': "export const { EventEmitter, once } = process.getBuiltinModule('node:events');",
  'node:fs': `const fs = process.getBuiltinModule('node:fs');
    export default fs;
    export const { ${plainNames(fs)} } = fs;`,
  'node:fs/promises': `${lazily('node:fs/promises', FILES)}
    export const { constants } = process.getBuiltinModule('node:fs');`,
  'node:http': `${lazily('node:http', ['request'])}
    ${lazyClass('node:http', 'Agent')}`,
  'node:https': `${lazily('node:https', ['request'])}
    ${lazyClass('node:https', 'Agent')}`,
  'node:module': "export const { createRequire, enableCompileCache } = process.getBuiltinModule('node:module');",
  'node:os':
    "export const { availableParallelism, homedir, hostname, tmpdir, type } = process.getBuiltinModule('node:os');",
  'node:path': `const path = process.getBuiltinModule('node:path');
    export default path;
    export const { basename, dirname, extname, isAbsolute, join, normalize, relative, resolve, sep, toNamespacedPath } = path;`,
  'node:path/posix': `export const { basename, dirname, isAbsolute, join, normalize, relative } = process.getBuiltinModule('node:path/posix');`,
  'node:process': 'export default globalThis.process;',
  'node:timers/promises': lazily('node:timers/promises', ['setImmediate', 'setTimeout']),
  'node:tls': lazily('node:tls', ['createSecureContext', 'getCACertificates']),
  'node:util': `
    const util = () => process.getBuiltinModule('node:util');
    export const promisify = (...call) => util().promisify(...call);
    export const stripVTControlCharacters = (text) => util().stripVTControlCharacters(text);
    export const styleText = (...style) => util().styleText(...style);`,
  'node:zlib': `${lazily('node:zlib', ZLIB)}
    export const constants = new Proxy({}, { get: (_, name) => process.getBuiltinModule('node:zlib').constants[name] });`,
};

/** Functions of a module that is loaded with the first call of one. */
function lazily(module: string, functions: readonly string[]): string {
  const load = `process.getBuiltinModule('${module}')`;
  return functions.map((name) => `export const ${name} = (...call) => ${load}.${name}(...call);`).join('\n');
}

/** A class of a module that is loaded with its first instance. */
function lazyClass(module: string, name: string): string {
  return `export function ${name}(...given) { return new (process.getBuiltinModule('${module}').${name})(...given); }`;
}

/** What a module has at hand. Behind its getters stands what it would load first. */
function plainNames(module: object): string {
  const properties = Object.entries(Object.getOwnPropertyDescriptors(module));
  return properties.flatMap(([name, { value }]) => (value === undefined ? [] : [name])).join(', ');
}

const PREFIX = '\0builtin:';

/** The ids of the stand-ins. They are a chunk of their own: the command's first lines need them before all else. */
export const STAND_IN: RegExp = /^\0(?:builtin:|rolldown)/;

/** Reaches Node.js's own modules without their facades, and some only when they are used. */
export function lazyBuiltins(): Plugin {
  return {
    name: 'lazy-builtins',
    resolveId: (id) => (Object.hasOwn(STAND_INS, id) ? `${PREFIX}${id}` : undefined),
    load: (id) => (id.startsWith(PREFIX) ? STAND_INS[id.slice(PREFIX.length)] : undefined),
  };
}
