// `npm run docs`: writes what the documentation takes from the code; `npm run docs -- --check` only compares.

import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { listFiles, ROOT, readText } from '../test/repository.ts';
import { BLOCKS, PAGES } from './docs/generators.ts';
import { type Documentation, differences, renderDocumentation } from './docs/render.ts';

const WITH_BLOCKS = ['README.md', 'CONTRIBUTING.md', 'docs/**/*.md'];

const present: Documentation = new Map(
  [...WITH_BLOCKS, 'docs/reference/**/*.*']
    .flatMap((pattern) => listFiles(pattern))
    .map((path) => [path, readText(path)]),
);
const wanted = renderDocumentation(present, PAGES, BLOCKS);
const different = differences(present, wanted);

if (process.argv.includes('--check')) {
  for (const path of different) process.stdout.write(`${path} is not what the code says: run \`npm run docs\`\n`);
  process.exitCode = different.length === 0 ? 0 : 1;
} else {
  for (const path of different) write(path, wanted.get(path));
}

function write(path: string, text: string | undefined): void {
  const file = join(ROOT, path);
  if (text === undefined) {
    rmSync(file);
  } else {
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, text);
  }
  process.stdout.write(`${text === undefined ? 'deleted' : 'wrote'} ${path}\n`);
}
