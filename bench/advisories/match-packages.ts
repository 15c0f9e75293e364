// `node match-packages.js DATABASE PACKAGES [by-name]`: asks a database for the packages of an image in this fresh process, by name for all
// advisories that speak of them, else for their flaws; then over and over, and prints how long that takes. It is bundled before it is run, as the command is: reading TypeScript is no part of the figure.

import { readFileSync } from 'node:fs';
import { Database } from '../../src/advisories/database/database.ts';
import { match } from '../../src/advisories/match.ts';
import type { Question } from '../../src/advisories/questions.ts';
import { ownFiles } from '../../src/host/own-files.ts';

const ROUNDS = 20;

const [place = '', list = '', how = ''] = process.argv.slice(2);
// oxlint-disable-next-line typescript/no-unsafe-type-assertion -- bench/advisories.ts writes nothing else
const packages = JSON.parse(readFileSync(list, 'utf8')) as readonly Question[];

const start = performance.now();
const before = process.cpuUsage();
const database = await Database.open(ownFiles(place));
await database.prepare(packages);
let flaws = 0;
for (const question of packages)
  flaws += how === 'by-name' ? await advisoriesOf(question) : (await match([question], database)).length;
const matching = performance.now() - start;
const { user, system } = process.cpuUsage(before);

const again = performance.now();
for (let round = 0; round < ROUNDS; round += 1)
  for (const { ecosystem, name } of packages) await database.lookUp(ecosystem, name);
const rate = (ROUNDS * packages.length) / ((performance.now() - again) / 1000);
await database.close();
console.log(JSON.stringify({ packages: packages.length, flaws, matching, processor: (user + system) / 1000, rate }));

/** How many advisories speak of a package, whatever its version. */
async function advisoriesOf({ ecosystem, name }: Question): Promise<number> {
  const kept = await database.lookUp(ecosystem, name);
  for (const each of kept) await each.head();
  return kept.length;
}
