import { spawnSync } from 'node:child_process';
import { existsSync, globSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Question } from '../src/advisories/questions.ts';
import { ROOT } from '../test/repository.ts';
import { realPackages } from './advisories/real-packages.ts';
import { type Figure, median } from './figure.ts';
import { COMMAND, SHARED } from './paths.ts';
import { ratios } from './process.ts';
import { type Call, processorRatio } from './processor-time.ts';

const BUILD_TARGET = 2;
const SIZE_TARGET = 10;
const DETAILS_TARGET = 5;
const MATCH_TARGET = 40;
const ADVISED_TARGET = 120;
const RATE_TARGET = 50_000;
/** Of an image that was scanned before, the answers are known, and it is to be 5: bench/images.ts. Of a bill nothing is kept. */
const BILL_TARGET = 12;
const PEER_TARGET = 1;
const BUILDS = 5;
const SCANS = 15;
const FRESH = 7;
const PACKAGES = 1000;

const ADVISORIES = join(SHARED, '../advisories');
const ORACLE = join(SHARED, '../oracle');

/** The files that matching does not read. */
const DETAILS = '*%3Adetails.*.pldb';

/** The database of advisories: built of the public archives, its size, and asked for the packages of an image. */
export function advisories(): readonly Figure[] {
  if (!existsSync(ADVISORIES)) {
    console.log('skipped advisories: there are none beside the manifests');
    return [];
  }
  const place = mkdtempSync(join(tmpdir(), 'plimsoll-bench-'));
  const database = join(place, 'db');
  const build = [COMMAND, 'db', 'import', ADVISORIES, '--db', database];
  const floor = [join(ROOT, 'bench/advisories/unzip-and-parse.ts'), ADVISORIES];
  try {
    const building = median(ratios(build, floor, BUILDS));
    const archives = sizeOf(ADVISORIES, '*/all.zip');
    const details = (100 * sizeOf(database, DETAILS)) / archives;
    const share = (100 * sizeOf(database, '*.pldb')) / archives - details;
    const lists = realPackages(ORACLE, PACKAGES);
    const bundle = join(place, 'match-packages.mjs');
    bundled('bench/advisories/match-packages.ts', bundle);
    const askFor: Asking = (packages, how = 'flaws') => asked(bundle, database, writtenTo(place, packages), how);
    const advised = askFor(lists.advised);
    const ofImage = lists.image ?? lists.advised;
    return [
      atMost('advisories built, every release / unzipped and parsed', building, BUILD_TARGET, 'times'),
      atMost('size of what matching reads / the archives', share, SIZE_TARGET, '%'),
      atMost('size of summaries and references / the archives', details, DETAILS_TARGET, '%'),
      ...(lists.image === undefined
        ? []
        : [matched(`${PACKAGES} packages of an image, matched in a fresh process`, askFor(lists.image), MATCH_TARGET)]),
      matched(`${PACKAGES} packages that all have or had flaws, the same`, advised, ADVISED_TARGET),
      {
        name: 'packages looked up on one core, misses counted',
        value: `${Math.round(advised.rate).toLocaleString('en')} a second`,
        target: `at least ${RATE_TARGET.toLocaleString('en')}`,
        met: advised.rate >= RATE_TARGET,
      },
      atMost(
        `scan of a bill with ${PACKAGES} packages / node -e 0, time of the processor`,
        processorRatio(scanCall(place, database, ofImage), [process.execPath, '-e', '0'], SCANS) ?? Number.NaN,
        BILL_TARGET,
        'times',
      ),
      ...peers(place, lists.advised, askFor),
    ];
  } finally {
    rmSync(place, { recursive: true });
  }
}

function atMost(name: string, value: number, target: number, unit: string): Figure {
  return { name, value: `${value.toFixed(1)} ${unit}`, target: `at most ${target} ${unit}`, met: value <= target };
}

/** The bytes of files in a directory. */
function sizeOf(directory: string, pattern: string): number {
  return globSync(pattern, { cwd: directory }).reduce((sum, name) => sum + statSync(join(directory, name)).size, 0);
}

function matched(name: string, { matching, processor, flaws }: Asked, most: number): Figure {
  return {
    name: `${name} (${flaws} flaws)`,
    value: `${matching.toFixed(0)} ms, ${processor.toFixed(0)} ms of the processor`,
    target: `at most ${most} ms`,
    met: matching <= most,
  };
}

