// What Node.js needs at the least for the packed layers of a layout: to unpack them, and to hash them before and after, as many at once
// as it has threads for. `node bench/images/inflate-and-hash.ts <layout>`.

import { createHash } from 'node:crypto';
import { createReadStream, readdirSync, statSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { Worker, workerData } from 'node:worker_threads';
import { createGunzip } from 'node:zlib';

const CHUNK = 256 * 1024;
/** Manifests and configurations are smaller, layers larger. */
const SMALLEST_LAYER = 64 * 1024;

const layers: unknown = workerData;
if (Array.isArray(layers)) await inflateAll(layers.filter((layer) => typeof layer === 'string'));
else share(layersIn(process.argv[2] ?? ''));

/** The blobs of a layout that are layers, the largest first. */
function layersIn(layout: string): readonly string[] {
  const blobs = join(layout, 'blobs/sha256');
  return readdirSync(blobs)
    .map((name) => join(blobs, name))
    .filter((path) => statSync(path).size >= SMALLEST_LAYER)
    .toSorted((a, b) => statSync(b).size - statSync(a).size);
}

/** Deals the layers out so that each thread has about the same to do. */
function share(paths: readonly string[]): void {
  const hands = Array.from({ length: Math.min(availableParallelism(), 4) }, () => ({ bytes: 0, paths: [''].slice(1) }));
  for (const path of paths) {
    const [least] = hands.toSorted((a, b) => a.bytes - b.bytes);
    least?.paths.push(path);
    if (least !== undefined) least.bytes += statSync(path).size;
  }
  for (const hand of hands) if (hand.paths.length > 0) start(hand.paths);
}

async function inflateAll(paths: readonly string[]): Promise<void> {
  for (const path of paths) {
    const [kept, unpacked] = [createHash('sha256'), createHash('sha256')];
    const packed = createReadStream(path, { highWaterMark: CHUNK });
    packed.on('data', (chunk) => kept.update(chunk));
    for await (const chunk of packed.pipe(createGunzip({ chunkSize: CHUNK }))) unpacked.update(chunk);
    kept.digest();
    unpacked.digest();
  }
}

function start(paths: readonly string[]): Worker {
  return new Worker(import.meta.filename, { workerData: paths });
}
