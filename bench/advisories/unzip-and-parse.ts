// `node unzip-and-parse.ts DIRECTORY`: what nobody who reads the archives of the public bucket can do without: every record is unpacked and
// parsed, in one thread, and nothing is done with it.

import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { inflateRawSync } from 'node:zlib';

const CENTRAL = 0x0201_4b50;
const END = 0x0605_4b50;
const END_SIZE = 22;

const [directory = '.'] = process.argv.slice(2);
let records = 0;
for (const path of globSync('*/all.zip', { cwd: directory })) {
  const zip = readFileSync(join(directory, path));
  let end = zip.length - END_SIZE;
  while (zip.readUInt32LE(end) !== END) end -= 1;
  for (let at = zip.readUInt32LE(end + 16); zip.readUInt32LE(at) === CENTRAL; records += 1) {
    const local = zip.readUInt32LE(at + 42);
    const start = local + 30 + zip.readUInt16LE(local + 26) + zip.readUInt16LE(local + 28);
    const packed = zip.subarray(start, start + zip.readUInt32LE(at + 20));
    const bytes = zip.readUInt16LE(at + 10) === 0 ? packed : inflateRawSync(packed);
    JSON.parse(bytes.toString());
    at += 46 + zip.readUInt16LE(at + 28) + zip.readUInt16LE(at + 30) + zip.readUInt16LE(at + 32);
  }
}
console.log(records);
