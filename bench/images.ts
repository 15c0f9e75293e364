import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ROOT } from '../test/repository.ts';
import { type Figure, median } from './figure.ts';
import { benchLayout } from './images/make-layout.ts';
import { COMMAND } from './paths.ts';
import { peakMemory, ratios } from './process.ts';

const COLD_TARGET = 1.3;
const WARM_TARGET = 3;
const MEMORY_TARGET = 350;
const PEER_TARGET = 5;
const PAIRS = 3;

/** The inventory of an image of about 2 GB in packed layers: read anew, read again, and beside other tools that read it. */
export function images(): readonly Figure[] {
  const layout = benchLayout();
  if (layout === undefined) {
    console.log('skipped images: it takes root, debootstrap, umoci, npm and pip3, or PLIMSOLL_BENCH_LAYOUT');
    return [];
  }
  const place = mkdtempSync(join(tmpdir(), 'plimsoll-bench-'));
  process.env['PLIMSOLL_CACHE_DIR'] = join(place, 'kept');
  try {
    const warm = [COMMAND, 'image', 'packages', `oci:${layout}:v1`];
    const cold = [...warm, '--no-cache'];
    const floor = [join(ROOT, 'bench/images/inflate-and-hash.ts'), layout];
    const memory = peakMemory(cold);
    return [
      figureOf(
        'inventory of packed layers / Node.js unpacks and hashes them',
        median(ratios(cold, floor, PAIRS)),
        COLD_TARGET,
      ),
      figureOf(
        'inventory that is known, its layers hashed / node -e 0',
        median(ratios(warm, ['-e', '0'], PAIRS)),
        WARM_TARGET,
      ),
      {
        name: 'peak memory of an inventory',
        value: `${memory} MB`,
        target: `below ${MEMORY_TARGET} MB`,
        met: memory < MEMORY_TARGET,
      },
      ...peers(cold, layout, place),
    ];
  } finally {
    rmSync(place, { recursive: true });
  }
}

function figureOf(name: string, ratio: number, target: number): Figure {
  return { name, value: `${ratio.toFixed(2)} times`, target: `at most ${target} times`, met: ratio <= target };
}

/** Other tools that read the same layout, where they are there: umoci, and the trivy that `PLIMSOLL_BENCH_TRIVY` names. */
function peers(cold: readonly string[], layout: string, place: string): readonly Figure[] {
  const trivy = process.env['PLIMSOLL_BENCH_TRIVY'];
  const own = wallOf(process.execPath, cold);
  const umoci = wallOf('umoci', ['unpack', '--image', `${layout}:v1`, join(place, 'unpacked')]);
  const offline = ['--skip-db-update', '--skip-java-db-update', '--offline-scan', '--cache-dir', join(place, 'trivy')];
  const listing = ['image', '--input', layout, '--format', 'cyclonedx', ...offline];
  const told = trivy === undefined ? undefined : wallOf(trivy, listing);
  return [
    ...(umoci === undefined ? [] : [peerFigure('umoci unpack', umoci / (own ?? Number.NaN), 1)]),
    ...(told === undefined ? [] : [peerFigure('trivy', told / (own ?? Number.NaN), PEER_TARGET)]),
  ];
}

function peerFigure(name: string, ratio: number, target: number): Figure {
  return {
    name: `${name} / inventory of the same image`,
    value: `${ratio.toFixed(2)} times`,
    target: `at least ${target} times`,
    met: ratio >= target,
  };
}

/** Milliseconds of a program; undefined where it is not there or fails. */
function wallOf(program: string, call: readonly string[]): number | undefined {
  const start = performance.now();
  const { status } = spawnSync(program, call, { stdio: 'ignore' });
  return status === 0 ? performance.now() - start : undefined;
}
