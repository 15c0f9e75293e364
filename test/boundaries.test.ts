import { describe, expect, test } from 'vitest';
import * as table from './boundaries.table.ts';
import { type Boundaries, boundaryFaults, isTest } from './boundaries.ts';
import { listFiles, readText } from './repository.ts';

const TABLE: Boundaries = {
  levels: table.LEVELS,
  worldlyFolders: table.WORLDLY_FOLDERS,
  pureModules: table.PURE_MODULES,
  worldlyGlobals: table.WORLDLY_GLOBALS,
  toolPackages: table.TOOL_PACKAGES,
  exceptions: [],
};

function faultsOfEdge(from: string, to: string, code = `import { x } from '../${to}/b.ts';`): string[] {
  return boundaryFaults(new Map([[`src/${from}/a.ts`, code]]), TABLE);
}

function faultsOfCode(code: string, folder = 'rules'): string[] {
  return boundaryFaults(new Map([[`src/${folder}/a.ts`, code]]), TABLE);
}

test('the program keeps within its walls', () => {
  const paths = listFiles('src/**/*.ts').filter((path) => !isTest(path));
  expect(paths.length).toBeGreaterThan(0);
  const files = new Map(paths.map((path) => [path, readText(path)]));
  const faults = boundaryFaults(files, { ...TABLE, exceptions: table.EXCEPTIONS });
  expect(faults.join('\n')).toBe('');
});

describe('an edge', () => {
  test.each([
    ['rules', 'core'],
    ['cli', 'gate'],
    ['manifests', 'formats'],
    ['manifests', 'manifests'],
  ])('%s -> %s goes down and is allowed', (from, to) => {
    expect(faultsOfEdge(from, to)).toEqual([]);
  });

  test('upward names the file, the line, the edge and what to do', () => {
    const [fault] = faultsOfEdge('manifests', 'rules', "\nimport { x } from '../rules/b.ts';");
    expect(fault).toMatch(
      /^src\/manifests\/a\.ts:2 imports \.\.\/rules\/b\.ts: the edge manifests -> rules is not allowed/,
    );
    expect(fault).toContain('rules (level 7) stands above manifests (level 2)');
    expect(fault).toContain('Move what is shared into a lower folder');
  });

  test('to a peer is refused', () => {
    expect(faultsOfEdge('versions', 'formats')[0]).toContain('formats is a peer of versions (level 1)');
  });

  test.each([
    ['a type-only import', "import type { X } from '../rules/b.ts';"],
    ['an inline type import', "export type Y = import('../rules/b.ts').X;"],
    ['a re-export', "export { x } from '../rules/b.ts';"],
    ['a star re-export', "export * from '../rules/b.ts';"],
    ['a dynamic import', "export const x = () => import('../rules/b.ts');"],
    ['an import for its effect', "import '../rules/b.ts';"],
  ])('counts when it is %s', (_name, code) => {
    expect(faultsOfEdge('core', 'rules', code)).toHaveLength(1);
  });

  test('that is computed is refused', () => {
    expect(faultsOfEdge('cli', 'x', 'export const x = (n: string) => import(`./${n}.ts`);')[0]).toContain(
      'as a literal',
    );
  });

  test('out of src/, to a test or to a tool is refused', () => {
    expect(faultsOfEdge('core', 'x', "import '../../scripts/build.ts';")[0]).toContain('outside src/');
    expect(faultsOfEdge('core', 'x', "import './b.test.ts';")[0]).toContain('for tests');
    expect(faultsOfEdge('core', 'x', "import { test } from 'vitest';")[0]).toContain('a tool for development');
    expect(faultsOfEdge('core', 'x', "import { parse } from 'rolldown/utils';")[0]).toContain('a tool for development');
  });

  test('from a folder without a level asks for one', () => {
    expect(faultsOfEdge('novelty', 'core')).toEqual([expect.stringContaining('src/novelty has no level')]);
  });
});

describe('a cycle of files', () => {
  test('is named with its whole way', () => {
    const files = new Map([
      ['src/core/a.ts', "import './b.ts';"],
      ['src/core/b.ts', "import type {} from './c.ts';"],
      ['src/core/c.ts', "export * from './a.ts';"],
    ]);
    expect(boundaryFaults(files, TABLE)).toEqual([
      'src/core/a.ts -> src/core/b.ts -> src/core/c.ts -> src/core/a.ts is a cycle: move what they share into a file of its own.',
    ]);
  });

  test('is not a file that two import', () => {
    const files = new Map([
      ['src/core/a.ts', "import './b.ts'; import './c.ts';"],
      ['src/core/b.ts', "import './c.ts';"],
      ['src/core/c.ts', ''],
    ]);
    expect(boundaryFaults(files, TABLE)).toEqual([]);
  });
});

describe('the world', () => {
  const WORLDLY: readonly [string, string][] = [
    ['node:fs', "import { readFileSync } from 'node:fs';"],
    ['node:fs/promises', "import type { FileHandle } from 'node:fs/promises';"],
    ['node:https', "const https = await import('node:https');"],
    ['node:child_process', "export * from 'node:child_process';"],
    ['node:sqlite', "import { DatabaseSync } from 'node:sqlite';"],
    ['process', "export const x = process.env['HOME'];"],
    ['process', 'export function stop() { process.exit(1); }'],
    ['process', 'export const x = globalThis.process.env;'],
    ['process', "export const x = globalThis['process'];"],
    ['console', 'console.log(1);'],
    ['fetch', "await fetch('https://example.com');"],
    ['fetch', 'export const port = { fetch };'],
    ['fetch', 'export const port = fetch as unknown;'],
    ['the time of day', 'export const x = Date.now();'],
    ['the time of day', 'export const x = new Date();'],
    ['the time of day', 'export const x = Date();'],
  ];

  test.each(WORLDLY)('%s is refused in a library folder: %s', (name, code) => {
    expect(faultsOfCode(code)).toEqual([
      expect.stringMatching(new RegExp(`^src/rules/a\\.ts:1 (imports|uses) ${name}: only host`)),
    ]);
  });

  test.each(WORLDLY)('%s is for cli/: %s', (_name, code) => {
    expect(faultsOfCode(code, 'cli')).toEqual([]);
  });

  test.each([
    "import { createHash } from 'node:crypto';",
    'export const x = new Date(0);',
    'export const x = Date.parse("2026-01-01");',
    'export function get(fetch: (url: string) => void) { fetch("x"); }',
    'export const list = (names: string[]) => names.map((process) => process.length);',
    'export const x = ({ process }: { process: string }) => process;',
    'export interface Event { process: { env: string }; console: boolean }',
    'export const x = (event: { process: string }) => event.process;',
    'export const x = { process: 1, console: 2 };',
    'export type F = typeof fetch;',
    "export { fetch } from './b.ts';",
    "import { fetch } from './b.ts'; fetch();",
    'class Client { fetch() { return this.fetch; } } export const x = new Client();',
  ])('is not meant by %s', (code) => {
    expect(faultsOfCode(code)).toEqual([]);
  });

  test('has a door where the table says so, and only while it is used', () => {
    const exceptions = [{ file: 'src/advisories/database.ts', uses: 'node:sqlite' }];
    expect(
      boundaryFaults(new Map([['src/advisories/database.ts', "import 'node:sqlite';"]]), { ...TABLE, exceptions }),
    ).toEqual([]);
    expect(boundaryFaults(new Map([['src/advisories/database.ts', '']]), { ...TABLE, exceptions })).toEqual([
      expect.stringContaining('delete its line'),
    ]);
  });
});
