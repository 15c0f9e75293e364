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
 * at only for labels that have the first of them, so that many selectors and many pods do not meet one by one.
 */
export class SelectorIndex<Item> {
  readonly #byLabel = new Map<string, Entry<Item>[]>();
  readonly #others: Entry<Item>[] = [];
  readonly #found = new Map<string, readonly Item[]>();
  #count = 0;

  /** Adds a thing and its selector. */
  add(selector: LabelSelector, item: Item): void {
    const entry = { selector, item, order: this.#count };
    this.#count += 1;
    const label = firstLabel(selector);
    if (label === undefined) this.#others.push(entry);
    else push(this.#byLabel, label, entry);
  }

  /** The things whose selector selects these labels, in the order in which they were added. */
  selecting(labels: Labels): readonly Item[] {
    if (this.#count === 0) return [];
    const key = labelsKey(labels);
    const found = this.#found.get(key) ?? this.#search(labels);
    this.#found.set(key, found);
    return found;
  }

  #search(labels: Labels): readonly Item[] {
    const candidates = Object.entries(labels).flatMap((label) => this.#byLabel.get(labelKey(label)) ?? []);
    return [...candidates, ...this.#others]
      .filter(({ selector }) => selects(selector, labels))
      .toSorted((a, b) => a.order - b.order)
      .map(({ item }) => item);
  }
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
    for (const label of Object.entries(labels)) push(this.#byLabel, labelKey(label), labels);
  }

  /** Whether a selector selects any of the sets. */
  hasSelectedBy(selector: LabelSelector): boolean {
    const label = firstLabel(selector);
    const candidates = label === undefined ? this.#sets.values() : (this.#byLabel.get(label) ?? []);
    for (const labels of candidates) if (selects(selector, labels)) return true;
    return false;
  }
}

function firstLabel({ matchLabels }: LabelSelector): string | undefined {
  const [label] = Object.entries(matchLabels ?? {});
  return label === undefined ? undefined : labelKey(label);
}

function labelKey([key, value]: readonly [string, string]): string {
  return `${key}\0${value}`;
}

function labelsKey(labels: Labels): string {
  const keys = Object.entries(labels).map(labelKey);
  return keys.toSorted().join('\0\0');
}

function push<Value>(map: Map<string, Value[]>, key: string, value: Value): void {
  const values = map.get(key);
  if (values === undefined) map.set(key, [value]);
  else values.push(value);
}
