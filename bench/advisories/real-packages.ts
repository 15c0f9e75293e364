import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import type { Question } from '../../src/advisories/questions.ts';
import { ROOT } from '../../test/repository.ts';

/** What of the oracle of Ubuntu is read. */
interface UbuntuExpected {
  readonly packages: readonly { readonly source: string; readonly version: string }[];
}

/** What of the probes of languages is read. */
interface Probe {
  readonly ecosystem: string;
  readonly package: string;
  readonly version: string;
}

/** What of a lock file of npm is read. */
interface Lock {
  readonly packages: Readonly<Record<string, { readonly version?: string }>>;
}

/**
 * The packages of an image: the sources of a real installation of Ubuntu 18.04, what this project is made with, which has few flaws, and
 * packages of languages at versions with flaws.
 */
export function realPackages(oracle: string, count: number): readonly Question[] {
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- a figure is wrong at worst, and nothing is decided by it
  const { packages } = JSON.parse(readFileSync(join(oracle, 'bionic-expected.json'), 'utf8')) as UbuntuExpected;
  const system = packages.map(({ source, version }) => ({ ecosystem: 'Ubuntu:18.04:LTS', name: source, version }));
  const lines = gunzipSync(readFileSync(join(oracle, 'lang-probes.jsonl.gz')))
    .toString()
    .trim()
    .split('\n');
  const probes = lines.map((line): Question => {
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- as above
    const { ecosystem, package: name, version } = JSON.parse(line) as Probe;
    return { ecosystem, name, version };
  });
  const sound = [...system, ...lockedPackages()];
  const every = Math.max(1, Math.floor(probes.length / (count - sound.length)));
  return [...sound, ...probes.filter((_, number) => number % every === 0)].slice(0, count);
}

function lockedPackages(): readonly Question[] {
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- as above
  const { packages } = JSON.parse(readFileSync(join(ROOT, 'package-lock.json'), 'utf8')) as Lock;
  return Object.entries(packages).flatMap(([path, { version }]) => {
    const name = path.split('node_modules/').at(-1) ?? '';
    return path === '' || version === undefined ? [] : [{ ecosystem: 'npm', name, version }];
  });
}
