// `npm run new rule <area>/<name>`: writes a rule and its examples to fill in, and its line in the index.

import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { VERSION } from '../src/core/plimsoll-version.ts';
import { exportLine } from '../test/registries.ts';
import { ROOT } from '../test/repository.ts';
import { addSortedLine, refusalOf } from './new/names.ts';
import { examplesTemplate, ruleTemplate } from './new/rule.ts';

const INDEX = 'src/rules/index.ts';

const [kind, path = ''] = process.argv.slice(2);
const files = [
  { file: `src/rules/${path}.ts`, text: ruleTemplate(path, VERSION) },
  { file: `src/rules/${path}.examples.ts`, text: examplesTemplate() },
];
const present = files.find(({ file }) => existsSync(join(ROOT, file)));
const refusal = refusalOf(kind, path) ?? (present === undefined ? undefined : `${present.file} exists already`);

if (refusal === undefined) {
  writeRule();
} else {
  process.stderr.write(`${refusal}\n`);
  process.exitCode = 2;
}

function writeRule(): void {
  for (const { file, text } of files) {
    mkdirSync(dirname(join(ROOT, file)), { recursive: true });
    writeFileSync(join(ROOT, file), text);
  }
  const index = join(ROOT, INDEX);
  writeFileSync(index, addSortedLine(existsSync(index) ? readFileSync(index, 'utf8') : '', exportLine(path)));
  process.stdout.write(`wrote ${files.map(({ file }) => file).join(' and ')}, and the line in ${INDEX}\n`);
  process.stdout.write('next: fill in what says TODO, the examples first; then npm test -- test/rules\n');
}
