import { globSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

const RELATIVE_IMPORT = /(?<before>\bfrom |\bimport\(|\bimport )(?<quote>["'])(?<path>\.{1,2}\/[^"']+)\.ts\k<quote>/g;

/**
 * Makes the declarations that tsc wrote fit to publish: their imports end in `.js`, which every resolution mode maps to
 * the `.d.ts`, and files that `index.d.ts` does not reach are deleted.
 *
 * @returns how many files are left
 */
export function publishTypes(folder: string): number {
  const reached = new Set<string>();
  publish(join(folder, 'index.d.ts'), reached);
  const all = globSync('**/*.d.ts', { cwd: folder }).map((path) => join(folder, path));
  for (const path of all.filter((file) => !reached.has(file))) rmSync(path);
  return reached.size;
}

function publish(path: string, reached: Set<string>): void {
  if (reached.has(path)) return;
  reached.add(path);
  const text = readFileSync(path, 'utf8');
  for (const target of importsOf(text)) publish(join(dirname(path), `${target}.d.ts`), reached);
  writeFileSync(path, withJavaScriptSuffixes(text));
}

function importsOf(declarations: string): string[] {
  return [...declarations.matchAll(RELATIVE_IMPORT)].map((match) => match.groups?.['path'] ?? '');
}

/** `from './errors.ts'` becomes `from './errors.js'`. */
export function withJavaScriptSuffixes(declarations: string): string {
  return declarations.replaceAll(RELATIVE_IMPORT, '$<before>$<quote>$<path>.js$<quote>');
}
