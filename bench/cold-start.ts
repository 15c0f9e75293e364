import { join } from 'node:path';
import { type Figure, median } from './figure.ts';
import { COMMAND, SHARED } from './paths.ts';
import { ratios } from './process.ts';

const SHOP = join(SHARED, 'online-boutique/release/kubernetes-manifests.yaml');
const TARGET = 3;
const PAIRS = 21;

/** `plimsoll check` of twelve services as a whole process, in times of what `node -e 0` takes. */
export function coldStart(): readonly Figure[] {
  const ratio = median(ratios([COMMAND, 'check', SHOP], ['-e', '0'], PAIRS));
  return [
    {
      name: 'cold start: check of 12 services / node -e 0',
      value: `${ratio.toFixed(2)} times`,
      target: `at most ${TARGET} times`,
      met: ratio <= TARGET,
    },
  ];
}
