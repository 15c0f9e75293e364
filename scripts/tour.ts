// The tour of `npm start`: the gate on a faulty and on a mended example. Exit code 0 if both answer as expected.

import { main } from '../src/cli/main.ts';
import { terminalContext } from '../src/cli/terminal.ts';
import { ROOT } from '../test/repository.ts';
import { excerptOf } from './tour/excerpt.ts';

const STOPS = [
  { says: 'A new service, as it is first written:', verb: 'gate', path: 'examples/shop-faulty', expected: 1 },
  { says: 'The same service, mended:', verb: 'check', path: 'examples/shop-mended', expected: 0 },
  {
    says: 'And with its images. They are not opened yet, and what is not known is never called passed:',
    verb: 'gate',
    path: 'examples/shop-mended',
    expected: 3,
  },
] as const;

const FAREWELL = `Yours: npm -s start -- gate path/to/manifests
Next:  README.md, then docs/guide/first-minute.md
`;

process.chdir(ROOT);
const terminal = terminalContext();
let failed = false;
for (const { says, verb, path, expected } of STOPS) {
  terminal.out(`${says}\n\n$ plimsoll ${verb} ${path}\n`);
  let report = '';
  const out = (text: string): void => {
    report += text;
  };
  const code = await main([verb, path], { ...terminal, directory: ROOT, out });
  terminal.out(excerptOf(report));
  terminal.out(`exit code ${code}${code === expected ? '' : `, expected ${expected}`}\n\n`);
  failed ||= code !== expected;
}
terminal.out(FAREWELL);
process.exitCode = failed ? 1 : 0;