/** Milliseconds of the wall and of the processor, with all threads; flaws that were found; look-ups a second. */
interface Asked {
  readonly matching: number;
  readonly processor: number;
  readonly flaws: number;
  readonly rate: number;
}

/** Asks for the flaws of packages, or `by-name` for the advisories that speak of them. */
type Asking = (packages: readonly Question[], how?: 'flaws' | 'by-name') => Asked;

/** What a database answers in fresh processes: the middle of several. */
function asked(bundle: string, database: string, ...question: readonly string[]): Asked {
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- match-packages.ts prints nothing else
  const runs = Array.from({ length: FRESH }, () => printed([bundle, database, ...question]) as Asked);
  const middle = (key: keyof Asked): number => median(runs.map((run) => run[key]));
  return { matching: middle('matching'), processor: middle('processor'), flaws: middle('flaws'), rate: middle('rate') };
}

function writtenTo(place: string, packages: readonly Question[]): string {
  const path = join(place, 'packages.json');
  writeFileSync(path, JSON.stringify(packages));
  return path;
}

/** Makes one file of a script and what it imports, as the command is made. */
function bundled(script: string, file: string): void {
  const rolldown = join(ROOT, 'node_modules/rolldown/bin/cli.mjs');
  const { status, stderr } = spawnSync(
    process.execPath,
    [rolldown, join(ROOT, script), '--file', file, '--format', 'esm', '--platform', 'node'],
    { encoding: 'utf8' },
  );
  if (status !== 0) throw new Error(stderr);
}

function printed(call: readonly string[]): unknown {
  const { stdout, stderr } = spawnSync(process.execPath, call, { encoding: 'utf8', maxBuffer: 2 ** 28 });
  if (!stdout.startsWith('{')) throw new Error(stderr);
  return JSON.parse(stdout);
}

const TYPES: Readonly<Record<string, string>> = {
  Go: 'golang',
  PyPI: 'pypi',
  RubyGems: 'gem',
  'crates.io': 'cargo',
  npm: 'npm',
};

/** A scan of a bill with the packages. */
function scanCall(place: string, database: string, packages: readonly Question[]): Call {
  const components = packages.map(({ ecosystem, name, version }) => {
    const type = TYPES[ecosystem];
    const purl =
      type === undefined
        ? `pkg:deb/ubuntu/${name}@${encodeURIComponent(version)}?distro=ubuntu-18.04`
        : `pkg:${type}/${name.replace('@', '%40')}@${encodeURIComponent(version)}`;
    return { type: 'library', name, version, purl };
  });
  const system = { type: 'operating-system', name: 'ubuntu', version: '18.04' };
  const bill = { bomFormat: 'CycloneDX', specVersion: '1.6', version: 1, components: [system, ...components] };
  const path = join(place, 'bill.cdx.json');
  writeFileSync(path, JSON.stringify(bill));
  return [process.execPath, COMMAND, 'scan', `sbom:${path}`, '--db', database];
}

/**
 * `@renovatebot/osv-offline-db`, where `PLIMSOLL_BENCH_OSV_OFFLINE` names its `dist/index.js`, asked for the same packages of languages out of
 * the same records. It knows no operating systems, and its only question is for a name: it compares no versions.
 */
function peers(place: string, packages: readonly Question[], askFor: Asking): readonly Figure[] {
  const module = process.env['PLIMSOLL_BENCH_OSV_OFFLINE'];
  if (module === undefined) return [];
  const ofLanguages = packages.filter(({ ecosystem }) => TYPES[ecosystem] !== undefined);
  const script = join(ROOT, 'bench/advisories/ask-osv-offline.ts');
  const call = [script, module, ADVISORIES, writtenTo(place, ofLanguages), join(place, 'nedb')];
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- ask-osv-offline.ts prints nothing else
  const askOnce = (): number => (printed(call) as { readonly asking: number }).asking;
  const asking = median(Array.from({ length: 3 }, askOnce));
  const told = `osv-offline asked for ${ofLanguages.length} packages of languages by name`;
  return [
    atLeast(`${told} / these by name`, asking / askFor(ofLanguages, 'by-name').matching),
    atLeast(`${told} / these matched, versions compared`, asking / askFor(ofLanguages).matching),
  ];
}

function atLeast(name: string, ratio: number): Figure {
  return {
    name,
    value: `${ratio.toFixed(1)} times`,
    target: `at least ${PEER_TARGET} times`,
    met: ratio >= PEER_TARGET,
  };
}
