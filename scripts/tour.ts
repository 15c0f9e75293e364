// The tour of `npm start`: the gate on a faulty and on a mended example. Exit code 0 if both answer as expected.

import { main } from '../src/cli/main.ts';
import { terminalContext } from '../src/cli/terminal.ts';
import { ROOT } from '../test/repository.ts';
import { excerptOf } from './tour/excerpt.ts';

// The images of the examples are in no registry, and the tour is for machines without a network, too.
const STOPS = [
  {
    says: 'A new service, as it is first written:',
    verb: 'gate',
    given: 'examples/shop-faulty --offline',
    expected: 1,
  },
  { says: 'The same service, mended:', verb: 'check', given: 'examples/shop-mended', expected: 0 },
  {
    says: 'And with its images. Nobody can open them here, and what is not known is never called passed:',
    verb: 'gate',
    given: 'examples/shop-mended --offline',
    expected: 3,
  },
] as const;

const FAREWELL = `Yours: npm -s start -- gate path/to/manifests
Next:  README.md, then docs/guide/first-minute.md
`;

process.chdir(ROOT);
const terminal = terminalContext();
let failed = false;
for (const { says, verb, given, expected } of STOPS) {
  terminal.out(`${says}\n\n$ plimsoll ${verb} ${given}\n`);
  let report = '';
  const out = (text: string): void => {
    report += text;
  };
  const code = await main([verb, ...given.split(' ')], { ...terminal, directory: ROOT, out });
  terminal.out(excerptOf(report));
  terminal.out(`exit code ${code}${code === expected ? '' : `, expected ${expected}`}\n\n`);
  failed ||= code !== expected;
}
terminal.out(FAREWELL);
process.exitCode = failed ? 1 : 0;
