import { expect, test } from 'vitest';
import type { TarEntry, TarType } from '../formats/tar/entry.ts';
import { FileIndex } from './file-index.ts';
import type { ReadLayer } from './read-layer.ts';
import { wastedFiles } from './wasted-files.ts';

function entry(name: string, length = 10, type: TarType = 'file', linkName = ''): TarEntry {
  const body = { offset: 0, length };
  return { name, type, linkName, mode: 0o644, userId: 0, groupId: 0, size: length, modified: 0, body, isSparse: false };
}

function wasted(...layers: readonly (readonly TarEntry[])[]): readonly string[] {
  const index = new FileIndex();
  for (const entries of layers) index.add(entries);
  const read = layers.map((entries): ReadLayer => {
    return { entries, visited: [], digest: undefined, diffId: undefined, size: 0, problems: [] };
  });
  return wastedFiles({ index, layers: read }).map(
    ({ path, layer, size, hiddenBy, replacement }) =>
      `${path} of ${layer}: ${size}, ${replacement === undefined ? 'deleted' : replacement.isCopy ? 'copied' : 'replaced'} by ${hiddenBy}`,
  );
}

test.each([
  ['nothing', [[entry('a')], [entry('b')]], []],
  ['a file that is deleted', [[entry('a/b')], [], [entry('a/.wh.b', 0)]], ['a/b of 0: 10, deleted by 2']],
  ['a directory that is deleted', [[entry('a/b/c')], [entry('.wh.a', 0)]], ['a/b/c of 0: 10, deleted by 1']],
  [
    'a directory that is made anew',
    [[entry('a/b')], [entry('a/.wh..wh..opq', 0), entry('a/c')]],
    ['a/b of 0: 10, deleted by 1'],
  ],
  ['a file that is written again', [[entry('a')], [entry('a', 12)]], ['a of 0: 10, replaced by 1']],
  ['a file that is written again as it was', [[entry('a')], [entry('a')]], ['a of 0: 10, copied by 1']],
  [
    'a file that is written again and deleted',
    [[entry('a')], [entry('a', 12)], [entry('.wh.a', 0)]],
    ['a of 0: 10, deleted by 1', 'a of 1: 12, deleted by 2'],
  ],
  ['a file by another name', [[entry('a'), entry('b', 0, 'hard-link', 'a')], [entry('.wh.a', 0)]], []],
  [
    'a file in a directory under a link',
    [[entry('usr/lib/a'), entry('lib', 0, 'symbolic-link', 'usr/lib')], [entry('lib/a', 12)]],
    ['usr/lib/a of 0: 10, replaced by undefined'],
  ],
  ['an empty file', [[entry('a', 0)], [entry('.wh.a', 0)]], []],
] as const)('%s', (_, layers, expected) => {
  expect(wasted(...layers)).toEqual(expected);
});
