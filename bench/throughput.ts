import { cpSync, existsSync, mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { ROOT } from '../test/repository.ts';
import { type Figure, median } from './figure.ts';
import { COMMAND, SHARED } from './paths.ts';
import { peakMemory, ratios } from './process.ts';

const MB = 1e6;
const CORPUS_BYTES = 50 * MB;
const TARGET = 1.5;
const MEMORY_TARGET = 600;
const PAIRS = 5;

/** The shared corpus, one directory a copy, in times of what js-yaml alone needs to parse it to plain values. */
export function throughput(): readonly Figure[] {
  const corpus = mkdtempSync(join(tmpdir(), 'plimsoll-bench-'));
  try {
    const bytes = copyUntil(corpus);
    const check = [COMMAND, 'check', '-o', 'text', corpus];
    const ratio = median(ratios(check, [join(ROOT, 'bench/load-all.ts'), corpus], PAIRS));
    const memory = peakMemory(check);
    return [
      {
        name: `throughput: check of ${Math.round(bytes / MB)} MB / js-yaml loadAll of the same`,
        value: `${ratio.toFixed(2)} times`,
        target: `at most ${TARGET} times`,
        met: ratio <= TARGET,
      },
      {
        name: 'peak memory of the same check',
        value: `${memory} MB`,
        target: `below ${MEMORY_TARGET} MB`,
        met: memory < MEMORY_TARGET,
      },
    ];
  } finally {
    rmSync(corpus, { recursive: true });
  }
}

/** Reading is measured, and not what Helm and Kustomize take: without the files that make them so, these are plain directories. */
function isReadAsItIs(path: string): boolean {
  return !existsSync(join(path, 'Chart.yaml')) && !/^kustomization\.ya?ml$/i.test(basename(path));
}

/** Copies the corpus until there is enough of it, and gives the bytes of manifests. */
function copyUntil(folder: string): number {
  let bytes = 0;
  for (let copy = 1; bytes < CORPUS_BYTES; copy += 1) {
    const target = join(folder, `copy-${copy}`);
    cpSync(SHARED, target, { recursive: true, filter: isReadAsItIs });
    bytes += manifestBytes(target);
  }
  return bytes;
}

function manifestBytes(folder: string): number {
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true });
  const manifests = entries.filter((entry) => entry.isFile() && /\.(?:ya?ml|json)$/.test(entry.name));
  return manifests.reduce((sum, { parentPath, name }) => sum + statSync(join(parentPath, name)).size, 0);
}
