// The tour of `npm start`: the gate on a faulty and on a mended example, with their images and advisories. Exit code 0 if both answer as expected.

import { main } from '../src/cli/main.ts';
import { terminalContext } from '../src/cli/terminal.ts';
import { ROOT } from '../test/repository.ts';
import { buildExampleImages } from './tour/build-examples.ts';
import { excerptOf } from './tour/excerpt.ts';

// The images of the examples are in no registry, and the tour is for machines without a network, too.
const STOPS = [
  {
    says: 'What the world knows of a few packages, and two images made of the text in examples/images:',
    call: 'db import examples/advisories --db examples/built/db',
    expected: 0,
  },
  {
    says: 'A new service, as it is first written:',
    call: 'gate examples/shop-faulty --images examples/built/images --db examples/built/db',
    expected: 1,
  },
  {
    says: 'The same service, mended:',
    call: 'gate examples/shop-mended --images examples/built/images --db examples/built/db',
    expected: 0,
  },
] as const;

const FAREWELL = `Yours: npm -s start -- gate path/to/manifests
Next:  README.md, then docs/guide/first-minute.md
`;

process.chdir(ROOT);
buildExampleImages(ROOT);
const terminal = terminalContext();
const environment = { ...terminal.environment, PLIMSOLL_OFFLINE: '1' };
let failed = false;
for (const { says, call, expected } of STOPS) {
  terminal.out(`${says}\n\n$ plimsoll ${call}\n`);
  let report = '';
  const out = (text: string): void => {
    report += text;
  };
  const code = await main(call.split(' '), { ...terminal, environment, directory: ROOT, out });
  terminal.out(excerptOf(report));
  terminal.out(`exit code ${code}${code === expected ? '' : `, expected ${expected}`}\n\n`);
  failed ||= code !== expected;
}
terminal.out(FAREWELL);
process.exitCode = failed ? 1 : 0;
