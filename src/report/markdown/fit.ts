/** What an item of a section is. */
type Item = 'finding' | 'edit' | 'line';

/** A part of a comment that can be cut between its items. */
export interface Section {
  readonly head: string;
  readonly items: readonly string[];
  readonly foot: string;
  readonly of: Item;
}

/** The sections as far as they fit. */
export interface Fitted {
  readonly text: string;
  /** How many items of each kind are left out. */
  readonly hidden: ReadonlyMap<Item, number>;
}

/** Puts sections together until `room` characters are full, the first ones first; an item that does not fit is left out whole. */
export function fit(sections: readonly Section[], room: number): Fitted {
  const hidden = new Map<Item, number>();
  let left = room;
  let text = '';
  for (const { head, items, foot, of } of sections) {
    const space = left - head.length - foot.length;
    const { body, hiddenItems } = fitItems(items, space);
    if (hiddenItems > 0) hidden.set(of, (hidden.get(of) ?? 0) + hiddenItems);
    if (body === '') continue;
    left = space - body.length;
    text += head + body + foot;
  }
  return { text, hidden };
}

function fitItems(items: readonly string[], space: number): { readonly body: string; readonly hiddenItems: number } {
  let body = '';
  let hiddenItems = 0;
  for (const item of items) {
    if (body.length + item.length <= space) body += item;
    else hiddenItems += 1;
  }
  return { body, hiddenItems };
}
