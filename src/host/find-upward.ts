import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** The nearest file of a name in a directory or one above it, as tsconfig.json is found. */
export function findUpward(name: string, from: string): string | undefined {
  for (let directory = from; ; directory = dirname(directory)) {
    const path = join(directory, name);
    if (existsSync(path)) return path;
    if (dirname(directory) === directory) return undefined;
  }
}
