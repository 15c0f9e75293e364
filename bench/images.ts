import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ROOT } from '../test/repository.ts';
import type { Figure } from './figure.ts';
import { type BenchPlaces, benchPlaces } from './images/make-places.ts';
import { peers } from './images/peers.ts';
import { COMMAND, SHARED } from './paths.ts';
import { peakMemory } from './process.ts';
import { type Call, processorRatio, processorSeconds } from './processor-time.ts';

const COLD_TARGET = 1.3;
const CREDENTIALS_TARGET = 2.5;
const OPEN_TARGET = 0.25;
const KNOWN_TARGET = 3;
const KNOWN_SCAN_TARGET = 5;
const MEMORY_TARGET = 350;
const PAIRS = 3;
const SHORT_PAIRS = 15;

/** An image of some 500 MB packed: read anew, read again, and beside other tools that read it. Ratios are of the time of the processor, but those of other tools. */
export function images(): readonly Figure[] {
  const places = benchPlaces();
  if (places === undefined) {
    console.log('skipped images: it takes root, debootstrap, umoci, npm and pip3, or PLIMSOLL_BENCH_LAYOUT');
    return [];
  }
  const place = mkdtempSync(join(tmpdir(), 'plimsoll-bench-'));
  process.env['PLIMSOLL_CACHE_DIR'] = join(place, 'kept');
  try {
    return [
      ...unknown(places),
      ...known(places),
      ...knownScan(places, place),
      ...memory(places),
      ...peers(places, place),
    ];
  } finally {
    rmSync(place, { recursive: true });
  }
}

/** An image that is read for the first time. */
function unknown({ layout, archive }: BenchPlaces): readonly Figure[] {
  const packed = `oci:${layout}:v1`;
  const floor: Call = [process.execPath, join(ROOT, 'bench/images/inflate-and-hash.ts'), layout];
  return [
    ...figure('inventory of packed layers / Node.js unpacks and hashes them', COLD_TARGET, anew(packed), floor, PAIRS),
    ...figure(
      'inventory and credentials of packed layers / Node.js unpacks and hashes them',
      CREDENTIALS_TARGET,
      plimsoll('scan', packed, '--no-cache', '-o', 'json'),
      floor,
      PAIRS,
    ),
    ...(archive === undefined
      ? []
      : figure('inventory of an open archive / of packed layers', OPEN_TARGET, anew(archive), anew(packed), PAIRS)),
  ];
}

/** An image that was read before. */
function known({ layout, archive }: BenchPlaces): readonly Figure[] {
  const nothing: Call = [process.execPath, '-e', '0'];
  const image = `oci:${layout}:v1`;
  const again = (name: string, call: Call): readonly Figure[] =>
    figure(`${name} / node -e 0`, KNOWN_TARGET, call, nothing, SHORT_PAIRS);
  return [
    ...again('packages of a known image', plimsoll('image', 'packages', image)),
    ...(archive === undefined ? [] : again('packages of a known archive', plimsoll('image', 'packages', archive))),
    ...again('bill of a known image', plimsoll('sbom', image)),
  ];
}

/** An image that was scanned before, by all public advisories where there are any, otherwise by its files alone. */
function knownScan({ layout }: BenchPlaces, place: string): readonly Figure[] {
  const database = join(place, 'db');
  const advisories = join(SHARED, '../advisories');
  if (existsSync(advisories)) processorSeconds(plimsoll('db', 'import', advisories, '--db', database));
  const scan = plimsoll('scan', `oci:${layout}:v1`, '--profile', 'baseline', '--db', database);
  const nothing: Call = [process.execPath, '-e', '0'];
  return figure('scan of a known image / node -e 0', KNOWN_SCAN_TARGET, scan, nothing, SHORT_PAIRS);
}

function memory({ layout, large }: BenchPlaces): readonly Figure[] {
  return [
    peak('peak memory of an inventory', `oci:${layout}:v1`),
    ...(large === undefined ? [] : [peak('peak memory with a file of 10 GB in a layer', `oci:${large}:v1`)]),
  ];
}

function peak(name: string, image: string): Figure {
  const megabytes = peakMemory([COMMAND, 'image', 'packages', image, '--no-cache']);
  const value = `${megabytes} MB`;
  return { name, value, target: `below ${MEMORY_TARGET} MB`, met: megabytes < MEMORY_TARGET };
}

function plimsoll(...parameters: readonly string[]): Call {
  return [process.execPath, COMMAND, ...parameters];
}

function anew(image: string): Call {
  return plimsoll('image', 'packages', image, '--no-cache');
}

function figure(name: string, target: number, ...pairs: Parameters<typeof processorRatio>): readonly Figure[] {
  const ratio = processorRatio(...pairs) ?? Number.NaN;
  return [{ name, value: `${ratio.toFixed(2)} times`, target: `at most ${target} times`, met: ratio <= target }];
}
