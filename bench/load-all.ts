// What js-yaml alone needs: every manifest below a folder, read and parsed to plain values.

import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { loadAll } from 'js-yaml';

const [folder = '.'] = process.argv.slice(2);
let refused = 0;
for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
  if (!entry.isFile() || !/\.(?:ya?ml|json)$/.test(entry.name)) continue;
  try {
    loadAll(readFileSync(join(entry.parentPath, entry.name), 'utf8'));
  } catch {
    refused += 1;
  }
}
console.log(`${refused} files were refused`);
