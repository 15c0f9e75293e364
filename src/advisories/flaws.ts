import type { Advisory } from './advisory.ts';

type Names = Pick<Advisory, 'id' | 'aliases' | 'upstream' | 'related'>;

const CVE = /^CVE-\d{4}-\d{4,}$/;

/** Advisories of updates, which tell what they mend as `related` where they have no `upstream`. */
const UPDATE = /^(?:AL(?:SA|BA|EA)|RL(?:SA|BA|EA)|RH(?:SA|BA|EA)|(?:open)?SUSE-|MGASA|openEuler-SA|ELSA|ALAS|PHSA)/;

/**
 * The flaws that an advisory speaks of, each with all its names there. Most speak of one; an update of a distribution mends several, and
 * says nothing of which names belong together.
 */
export function flawsOf({ id, aliases, upstream, related }: Names): readonly (readonly string[])[] {
  const mended = upstream.length > 0 || !UPDATE.test(id) ? upstream : related;
  const cves = [...new Set(mended.filter((name) => CVE.test(name)))];
  if (cves.length > 1) return cves.map((cve) => [cve]);
  return [[...new Set([id, ...aliases, ...mended])]];
}

/** The name under which a flaw is told: its CVE if it has one, else that of GitHub, else the first. */
export function canonicalName(names: readonly string[]): string {
  const sorted = names.toSorted();
  const preferred = [CVE, /^CVE-/, /^GHSA-/].map((form) => sorted.find((name) => form.test(name)));
  return preferred.find((name) => name !== undefined) ?? sorted[0] ?? '';
}

/** Puts together what speaks of one flaw: whatever shares a name, also through a third. Keeps the order of the first of each. */
export function groupByNames<Item>(
  items: readonly { readonly names: readonly string[]; readonly item: Item }[],
): readonly { readonly names: readonly string[]; readonly items: readonly Item[] }[] {
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

  join([first = '', ...others]: readonly string[]): void {
    const root = this.rootOf(first);
    for (const other of others) this.#parents.set(this.rootOf(other), root);
  }
}
