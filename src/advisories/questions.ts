import type { Distribution } from '../core/distribution.ts';
import { isJudgedByDistribution } from '../core/operating-system.ts';
import type { Package, PackageType } from '../core/package.ts';
import { type DistributionEcosystems, ecosystemsOf } from './distribution-ecosystems.ts';
import { baseOf } from './ecosystem.ts';
import { type ModuleStream, moduleStreamOf } from './module-streams.ts';
import { packageName } from './package-name.ts';
import type { AdvisoryStream } from './streams/stream.ts';

/** What is asked of the advisories for a package. */
export interface Question extends AdvisoryStream {
  /** The name by which its advisories are kept. */
  readonly name: string;
  readonly version: string;
  /** Where it matters: what is known of its module. */
  readonly module?: ModuleStream;
  /** Where it matters: as the distribution names it. */
  readonly architecture?: string;
  /** Whether nothing tells the epoch of the version, so that it has that of what it is compared with. */
  readonly isEpochUntold?: true;
}

/** The questions that a package raises; none where nobody publishes advisories for its like. */
export function questionsOf(each: Package, distribution: Distribution | undefined): readonly Question[] {
  if (!isJudgedByDistribution(each.type)) return LANGUAGES[each.type]?.(each) ?? [];
  const found = distribution === undefined ? undefined : ecosystemsOf(distribution, each.version);
  return found === undefined ? [] : systemQuestions(each, found);
}

function systemQuestions(each: Package, { streams, by }: DistributionEcosystems): readonly Question[] {
  const source = advisedSource(each);
  const kind = kindOf(each);
  // The note in a program leaves the epoch out.
  const ofNote = each.type === 'rpm' && each.evidence === 'built-in' ? UNTOLD : {};
  const own = { name: each.name, version: each.version, ...kind, ...ofNote };
  const built = { ...source, ...kind, ...(isEpochUntold(each, source) ? UNTOLD : ofNote) };
  const asked = { source: [built], package: [own], both: each.name === source.name ? [own] : [own, built] }[by];
  return streams.flatMap((stream) => asked.map((of) => ({ ...stream, ...of })));
}

/**
 * Whether the flaws of a package are told by what it was built from. Distributions that tell them by both names list every package of RPM that a
 * source makes; of Wolfi and its like only sources are sure to be there.
 */
export function isAdvisedBySource({ type, version }: Package, distribution: Distribution): boolean {
  const by = isJudgedByDistribution(type) ? ecosystemsOf(distribution, version)?.by : undefined;
  return by === 'source' || (by === 'both' && type !== 'rpm');
}

/** What a package of a distribution was built from, as advisories name it. */
export function advisedSource(each: Package): NonNullable<Package['source']> {
  return unsigned(each) ?? each.source ?? { name: each.name, version: each.version };
}

/** `linux-signed-amd64` of Debian, `linux-signed` and `linux-signed-hwe-5.4` of Ubuntu. */
const SIGNED_KERNEL = /^linux-signed(?:-(?:amd64|arm64|i386))?(?<flavour>-[\w.-]+)?$/;

/**
 * The source of a kernel whose packages a second source brings with signatures: advisories are about the first, whose version the packages
 * have. That of the second is another one, `5.10.46+4` of `5.10.46-4`. Source: https://wiki.debian.org/SecureBoot.
 */
function unsigned({ type, source, version }: Package): Package['source'] {
  const found = type === 'deb' ? SIGNED_KERNEL.exec(source?.name ?? '') : null;
  return found === null ? undefined : { name: `linux${found.groups?.['flavour'] ?? ''}`, version };
}

const UNTOLD = { isEpochUntold: true } as const;

/** What else than its name and version decides which advisories are about a package. */
function kindOf(each: Package): Pick<Question, 'module' | 'architecture'> {
  if (each.type === 'deb') return {};
  const { architecture } = each;
  return {
    ...(each.type === 'rpm' ? { module: moduleStreamOf(each) } : {}),
    ...(architecture === undefined ? {} : { architecture }),
  };
}

/** The name of a source RPM has no epoch, and a package may have another one than its source: that of perl is 4, and that of perl-Errno 0. */
function isEpochUntold({ type, name }: Package, source: { readonly name: string }): boolean {
  return type === 'rpm' && name !== source.name;
}

type Naming = (each: Package) => readonly Question[];

const PACKAGIST: Naming = named('Packagist', ({ namespace, name }) => joined(namespace, name, '/'));

/** Modules of Drupal come from a repository of its own, and so do their advisories. Source: https://github.com/DrupalSecurityTeam/drupal-advisory-database. */
const DRUPAL: Naming = named('Packagist:https://packages.drupal.org/8', ({ namespace, name }) =>
  joined(namespace, name, '/'),
);

const RUBYGEMS: Naming = named('RubyGems', ({ name }) => name);
const GO: Naming = named('Go', ({ namespace, name }) => joined(namespace, name, '/'));

/** What stands behind the version of a gem that was built for a platform: `1.13.0-x86_64-linux`, `1.13.0-java`. Source: `Gem::Platform`. */
const GEM_PLATFORM =
  /-(?:(?:x86_64|x86|x64|i[3-6]86|aarch64|arm64|arm|armv\dl?|powerpc\w*|ppc\w*|s390x?|riscv64|universal)(?:-[\w.-]+)?|(?:java|jruby|mswin\w*|mingw\w*)(?:-[\w.-]+)?)$/;

/** The names of languages' packages as their advisories have them. */
const LANGUAGES: Partial<Record<PackageType, Naming>> = {
  bitnami: named('Bitnami', ({ name }) => name),
  cargo: named('crates.io', ({ name }) => name),
  composer: (each) => [...PACKAGIST(each), ...(each.namespace?.toLowerCase() === 'drupal' ? DRUPAL(each) : [])],
  gem: (each) => RUBYGEMS({ ...each, version: each.version.replace(GEM_PLATFORM, '') }),
  // A toolchain names its experiments behind its version: `go1.19.8 X:boringcrypto`.
  golang: (each) => GO({ ...each, version: each.version.replace(/ .*$/, '') }),
  hex: named('Hex', ({ name }) => name),
  maven: named('Maven', ({ namespace, name }) => joined(namespace, name, ':')),
  npm: named('npm', ({ namespace, name }) => joined(namespace, name, '/')),
  nuget: named('NuGet', ({ name }) => name),
  pub: named('Pub', ({ name }) => name),
  pypi: named('PyPI', ({ name }) => name),
  swift: named('SwiftURL', ({ namespace, name }) => joined(namespace, name, '/')),
};

function named(ecosystem: string, nameOf: (each: Package) => string): Naming {
  const base = baseOf(ecosystem);
  return (each) => [{ ecosystem, name: packageName(base, nameOf(each)), version: each.version }];
}

function joined(namespace: string | undefined, name: string, by: string): string {
  return namespace === undefined || namespace === '' ? name : `${namespace}${by}${name}`;
}
