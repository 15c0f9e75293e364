import { isOfOperatingSystem } from '../core/operating-system.ts';
import type { Package } from '../core/package.ts';

/** A package that others may need. */
export interface Identified {
  readonly id: string;
  readonly package: Package;
}

/** What a package needs: the ids of those that are there, and the names of those that are not. */
export interface Needed {
  readonly dependsOn: readonly string[];
  readonly unresolved: readonly string[];
}

/** Architectures that fit to every other one. */
const ANY_ARCHITECTURE: ReadonlySet<string | undefined> = new Set([undefined, 'all', 'any', 'noarch']);

/** Resolves the names that packages need among those of their type. A name that fits to nothing, or to several equally, is unresolved. */
export class Dependencies {
  readonly #byName: ReadonlyMap<string, readonly Identified[]>;
  readonly #byProvided: ReadonlyMap<string, readonly Identified[]>;

  constructor(packages: readonly Identified[]) {
    this.#byName = Map.groupBy(packages, ({ package: each }) => keyOf(each.type, fullName(each)));
    const provided = packages.flatMap((each) =>
      (each.package.provides ?? []).map((name) => ({ key: keyOf(each.package.type, name), each })),
    );
    const groups = Map.groupBy(provided, ({ key }) => key);
    this.#byProvided = new Map([...groups].map(([key, group]) => [key, group.map(({ each }) => each)]));
  }

  of({ id, package: each }: Identified): Needed {
    const dependsOn = new Set<string>();
    const unresolved = new Set<string>();
    for (const name of each.dependsOn ?? []) {
      const found = this.#find(each, name);
      if (found.length === 0) unresolved.add(name);
      for (const { id: other } of found) if (other !== id) dependsOn.add(other);
    }
    return { dependsOn: [...dependsOn], unresolved: [...unresolved] };
  }

  #find(each: Package, name: string): readonly Identified[] {
    const key = keyOf(each.type, name);
    const candidates = this.#byName.get(key) ?? this.#byProvided.get(key) ?? [];
    if (!isOfOperatingSystem(each.type)) return candidates.length === 1 ? candidates : [];
    const fitting = candidates.filter(({ package: other }) => fits(each.architecture, other.architecture));
    return fitting.length === 0 ? candidates : fitting;
  }
}

function fullName({ type, namespace, name }: Package): string {
  if (namespace === undefined || isOfOperatingSystem(type)) return name;
  return `${namespace}${type === 'maven' ? ':' : '/'}${name}`;
}

function keyOf(type: Package['type'], name: string): string {
  return `${type}\n${name}`;
}

function fits(mine: string | undefined, others: string | undefined): boolean {
  return mine === others || ANY_ARCHITECTURE.has(mine) || ANY_ARCHITECTURE.has(others);
}
