import type { Advisory } from './advisory.ts';

/** What an advisory is called, and what its flaws are. */
export type Names = Pick<Advisory, 'id' | 'aliases' | 'upstream' | 'related'>;

const CVE = /^CVE-\d{4}-\d{4,}$/;

/** Advisories of updates, which tell what they mend as `related` where they have no `upstream`. */
const UPDATE = /^(?:AL(?:SA|BA|EA)|RL(?:SA|BA|EA)|RH(?:SA|BA|EA)|(?:open)?SUSE-|MGASA|openEuler-SA|ELSA|ALAS|PHSA)/;

/**
 * The flaws that an advisory speaks of, each with all its names there. Most speak of one; an update of a distribution mends several, and
 * says nothing of which names belong together.
 */
export function flawsOf({ id, aliases, upstream, related }: Names): readonly (readonly string[])[] {
  const mended = upstream.length > 0 || !UPDATE.test(id) ? upstream : related;
  const cves = mended.length > 1 ? distinct(mended.filter((name) => CVE.test(name))) : [];
  if (cves.length > 1) return cves.map((cve) => [cve]);
  return [distinct([id, ...aliases, ...mended])];
}

/** So few names are compared with each other sooner than a set is made of them. */
const FEW = 8;

function distinct(names: readonly string[]): readonly string[] {
  return names.length > FEW ? [...new Set(names)] : names.filter((name, index) => names.indexOf(name) === index);
}

/** The name under which a flaw is told: its CVE if it has one, else that of GitHub, else the first. */
export function canonicalName(names: readonly string[]): string {
  const [first = '', ...others] = names;
  return others.reduce((best, name) => (isPreferred(name, best) ? name : best), first);
}

function isPreferred(name: string, other: string): boolean {
  const difference = rankOf(name) - rankOf(other);
  return difference === 0 ? name < other : difference < 0;
}

function rankOf(name: string): number {
  if (name.startsWith('CVE-')) return CVE.test(name) ? 0 : 1;
  return name.startsWith('GHSA-') ? 2 : 3;
}

/** Puts together what speaks of one flaw: whatever shares a name, also through a third. Keeps the order of the first of each. */
export function groupByNames<Item>(
  items: readonly { readonly names: readonly string[]; readonly item: Item }[],
): readonly { readonly names: readonly string[]; readonly items: readonly Item[] }[] {
  const [first, ...others] = items;
  if (first !== undefined && others.length === 0) return [{ names: first.names, items: [first.item] }];
  const groups = new NameGroups();
  for (const { names } of items) groups.join(names);
  const found = new Map<string, { readonly names: Set<string>; readonly items: Item[] }>();
  for (const { names, item } of items) {
    const root = groups.rootOf(names[0] ?? '');
    const group = found.get(root) ?? { names: new Set(), items: [] };
    for (const name of names) group.names.add(name);
    group.items.push(item);
    found.set(root, group);
  }
  return [...found.values()].map((group) => ({ names: [...group.names], items: group.items }));
}

/** Sets of names that grow together: each name leads to another of its set, and at last to the one that stands for it. */
class NameGroups {
  readonly #parents = new Map<string, string>();

  rootOf(name: string): string {
    let root = name;
    for (
      let parent = this.#parents.get(root);
      parent !== undefined && parent !== root;
      parent = this.#parents.get(root)
    )
      root = parent;
    this.#parents.set(name, root);
    return root;
  }

  join(names: readonly string[]): void {
    const root = this.rootOf(names[0] ?? '');
    for (let at = 1; at < names.length; at += 1) this.#parents.set(this.rootOf(names[at] ?? ''), root);
  }
}
