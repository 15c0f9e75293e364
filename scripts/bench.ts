// `npm run bench [NAME...]`: measures the built command (cold-start, throughput, rules, versions, images, advisories) against its targets, as ratios of one run.

import { existsSync } from 'node:fs';
import { advisories } from '../bench/advisories.ts';
import { coldStart } from '../bench/cold-start.ts';
import type { Figure } from '../bench/figure.ts';
import { images } from '../bench/images.ts';
import { COMMAND, SHARED } from '../bench/paths.ts';
import { rules } from '../bench/rules.ts';
import { throughput } from '../bench/throughput.ts';
import { versions } from '../bench/versions.ts';

const BENCHES: Readonly<Record<string, () => readonly Figure[]>> = {
  'cold-start': coldStart,
  throughput,
  rules,
  versions,
  images,
  advisories,
};

const asked = process.argv.slice(2);
const names = asked.length === 0 ? Object.keys(BENCHES) : asked;
if (!existsSync(COMMAND)) throw new Error(`${COMMAND} is not there: npm run build`);
if (!existsSync(SHARED))
  throw new Error(`${SHARED} is not there: set PLIMSOLL_SHARED to the folder that holds data/manifests`);

let allMet = true;
for (const name of names) {
  const bench = BENCHES[name];
  if (bench === undefined) throw new Error(`there is no bench ${name}; there are ${Object.keys(BENCHES).join(', ')}`);
  for (const figure of bench()) {
    allMet &&= figure.met;
    console.log(`${figure.met ? 'met   ' : 'MISSED'} ${figure.name}: ${figure.value} (target: ${figure.target})`);
  }
}
process.exitCode = allMet ? 0 : 1;
