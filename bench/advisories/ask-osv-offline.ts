// `node ask-osv-offline.ts MODULE ADVISORIES PACKAGES PLACE`: asks @renovatebot/osv-offline-db for the packages of languages, out of the same
// records, in this fresh process, and prints how long that takes. It knows no operating systems, and compares no versions.

import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Question } from '../../src/advisories/questions.ts';
import { memorySource } from '../../src/formats/byte-source.ts';
import { openZip } from '../../src/formats/zip/read-zip.ts';

const ECOSYSTEMS = ['npm', 'PyPI', 'Go', 'crates.io', 'RubyGems'];

interface OsvOffline {
  readonly OsvOfflineDb: {
    rootDirectory: string;
    create(): { query(ecosystem: string, name: string): Promise<readonly unknown[]>; [Symbol.dispose](): void };
  };
}

const [module = '', advisories = '', list = '', place = ''] = process.argv.slice(2);
mkdirSync(place, { recursive: true });
for (const ecosystem of ECOSYSTEMS) {
  const zip = await openZip(memorySource(readFileSync(join(advisories, ecosystem, 'all.zip'))));
  const lines: string[] = [];
  for (const entry of zip?.entries ?? []) {
    const bytes = await zip?.read(entry, 1e9);
    if (bytes instanceof Uint8Array) lines.push(JSON.stringify(JSON.parse(Buffer.from(bytes).toString())));
  }
  writeFileSync(join(place, `${ecosystem.toLowerCase()}.nedb`), `${lines.join('\n')}\n`);
}
// oxlint-disable-next-line typescript/no-unsafe-type-assertion -- a figure is wrong at worst, and nothing is decided by it
const { OsvOfflineDb } = (await import(module)) as OsvOffline;
// oxlint-disable-next-line typescript/no-unsafe-type-assertion -- as above
const packages = JSON.parse(readFileSync(list, 'utf8')) as readonly Question[];
OsvOfflineDb.rootDirectory = place;
const start = performance.now();
const database = OsvOfflineDb.create();
for (const { ecosystem, name } of packages) await database.query(ecosystem, name);
const asking = performance.now() - start;
database[Symbol.dispose]();
console.log(JSON.stringify({ packages: packages.length, asking }));
