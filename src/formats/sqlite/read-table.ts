import { attempt, BinaryFault } from '../byte-view.ts';
import { type DatabaseHeader, Pages } from './database.ts';
import { type Column, numberOf, readRecord } from './record.ts';
import { rowsOf } from './tree.ts';

/**
 * Reads the rows of a table, each as its columns, in the order of their keys. Nothing of the file is run: no index, no view, no trigger.
 * What is damaged is told in its place, and the rest is read.
 * Source: https://www.sqlite.org/fileformat2.html.
 */
export function* readTable(bytes: Uint8Array, name: string): Generator<readonly Column[] | BinaryFault> {
  const pages = attempt(() => new Pages(bytes));
  if (pages instanceof BinaryFault) {
    yield pages;
    return;
  }
  let isFound = false;
  for (const row of recordsOf(pages, { page: 1, from: 0 })) {
    if (row instanceof BinaryFault) yield row;
    else if (!isFound && isTable(row, name, pages.header)) {
      isFound = true;
      const [, , , root] = row;
      if (root !== undefined) yield* recordsOf(pages, { page: numberOf(root), from: root.value.start });
    }
  }
  if (!isFound) yield new BinaryFault(0, `there is no table ${name}`);
}

function* recordsOf(
  pages: Pages,
  root: { readonly page: number; readonly from: number },
): Generator<readonly Column[] | BinaryFault> {
  for (const row of rowsOf(pages, root)) {
    yield row instanceof BinaryFault ? row : attempt(() => readRecord(row.record));
  }
}

/** Whether a row of the schema is that of a table. Source: https://www.sqlite.org/schematab.html. */
function isTable([type, called]: readonly Column[], name: string, { encoding }: DatabaseHeader): boolean {
  if (type === undefined || called === undefined) return false;
  const decoder = new TextDecoder(encoding);
  return (
    decoder.decode(type.value.bytes) === 'table' &&
    decoder.decode(called.value.bytes).toLowerCase() === name.toLowerCase()
  );
}
