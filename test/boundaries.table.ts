/**
 * The walls of the program (docs/adr, architecture): which folder of `src/` may import which, and who may touch the
 * world. `test/boundaries.test.ts` reads this table. It is a plan: where building shows a better shape, take it, write
 * an ADR and change the table.
 */

/** Lowest first. A folder imports from folders that stand in an earlier row, and never from its peers in its own row. */
export const LEVELS: readonly (readonly string[])[] = [
  ['core'],
  ['formats', 'versions', 'contract', 'credentials'],
  ['manifests', 'dockerfile', 'image', 'advisories', 'vex', 'activity'],
  ['render', 'cluster', 'trust', 'catalogers', 'sbom', 'network', 'access'],
  ['inventory'],
  ['paths'],
  ['evidence'],
  ['rules', 'detections'],
  ['policy'],
  ['gate', 'report', 'store', 'host'],
  ['server'],
  ['cli'],
  ['index.ts'],
];

/** Folders that may use the file system, sockets, processes, workers, the environment, the terminal and the clock. */
export const WORLDLY_FOLDERS: readonly string[] = ['host', 'server', 'cli'];

/** Node.js modules that only compute: every folder may import them. All others are for the worldly folders. */
export const PURE_MODULES: readonly string[] = [
  'node:assert/strict',
  'node:buffer',
  'node:crypto',
  'node:events',
  'node:path/posix',
  'node:stream',
  'node:stream/consumers',
  'node:stream/promises',
  'node:stream/web',
  'node:string_decoder',
  'node:url',
  'node:util',
  'node:zlib',
];

/** Names that reach the world without an import. `Date.now()` and `new Date()` are refused besides. */
export const WORLDLY_GLOBALS: readonly string[] = [
  'process',
  'console',
  'fetch',
  'WebSocket',
  'EventSource',
  'XMLHttpRequest',
  'navigator',
  'localStorage',
];

/** Packages for tests and tools: what is published never imports them. */
export const TOOL_PACKAGES: readonly string[] = [
  '@biomejs/biome',
  '@cyclonedx/cyclonedx-library',
  '@renovatebot/pep440',
  '@renovatebot/ruby-semver',
  'ajv',
  'fast-check',
  'knip',
  'micromark',
  'micromark-extension-gfm',
  'oxlint',
  'playwright-core',
  'rolldown',
  'typescript',
  'vite',
  'vitest',
  'xmllint-wasm',
];

/** A place where a wall has a door. One that is not needed any more fails the test. */
export interface Exception {
  /** `src/...`, one file. */
  readonly file: string;
  /** What it may use: a module (`node:sqlite`), a global (`process`) or `the time of day`. */
  readonly uses: string;
  readonly because: string;
}

export const EXCEPTIONS: readonly Exception[] = [];
