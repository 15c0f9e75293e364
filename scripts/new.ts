// `npm run new rule <area>/<name>`: writes a rule and its examples to fill in, and its line in the index.

import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { exportLine } from '../test/registries.ts';
import { ROOT } from '../test/repository.ts';
import { addSortedLine, refusalOf } from './new/names.ts';
import { examplesTemplate, ruleTemplate } from './new/rule.ts';

const INDEX = 'src/rules/index.ts';

const [kind, path = ''] = process.argv.slice(2);
const file = `src/rules/${path}.ts`;
const refusal = refusalOf(kind, path) ?? (existsSync(join(ROOT, file)) ? `${file} exists already` : undefined);

if (refusal === undefined) {
  writeRule();
} else {
  process.stderr.write(`${refusal}\n`);
  process.exitCode = 2;
}

function writeRule(): void {
  const index = join(ROOT, INDEX);
  mkdirSync(dirname(join(ROOT, file)), { recursive: true });
  writeFileSync(join(ROOT, file), ruleTemplate(path));
  writeFileSync(join(ROOT, file.replace(/\.ts$/, '.examples.ts')), examplesTemplate());
  writeFileSync(index, addSortedLine(existsSync(index) ? readFileSync(index, 'utf8') : '', exportLine(path)));
  process.stdout.write(`wrote ${file}, its examples beside it, and its line in ${INDEX}\n`);
  process.stdout.write('next: write what it reports and what it does not, then the rule; then npm test -- examples\n');
}
