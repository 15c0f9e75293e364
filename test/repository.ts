import { globSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The folder of the clone. */
export const ROOT = dirname(dirname(fileURLToPath(import.meta.url)));

/** The files that match, sorted, as paths from the root with `/`. */
export function listFiles(pattern: string): string[] {
  const paths = globSync(pattern, { cwd: ROOT, exclude: (name) => name === 'node_modules' || name === 'dist' });
  return paths.map((path) => path.replaceAll('\\', '/')).toSorted();
}

export function readText(path: string): string {
  return readFileSync(join(ROOT, path), 'utf8');
}
