import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Plugin } from 'rolldown';
import { ADVISED_BY } from '../../src/gate/vulnerabilities/advised-by.ts';
import { VISITED_BY } from '../../src/inventory/visited-by.ts';

const VISITED = /[\\/]src[\\/]inventory[\\/]visited-by\.ts$/;
const ADVISED = /[\\/]src[\\/]gate[\\/]vulnerabilities[\\/]advised-by\.ts$/;

/**
 * Puts what can be computed once in the place of what computes it: who only asks what was kept need not load every cataloger. Matching is code in
 * many folders, of which nobody counts the versions: what it answered is kept under the checksum of all sources.
 */
export function computed(root: string): Plugin {
  return {
    name: 'computed',
    load: (id) => {
      if (VISITED.test(id)) return constant('VISITED_BY', VISITED_BY);
      return ADVISED.test(id) ? constant('ADVISED_BY', `${ADVISED_BY} ${checksumOf(join(root, 'src'))}`) : undefined;
    },
  };
}

function constant(name: string, value: unknown): string {
  return `export const ${name} = ${JSON.stringify(value)};`;
}

function checksumOf(directory: string): string {
  const names = readdirSync(directory, { recursive: true, encoding: 'utf8' })
    .map((name) => name.replaceAll('\\', '/'))
    .filter((name) => name.endsWith('.ts') && !/\.(?:test|examples)\.ts$/.test(name));
  const sum = createHash('sha256');
  for (const name of names.toSorted()) sum.update(`${name}\n`).update(readFileSync(join(directory, name)));
  return sum.digest('hex').slice(0, 16);
}
