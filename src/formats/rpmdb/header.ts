import type { ByteView } from '../byte-view.ts';

/** Where the value of a tag stands among the data. */
interface Entry {
  readonly type: number;
  readonly offset: number;
  readonly count: number;
}

/** Types of values. Source: https://rpm-software-management.github.io/rpm/manual/format_header.html. */
const STRING = 6;
const STRING_ARRAY = 8;
const I18N_STRING = 9;

/** Bytes of one number, by its type. */
const WIDTHS: Readonly<Record<number, number>> = { 1: 1, 2: 1, 3: 2, 4: 4, 5: 8 };

/** The most entries that rpm reads. Source: github.com/rpm-software-management/rpm/lib/header.c, HEADER_TAGS_MAX. */
const MAX_ENTRIES = 65_535;

const PREAMBLE = 8;
const ENTRY = 16;

/**
 * The header of a package: values by their tags, which are read when they are asked for.
 * Source: https://rpm-software-management.github.io/rpm/manual/format_header.html.
 */
export class RpmHeader {
  readonly #entries = new Map<number, Entry>();
  readonly #data: ByteView;

  constructor(view: ByteView) {
    const count = view.uint32(0);
    if (count > MAX_ENTRIES) throw view.fault(0, `the header of a package has ${count} entries`);
    this.#data = view.part(PREAMBLE + count * ENTRY, view.uint32(4));
    for (let index = 0; index < count; index += 1) {
      const at = PREAMBLE + index * ENTRY;
      const [tag, type, offset] = [view.uint32(at), view.uint32(at + 4), view.uint32(at + 8)];
      // What rpm added after the package was signed stands behind the signed region, and counts before it.
      this.#entries.set(tag, { type, offset, count: view.uint32(at + 12) });
    }
  }

  /** The text of a tag, the first one of many; undefined where it has none. */
  text(tag: number): string | undefined {
    const entry = this.#entries.get(tag);
    return entry === undefined ? undefined : this.#texts({ ...entry, count: Math.min(entry.count, 1) })[0];
  }

  texts(tag: number): readonly string[] {
    const entry = this.#entries.get(tag);
    return entry === undefined ? [] : this.#texts(entry);
  }

  numbers(tag: number): readonly number[] {
    const entry = this.#entries.get(tag);
    if (entry === undefined) return [];
    const width = WIDTHS[entry.type];
    if (width === undefined) throw this.#data.fault(entry.offset, `tag ${tag} is no number`);
    const values = this.#data.part(entry.offset, entry.count * width);
    return Array.from({ length: entry.count }, (_, index) => numberAt(values, index * width, width));
  }

  #texts({ type, offset, count }: Entry): readonly string[] {
    if (type !== STRING && type !== STRING_ARRAY && type !== I18N_STRING)
      throw this.#data.fault(offset, `a value of type ${type} is no text`);
    const values: string[] = [];
    let at = offset;
    for (let index = 0; index < count; index += 1) {
      const end = this.#data.bytes.indexOf(0, at);
      if (end < 0) throw this.#data.fault(at, 'a text does not end');
      values.push(this.#data.text(at, end - at));
      at = end + 1;
    }
    return values;
  }
}

function numberAt(values: ByteView, at: number, width: number): number {
  if (width === 1) return values.uint8(at);
  if (width === 2) return values.uint16(at);
  return width === 4 ? values.uint32(at) : values.uint64(at);
}
