// The tour of `npm start`: the gate on a faulty and on a mended example. Exit code 0 if both answer as expected.

import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { ROOT } from '../test/repository.ts';

const STOPS = [
  { path: 'examples/shop-faulty', verb: 'gate', expected: 1, says: 'A new service, as it is first written' },
  { path: 'examples/shop-mended', verb: 'check', expected: 0, says: 'The same service, mended: its manifests' },
  { path: 'examples/shop-mended', verb: 'gate', expected: 3, says: 'The same service, mended: manifests and images' },
] as const;

let failed = false;
for (const { path, verb, expected, says } of STOPS) {
  process.stdout.write(`\n== ${says}\n$ plimsoll ${verb} ${path}\n\n`);
  const bin = join(ROOT, 'src/cli/bin.ts');
  const { status } = spawnSync(process.execPath, [bin, verb, path], {
    cwd: ROOT,
    stdio: ['ignore', 'inherit', 'inherit'],
  });
  process.stdout.write(`exit code ${status}${status === expected ? '' : `, expected ${expected}`}\n`);
  failed ||= status !== expected;
}
process.exitCode = failed ? 1 : 0;
