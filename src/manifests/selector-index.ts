import type { LabelSelector } from './kubernetes/types.generated.ts';
import { selects } from './selectors.ts';

type Labels = Readonly<Record<string, string>>;

interface Entry<Item> {
  readonly selector: LabelSelector;
  readonly item: Item;
  readonly order: number;
}

/**
 * Things that have a label selector each, found by the labels that they select. A selector with `matchLabels` is looked
 * at only for labels that have the rarest of them, so that many selectors and many pods do not meet one by one.
 */
export class SelectorIndex<Item> {
  readonly #entries: Entry<Item>[] = [];
  readonly #found = new Map<string, readonly Item[]>();
  #buckets: Buckets<Item> | undefined;

  /** Adds a thing and its selector. */
  add(selector: LabelSelector, item: Item): void {
    this.#entries.push({ selector, item, order: this.#entries.length });
    this.#buckets = undefined;
    this.#found.clear();
  }

  /** The things whose selector selects these labels, in the order in which they were added. */
  selecting(labels: Labels): readonly Item[] {
    if (this.#entries.length === 0) return [];
    const key = labelsKey(labels);
    const found = this.#found.get(key) ?? this.#search(labels);
    this.#found.set(key, found);
    return found;
  }

  #search(labels: Labels): readonly Item[] {
    this.#buckets ??= bucketsOf(this.#entries);
    const { byLabel, others } = this.#buckets;
    return [...labelKeys(labels).flatMap((label) => byLabel.get(label) ?? []), ...others]
      .filter(({ selector }) => selects(selector, labels))
      .toSorted((a, b) => a.order - b.order)
      .map(({ item }) => item);
  }
}

interface Buckets<Item> {
  readonly byLabel: ReadonlyMap<string, readonly Entry<Item>[]>;
  /** Those without `matchLabels`. */
  readonly others: readonly Entry<Item>[];
}

function bucketsOf<Item>(entries: readonly Entry<Item>[]): Buckets<Item> {
  const counts = new Map<string, number>();
  for (const { selector } of entries) {
    for (const label of labelKeys(selector.matchLabels)) counts.set(label, (counts.get(label) ?? 0) + 1);
  }
  const byLabel = new Map<string, Entry<Item>[]>();
  const others: Entry<Item>[] = [];
  for (const entry of entries) {
    const label = rarest(entry.selector, (key) => counts.get(key) ?? 0);
    if (label === undefined) others.push(entry);
    else push(byLabel, label, entry);
  }
  return { byLabel, others };
}

/** Sets of labels, found by the selectors that select them. Equal sets count once. */
export class LabelIndex {
  readonly #sets = new Map<string, Labels>();
  readonly #byLabel = new Map<string, Labels[]>();

  /** Adds the labels of a thing. */
  add(labels: Labels): void {
    const key = labelsKey(labels);
    if (this.#sets.has(key)) return;
    this.#sets.set(key, labels);
    for (const label of labelKeys(labels)) push(this.#byLabel, label, labels);
  }

  /** Whether a selector selects any of the sets. */
  hasSelectedBy(selector: LabelSelector): boolean {
    const label = rarest(selector, (key) => this.#byLabel.get(key)?.length ?? 0);
    const candidates = label === undefined ? this.#sets.values() : (this.#byLabel.get(label) ?? []);
    for (const labels of candidates) if (selects(selector, labels)) return true;
    return false;
  }
}

/** The label of a selector that is counted least; undefined where it asks for none. */
function rarest({ matchLabels }: LabelSelector, count: (label: string) => number): string | undefined {
  let found: string | undefined;
  for (const label of labelKeys(matchLabels)) if (found === undefined || count(label) < count(found)) found = label;
  return found;
}

function labelKeys(labels: Labels = {}): readonly string[] {
  return Object.entries(labels).map(([key, value]) => `${key}\0${value}`);
}

function labelsKey(labels: Labels): string {
  return labelKeys(labels).toSorted().join('\0\0');
}

function push<Value>(map: Map<string, Value[]>, key: string, value: Value): void {
  const values = map.get(key);
  if (values === undefined) map.set(key, [value]);
  else values.push(value);
}
