import type { ByteSource } from '../../core/ports.ts';
import { BinaryFault, type ByteView, type Damage } from '../byte-view.ts';
import { Cells } from './cells.ts';

/** A key of the registry with the values that are texts or numbers, by their names in lower case. */
export interface RegistryKey {
  readonly name: string;
  readonly values: ReadonlyMap<string, string | number>;
}

/** What was read of a hive. */
export interface ReadKeys {
  readonly keys: readonly RegistryKey[];
  /** Keys that could not be read, or lists of them. */
  readonly damages: readonly Damage[];
}

/** How many keys may lie below one, and how many values in it. */
const MOST_KEYS = 20_000;
const MOST_VALUES = 1000;

/** How many places that cannot be read are told. */
const MOST_DAMAGES = 20;

/**
 * Reads the keys directly below a key of a hive, or that key alone: what cannot be read is told, the others are still read. Undefined for a file that
 * is no hive. A hive is a tree of cells with offsets to one another.
 * Source: https://github.com/msuhanov/regf/blob/master/Windows%20registry%20file%20format%20specification.md.
 */
export async function readKeys(
  source: ByteSource,
  path: readonly string[],
  which: 'the key' | 'those below it',
): Promise<ReadKeys | undefined> {
  const cells = new Cells(source);
  const root = await cells.root();
  if (root === undefined) return undefined;
  const reading = new Reading(cells);
  const key = await reading.find(root, path);
  if (key === undefined) return { keys: [], damages: reading.damages };
  const offsets = which === 'the key' ? [key] : await reading.below(key);
  const keys: RegistryKey[] = [];
  for (const offset of offsets) {
    if (cells.isSpent) break;
    keys.push(...(await reading.key(offset)));
  }
  return { keys, damages: reading.damages };
}

class Reading {
  readonly damages: Damage[] = [];
  readonly #cells: Cells;

  constructor(cells: Cells) {
    this.#cells = cells;
  }

  /** The offset of the key at a path, which is looked for without regard to case. */
  async find(root: number, path: readonly string[]): Promise<number | undefined> {
    let key = root;
    for (const step of path) {
      const next = await this.#named(await this.below(key), step.toLowerCase());
      if (next === undefined) return undefined;
      key = next;
    }
    return key;
  }

  /** The offsets of the keys below one. */
  async below(key: number): Promise<readonly number[]> {
    const found = await this.#attempt(async () => {
      const cell = await this.#keyCell(key);
      return cell.uint32(20) === 0 ? [] : this.#listed(cell.uint32(28), true);
    });
    return found ?? [];
  }

  /** A key with its values; nothing where it cannot be read. */
  async key(offset: number): Promise<readonly RegistryKey[]> {
    const found = await this.#attempt(async () => {
      const cell = await this.#keyCell(offset);
      const count = Math.min(cell.uint32(36), MOST_VALUES);
      const values = new Map<string, string | number>();
      if (count === 0) return { name: nameOfKey(cell), values };
      const list = await this.#cells.at(cell.uint32(40));
      for (let index = 0; index < count && !this.#cells.isSpent; index += 1) {
        const value = await this.#attempt(async () => this.#value(list.uint32(index * 4)));
        if (value !== undefined) values.set(...value);
      }
      return { name: nameOfKey(cell), values };
    });
    return found === undefined ? [] : [found];
  }

  async #named(keys: readonly number[], name: string): Promise<number | undefined> {
    for (const key of keys) {
      if (this.#cells.isSpent) break;
      const found = await this.#attempt(async () => nameOfKey(await this.#keyCell(key)));
      if (found?.toLowerCase() === name) return key;
    }
    return undefined;
  }

  async #keyCell(offset: number): Promise<ByteView> {
    const cell = await this.#cells.at(offset);
    if (cell.text(0, 2) !== 'nk') throw cell.fault(0, 'there is no key');
    return cell;
  }

  /** The keys of a list; `ri` lists lists, which lists of keys alone may stand in. */
  async #listed(offset: number, mayNest: boolean): Promise<readonly number[]> {
    const cell = await this.#cells.at(offset);
    const kind = cell.text(0, 2);
    const step = kind === 'lf' || kind === 'lh' ? 8 : 4;
    if (step === 4 && kind !== 'li' && !(kind === 'ri' && mayNest)) throw cell.fault(0, 'there is no list of keys');
    const offsets = Array.from({ length: cell.uint16(2) }, (_, index) => cell.uint32(4 + index * step));
    if (kind !== 'ri') return offsets;
    const keys: number[] = [];
    for (const each of offsets) {
      keys.push(...((await this.#attempt(async () => this.#listed(each, false))) ?? []));
      if (keys.length > MOST_KEYS) throw cell.fault(0, `it lists more than ${MOST_KEYS} keys`);
    }
    return keys;
  }

  async #value(offset: number): Promise<[string, string | number] | undefined> {
    const cell = await this.#cells.at(offset);
    if (cell.text(0, 2) !== 'vk') throw cell.fault(0, 'there is no value');
    const name = textIn(cell.bytesAt(20, cell.uint16(2)), (cell.uint16(16) & 1) !== 0).toLowerCase();
    const [size, type] = [cell.uint32(4), cell.uint32(12)];
    const isInline = size >= INLINE;
    if (type === NUMBER && isInline) return [name, cell.uint32(8)];
    if ((type !== TEXT && type !== EXPANDED_TEXT) || size === 0) return undefined;
    const length = isInline ? Math.min(4, size - INLINE) : Math.min(size, MOST_TEXT);
    const bytes = isInline ? cell.bytesAt(8, length) : (await this.#cells.at(cell.uint32(8))).bytesAt(0, length);
    return [name, textIn(bytes, false).replace(/\0.*$/s, '')];
  }

  async #attempt<Result>(read: () => Promise<Result>): Promise<Result | undefined> {
    try {
      return await read();
    } catch (error) {
      if (!(error instanceof BinaryFault)) throw error;
      if (this.damages.length < MOST_DAMAGES) this.damages.push(error);
      return undefined;
    }
  }
}

/** Up to four bytes stand in the place of their offset, which the highest bit of their length tells. */
const INLINE = 0x8000_0000;
const TEXT = 1;
const EXPANDED_TEXT = 2;
const NUMBER = 4;
/** What is longer is cut, in bytes: no name or version is. */
const MOST_TEXT = 4096;

function nameOfKey(cell: ByteView): string {
  return textIn(cell.bytesAt(76, cell.uint16(72)), (cell.uint16(2) & 0x20) !== 0);
}

function textIn(bytes: Uint8Array, isLatin: boolean): string {
  return new TextDecoder(isLatin ? 'latin1' : 'utf-16le').decode(bytes);
}
