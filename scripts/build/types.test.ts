import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { packageFolder } from './licences.ts';
import { publishTypes, withJavaScriptSuffixes } from './types.ts';

test.each([
  ["export { a } from './a.ts';", "export { a } from './a.js';"],
  ['export type A = import("../core/a.ts").A;', 'export type A = import("../core/a.js").A;'],
  ["import './a.ts';", "import './a.js';"],
  ["import type { B } from 'pkg/b.ts';", "import type { B } from 'pkg/b.ts';"],
  ['/** `./a.ts` */', '/** `./a.ts` */'],
])('%s is published as %s', (written, published) => {
  expect(withJavaScriptSuffixes(written)).toBe(published);
});

test('declarations that the index does not reach are not published', () => {
  const folder = mkdtempSync(join(tmpdir(), 'plimsoll-types-'));
  mkdirSync(join(folder, 'core'));
  writeFileSync(join(folder, 'index.d.ts'), "export { a } from './core/a.ts';\n");
  writeFileSync(join(folder, 'core', 'a.d.ts'), "import type {} from '../index.ts';\nexport declare const a: 1;\n");
  writeFileSync(join(folder, 'core', 'b.d.ts'), 'export declare const b: 2;\n');
  expect(publishTypes(folder)).toBe(2);
  expect(readFileSync(join(folder, 'index.d.ts'), 'utf8')).toBe("export { a } from './core/a.js';\n");
  expect(existsSync(join(folder, 'core', 'b.d.ts'))).toBe(false);
  rmSync(folder, { recursive: true });
});

test.each([
  ['/r/node_modules/js-yaml/lib/a.js', '/r/node_modules/js-yaml'],
  ['/r/node_modules/@bomb.sh/tab/dist/a.js', '/r/node_modules/@bomb.sh/tab'],
  ['/r/node_modules/a/node_modules/b/c.js', '/r/node_modules/a/node_modules/b'],
  ['C:\\r\\node_modules\\@a\\b\\c.js', 'C:\\r\\node_modules\\@a\\b'],
  ['/r/src/core/errors.ts', undefined],
])('%s belongs to the package in %s', (file, folder) => {
  expect(packageFolder(file)).toBe(folder);
});
