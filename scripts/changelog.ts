// `npm run changelog -- <version>`: puts the fragments of changes/ into CHANGELOG.md, for a release, and deletes them.

import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { listFiles, ROOT, readText } from '../test/repository.ts';
import { addRelease, type Fragment, readFragment, releaseSection } from './changelog/fragments.ts';

const version = process.argv[2] ?? '';
const paths = listFiles('changes/*.md').filter((path) => path !== 'changes/README.md');
const read = paths.map((path) => readFragment(path, readText(path)));
const faults = read.filter((fragment) => typeof fragment === 'string');

if (!/^\d+\.\d+\.\d+(?:-[\w.]+)?$/.test(version)) refuse('usage: npm run changelog -- <version>, for example 0.2.0');
else if (faults.length > 0) refuse(faults.join('\n'));
else if (read.length === 0) refuse('changes/ holds no fragment: there is nothing to release');
else release(read.filter((fragment) => typeof fragment !== 'string'));

function release(fragments: readonly Fragment[]): void {
  const section = releaseSection(version, new Date().toISOString().slice(0, 10), fragments);
  writeFileSync(join(ROOT, 'CHANGELOG.md'), addRelease(readText('CHANGELOG.md'), section));
  for (const path of paths) rmSync(join(ROOT, path));
  process.stdout.write(`CHANGELOG.md has ${version}, with ${fragments.length} changes\n`);
}

function refuse(message: string): void {
  process.stderr.write(`${message}\n`);
  process.exitCode = 2;
}
