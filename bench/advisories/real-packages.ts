import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { packageName } from '../../src/advisories/package-name.ts';
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
  readonly affected_by: readonly string[];
}

/** What of a lock file of npm is read. */
interface Lock {
  readonly packages: Readonly<Record<string, { readonly version?: string }>>;
}

/** As many packages as are asked for, of which the first two kinds are the same in both lists. */
export interface PackageLists {
  /**
   * Those of an image that is kept up to date: the sources of a real installation of Ubuntu 18.04 as it was in April 2020, what this project
   * is made with, and of other languages one version of each package, that with the fewest flaws. Even so each of the latter has, or had, one.
   */
  readonly ordinary: readonly Question[];
  /** Instead of the last kind, packages of languages at the versions at which their flaws begin and end: no image has so many. */
  readonly hard: readonly Question[];
}

/** The lists of packages that a database is asked for. */
export function realPackages(oracle: string, count: number): PackageLists {
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- a figure is wrong at worst, and nothing is decided by it
  const { packages } = JSON.parse(readFileSync(join(oracle, 'bionic-expected.json'), 'utf8')) as UbuntuExpected;
  const system = packages.map(({ source, version }) => ({ ecosystem: 'Ubuntu:18.04:LTS', name: source, version }));
  const sound = [...system, ...lockedPackages()];
  const probes = probesIn(oracle);
  const kept = fewestFlaws(probes.filter(({ ecosystem }) => ecosystem !== 'npm'));
  const more = count - sound.length;
  return {
    ordinary: [...sound, ...spread(kept, more).map(questionOf)],
    hard: [...sound, ...spread(probes, more).map(questionOf)],
  };
}

function probesIn(oracle: string): readonly Probe[] {
  const lines = gunzipSync(readFileSync(join(oracle, 'lang-probes.jsonl.gz')))
    .toString()
    .trim()
    .split('\n');
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- as above
  return lines.map((line) => JSON.parse(line) as Probe);
}

/** Of each package the version with the fewest flaws. */
function fewestFlaws(probes: readonly Probe[]): readonly Probe[] {
  const byPackage = new Map<string, Probe>();
  for (const probe of probes) {
    const key = `${probe.ecosystem} ${probe.package}`;
    const known = byPackage.get(key);
    if (known === undefined || probe.affected_by.length < known.affected_by.length) byPackage.set(key, probe);
  }
  return [...byPackage.values()];
}

/** So many of a list, from its beginning to its end. */
function spread<Item>(items: readonly Item[], count: number): readonly Item[] {
  const every = Math.max(1, Math.floor(items.length / count));
  return items.filter((_, number) => number % every === 0).slice(0, count);
}

function questionOf({ ecosystem, package: name, version }: Probe): Question {
  return { ecosystem, name: packageName(ecosystem, name), version };
}

function lockedPackages(): readonly Question[] {
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- as above
  const { packages } = JSON.parse(readFileSync(join(ROOT, 'package-lock.json'), 'utf8')) as Lock;
  return Object.entries(packages).flatMap(([path, { version }]) => {
    const name = path.split('node_modules/').at(-1) ?? '';
    return path === '' || version === undefined ? [] : [{ ecosystem: 'npm', name, version }];
  });
}
