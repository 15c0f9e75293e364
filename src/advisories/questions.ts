import type { Distribution } from '../core/distribution.ts';
import type { Package, PackageType } from '../core/package.ts';
import { type DistributionEcosystems, ecosystemsOf } from './distribution-ecosystems.ts';

/** What is asked of the advisories for a package. */
export interface Question {
  /** As OSV names it, with the release. */
  readonly ecosystem: string;
  /** The name by which its advisories are kept. */
  readonly name: string;
  readonly version: string;
}

const OF_DISTRIBUTIONS: ReadonlySet<PackageType> = new Set(['apk', 'deb', 'rpm']);

/** The questions that a package raises; none where nobody publishes advisories for its like. */
export function questionsOf(each: Package, distribution: Distribution | undefined): readonly Question[] {
  if (!OF_DISTRIBUTIONS.has(each.type)) return LANGUAGES[each.type]?.(each) ?? [];
  const found = distribution === undefined ? undefined : ecosystemsOf(distribution);
  return found === undefined ? [] : systemQuestions(each, found);
}

function systemQuestions(each: Package, { ecosystems, by }: DistributionEcosystems): readonly Question[] {
  const source = each.source ?? { name: each.name, version: each.version };
  const names = {
    source: [source],
    package: [each],
    both: each.name === source.name ? [each] : [each, source],
  }[by];
  return ecosystems.flatMap((ecosystem) => names.map(({ name, version }) => ({ ecosystem, name, version })));
}

type Naming = (each: Package) => readonly Question[];

/** The names of languages' packages as their advisories have them. */
const LANGUAGES: Partial<Record<PackageType, Naming>> = {
  bitnami: named('Bitnami', ({ name }) => name),
  cargo: named('crates.io', ({ name }) => name),
  composer: named('Packagist', ({ namespace, name }) => joined(namespace, name, '/').toLowerCase()),
  gem: named('RubyGems', ({ name }) => name),
  golang: named('Go', ({ namespace, name }) => joined(namespace, name, '/')),
  hex: named('Hex', ({ name }) => name),
  maven: named('Maven', ({ namespace, name }) => joined(namespace, name, ':')),
  npm: named('npm', ({ namespace, name }) => joined(namespace, name, '/')),
  nuget: named('NuGet', ({ name }) => name.toLowerCase()),
  pub: named('Pub', ({ name }) => name),
  pypi: named('PyPI', ({ name }) => normalizedPython(name)),
  swift: named('SwiftURL', ({ namespace, name }) => joined(namespace, name, '/')),
};

function named(ecosystem: string, nameOf: (each: Package) => string): Naming {
  return (each) => [{ ecosystem, name: nameOf(each), version: each.version }];
}

function joined(namespace: string | undefined, name: string, by: string): string {
  return namespace === undefined || namespace === '' ? name : `${namespace}${by}${name}`;
}

/** Source: https://packaging.python.org/en/latest/specifications/name-normalization/. */
function normalizedPython(name: string): string {
  return name.toLowerCase().replaceAll(/[-_.]+/g, '-');
}
