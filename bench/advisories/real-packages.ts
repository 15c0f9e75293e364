import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { packageName } from '../../src/advisories/package-name.ts';
import { type Question, questionsOf } from '../../src/advisories/questions.ts';
import { readBill } from '../../src/sbom/read-bill.ts';
import { benchLayout } from '../images/make-layout.ts';
import { COMMAND } from '../paths.ts';

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

/** Lists of as many packages as are asked for. */
export interface PackageLists {
  /**
   * Those of an image: the sources of a real installation of Ubuntu 18.04 as it was in April 2020, and what applications and languages brought to the image
   * of the bench. Undefined where there is no such image.
   */
  readonly image: readonly Question[] | undefined;
  /**
   * Of packages that all have, or had, a flaw: the same sources, and of languages one version of each package that the oracle knows, that with the
   * fewest flaws. No image has so many.
   */
  readonly advised: readonly Question[];
}

/** The lists of packages that a database is asked for. */
export function realPackages(oracle: string, count: number): PackageLists {
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- a figure is wrong at worst, and nothing is decided by it
  const { packages } = JSON.parse(readFileSync(join(oracle, 'bionic-expected.json'), 'utf8')) as UbuntuExpected;
  const system = packages.map(({ source, version }) => ({ ecosystem: 'Ubuntu:18.04:LTS', name: source, version }));
  const more = count - system.length;
  const brought = languagesOfImage();
  return {
    image: brought && [...system, ...brought.slice(0, more)],
    advised: [...system, ...spread(fewestFlaws(probesIn(oracle)), more).map(questionOf)],
  };
}

/** What is asked for the packages of languages in the image of the bench, those of npm last: there are most of them. */
function languagesOfImage(): readonly Question[] | undefined {
  const layout = benchLayout();
  if (layout === undefined) return undefined;
  const call = [COMMAND, 'sbom', `oci:${layout}:v1`, '--no-cache'];
  const { stdout } = spawnSync(process.execPath, call, { maxBuffer: 2 ** 28 });
  const { components } = readBill(stdout, 'the bill of the image').bill;
  const questions = components.flatMap((each) =>
    questionsOf({ ...each.package, dependsOn: [], provides: [] }, undefined),
  );
  return [
    ...questions.filter(({ ecosystem }) => ecosystem !== 'npm'),
    ...questions.filter(({ ecosystem }) => ecosystem === 'npm'),
  ];
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
