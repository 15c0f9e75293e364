/** A key of a registry to write: its values, and the keys below it. */
export interface WrittenKey {
  readonly values?: Readonly<Record<string, string | number>>;
  readonly keys?: Readonly<Record<string, WrittenKey>>;
}

const NOWHERE = 0xffff_ffff;

/** Writes a hive, as small as one can be that Windows and hivex read. */
export function writeHive(root: WrittenKey): Uint8Array {
  const cells = new WrittenCells();
  const security = cells.add(securityCell());
  const top = addKey(cells, { name: 'ROOT', parent: NOWHERE, security, isRoot: true }, root);
  const body = cells.body();
  const header = Buffer.alloc(4096);
  header.write('regf', 0, 'latin1');
  for (const [at, value] of [
    [4, 1],
    [8, 1],
    [20, 1],
    [24, 5],
    [32, 1],
    [36, top],
    [40, body.length],
    [44, 1],
  ] as const)
    header.writeUInt32LE(value, at);
  let sum = 0;
  for (let at = 0; at < 508; at += 4) sum ^= header.readUInt32LE(at);
  header.writeUInt32LE(sum >>> 0, 508);
  return Buffer.concat([header, body]);
}

class WrittenCells {
  readonly #cells: Buffer[] = [];
  #end = 32;

  /** Adds a cell, and gives its offset. */
  add(content: Uint8Array): number {
    const size = Math.ceil((content.length + 4) / 8) * 8;
    const cell = Buffer.alloc(size);
    cell.writeInt32LE(-size, 0);
    cell.set(content, 4);
    this.#cells.push(cell);
    this.#end += size;
    return this.#end - size;
  }

  /** One bin with all cells, and what is left of it. */
  body(): Buffer {
    const size = Math.ceil((this.#end + 8) / 4096) * 4096;
    const head = Buffer.alloc(32);
    head.write('hbin', 0, 'latin1');
    head.writeUInt32LE(size, 8);
    const rest = Buffer.alloc(size - this.#end);
    rest.writeInt32LE(rest.length, 0);
    return Buffer.concat([head, ...this.#cells, rest]);
  }
}

interface Place {
  readonly name: string;
  readonly parent: number;
  readonly security: number;
  readonly isRoot?: true;
}

function addKey(
  cells: WrittenCells,
  { name, parent, security, isRoot }: Place,
  { values = {}, keys = {} }: WrittenKey,
): number {
  // The keys below name their parent, which none of the readers here looks at.
  const below = Object.entries(keys).map(([each, key]) => ({
    name: each,
    offset: addKey(cells, { name: each, parent: 0, security }, key),
  }));
  const offsets = Object.entries(values).map(([each, value]) => addValue(cells, each, value));
  const cell = Buffer.alloc(76 + name.length);
  cell.write('nk', 0, 'latin1');
  cell.writeUInt16LE(isRoot === true ? 0x2c : 0x20, 2);
  cell.writeUInt32LE(parent, 16);
  cell.writeUInt32LE(below.length, 20);
  cell.writeUInt32LE(below.length === 0 ? NOWHERE : cells.add(listOf(below)), 28);
  cell.writeUInt32LE(NOWHERE, 32);
  cell.writeUInt32LE(offsets.length, 36);
  cell.writeUInt32LE(offsets.length === 0 ? NOWHERE : cells.add(numbers(offsets)), 40);
  cell.writeUInt32LE(security, 44);
  cell.writeUInt32LE(NOWHERE, 48);
  cell.writeUInt16LE(name.length, 72);
  cell.write(name, 76, 'latin1');
  return cells.add(cell);
}

function listOf(keys: readonly { readonly name: string; readonly offset: number }[]): Buffer {
  const list = Buffer.alloc(4 + 8 * keys.length);
  list.write('lf', 0, 'latin1');
  list.writeUInt16LE(keys.length, 2);
  for (const [index, { name, offset }] of keys.entries()) {
    list.writeUInt32LE(offset, 4 + 8 * index);
    list.write(name.slice(0, 4), 8 + 8 * index, 'latin1');
  }
  return list;
}

function numbers(values: readonly number[]): Buffer {
  const bytes = Buffer.alloc(4 * values.length);
  for (const [index, value] of values.entries()) bytes.writeUInt32LE(value, 4 * index);
  return bytes;
}

function addValue(cells: WrittenCells, name: string, value: string | number): number {
  const cell = Buffer.alloc(20 + name.length);
  cell.write('vk', 0, 'latin1');
  cell.writeUInt16LE(name.length, 2);
  if (typeof value === 'number') {
    cell.writeUInt32LE(0x8000_0004, 4);
    cell.writeUInt32LE(value, 8);
    cell.writeUInt32LE(4, 12);
  } else {
    const text = Buffer.from(`${value}\0`, 'utf16le');
    cell.writeUInt32LE(text.length, 4);
    cell.writeUInt32LE(cells.add(text), 8);
    cell.writeUInt32LE(1, 12);
  }
  cell.writeUInt16LE(1, 16);
  cell.write(name, 20, 'latin1');
  return cells.add(cell);
}

/** Without rights for anybody: a cell that keys must name. */
function securityCell(): Buffer {
  const cell = Buffer.alloc(40);
  cell.write('sk', 0, 'latin1');
  cell.writeUInt32LE(32, 4);
  cell.writeUInt32LE(32, 8);
  cell.writeUInt32LE(1, 12);
  cell.writeUInt32LE(20, 16);
  cell.writeUInt32LE(0x8000_0001, 20);
  return cell;
}
