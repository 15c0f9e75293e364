import { expect, test } from 'vitest';
import type { TarEntry, TarType } from '../formats/tar/entry.ts';
import { duplicateFiles } from './duplicate-files.ts';
import type { FileFacts } from './file-facts.ts';
import { FileIndex } from './file-index.ts';
import type { ReadLayer } from './read-layer.ts';

function entry(name: string, length: number, type: TarType = 'file', linkName = ''): TarEntry {
  const body = { offset: 0, length };
  return { name, type, linkName, mode: 0o644, userId: 0, groupId: 0, size: length, modified: 0, body, isSparse: false };
}

/** The duplicates of layers whose files have these sums. */
function duplicates(...layers: readonly (readonly (readonly [TarEntry, number | undefined])[])[]): readonly string[] {
  const index = new FileIndex();
  const read = layers.map((files): ReadLayer<FileFacts> => {
    const entries = files.map(([each]) => each);
    index.add(entries);
    const visited = files.flatMap(([, sum], position) =>
      sum === undefined
        ? []
        : [{ entry: position, item: { credentials: '', line: 1, accounts: undefined, sum } satisfies FileFacts }],
    );
    return { entries, visited, digest: undefined, diffId: undefined, size: 0, problems: [] };
  });
  return duplicateFiles({ index, layers: read }).map(
    ({ path, layer, size, of }) => `${path} of ${layer}: ${size} as ${of}`,
  );
}

test('a file is one of another with the same size and sum, the lower layer first', () => {
  const copied = [[entry('b', 10), 7]] as const;
  expect(duplicates(copied, [[entry('a', 10), 7]])).toEqual(['a of 1: 10 as b']);
  expect(
    duplicates(copied, [
      [entry('a', 10), 8],
      [entry('c', 11), 7],
    ]),
  ).toEqual([]);
});

test('neither a link, nor what nobody sees, nor what was not checked is one', () => {
  expect(
    duplicates([
      [entry('a', 10), 7],
      [entry('b', 0, 'hard-link', 'a'), undefined],
    ]),
  ).toEqual([]);
  expect(
    duplicates(
      [[entry('a', 10), 7]],
      [
        [entry('.wh.a', 0), undefined],
        [entry('b', 10), 7],
      ],
    ),
  ).toEqual([]);
  expect(
    duplicates([
      [entry('a', 10), undefined],
      [entry('b', 10), undefined],
    ]),
  ).toEqual([]);
});
