// `node match-packages.ts DATABASE ORACLE`: asks a database for the packages of an image in this fresh process, then over and over, and
// prints how long that takes.

import { Database } from '../../src/advisories/database/database.ts';
import { match } from '../../src/advisories/match.ts';
import { ownFiles } from '../../src/host/own-files.ts';
import { realPackages } from './real-packages.ts';

const COUNT = 1000;
const ROUNDS = 20;

const [place = '', oracle = ''] = process.argv.slice(2);
const packages = realPackages(oracle, COUNT);

const start = performance.now();
const database = await Database.open(ownFiles(place));
let flaws = 0;
for (const question of packages) flaws += (await match([question], database)).length;
const matching = performance.now() - start;

const again = performance.now();
for (let round = 0; round < ROUNDS; round += 1)
  for (const { ecosystem, name } of packages) await database.lookUp(ecosystem, name);
const rate = (ROUNDS * packages.length) / ((performance.now() - again) / 1000);
await database.close();
console.log(JSON.stringify({ packages: packages.length, flaws, matching, rate }));
