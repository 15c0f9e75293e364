import { describe, expect, test } from 'vitest';
import type { TarEntry } from '../formats/tar/entry.ts';
import { FileIndex } from './file-index.ts';

const TYPES = { d: 'directory', l: 'symbolic-link', h: 'hard-link', f: 'file' } as const;

/** `d etc`, `f etc/hosts`, `l lib -> usr/lib`, `h b -> a`. */
function entryOf(text: string): TarEntry {
  const [head = '', linkName = ''] = text.split(' -> ');
  const letter = head.charAt(0);
  const type = letter === 'd' || letter === 'l' || letter === 'h' ? TYPES[letter] : TYPES.f;
  return {
    name: head.slice(2),
    type,
    linkName,
    mode: 0o644,
    userId: 0,
    groupId: 0,
    size: 1,
    modified: 0,
    body: { offset: 0, length: 1 },
    isSparse: false,
  };
}

function indexOf(...layers: readonly (readonly string[])[]): FileIndex {
  const index = new FileIndex();
  for (const layer of layers) index.add(layer.map(entryOf));
  return index;
}

/** The paths of files, each with its layer, and links with their targets; directories that no layer names are left out. */
function pathsOf(index: FileIndex): readonly string[] {
  return [...index.files()].map(
    ({ path, linkName, layer, type }) =>
      `${path}${type === 'directory' ? '/' : ''}${linkName === '' ? '' : ` -> ${linkName}`} ${layer}`,
  );
}

describe('layers over one another', () => {
  test.each<[string, readonly (readonly string[])[], readonly string[]]>([
    ['add', [['f a'], ['f b']], ['a 0', 'b 1']],
    ['replace', [['f a'], ['f a']], ['a 1']],
    ['hide a file', [['f a', 'f b'], ['f .wh.a']], ['b 0']],
    ['hide a tree', [['d d', 'f d/x', 'f e'], ['f .wh.d']], ['e 0']],
    ['hide what is not there', [['f a'], ['f .wh.b', 'f no/.wh.c']], ['a 0']],
    [
      'hide and bring again in one',
      [
        ['d d', 'f d/x'],
        ['d d', 'f d/y', 'f .wh.d'],
      ],
      ['d/ 1', 'd/y 1'],
    ],
    ['hide what was there before alone, wherever it is said', [['f a'], ['f a', 'f .wh.a']], ['a 1']],
    [
      'make a directory opaque',
      [
        ['d d', 'f d/x'],
        ['d d', 'f d/y', 'f d/.wh..wh..opq'],
      ],
      ['d/ 1', 'd/y 1'],
    ],
    [
      'make a directory opaque before it is named',
      [
        ['d d', 'f d/x'],
        ['f d/.wh..wh..opq', 'f d/y'],
      ],
      ['d/ 0', 'd/y 1'],
    ],
    [
      'hide below a link',
      [['l lib -> usr/lib', 'd usr', 'd usr/lib', 'f usr/lib/x'], ['f lib/.wh.x']],
      ['lib -> usr/lib 0', 'usr/ 0', 'usr/lib/ 0'],
    ],
    [
      'bring below a link',
      [['l lib -> usr/lib', 'd usr', 'd usr/lib'], ['f lib/x']],
      ['lib -> usr/lib 0', 'usr/ 0', 'usr/lib/ 0', 'usr/lib/x 1'],
    ],
    ['put a file over a directory', [['d d', 'f d/x'], ['f d']], ['d 1']],
    ['put a directory over a file', [['f d'], ['d d', 'f d/x']], ['d/ 1', 'd/x 1']],
    ['put a directory over a link', [['l d -> e', 'd e', 'f e/x'], ['d d']], ['d/ 1', 'e/ 0', 'e/x 0']],
    ['describe a directory again', [['d d', 'f d/x'], ['d d']], ['d/ 1', 'd/x 0']],
    ['pass over names that AUFS kept', [['f a'], ['f .wh..wh.plnk', 'f .wh..wh.aufs']], ['a 0']],
    ['name a file twice', [['f a', 'f a']], ['a 0']],
    ['tell case apart', [['f a', 'f A']], ['A 0', 'a 0']],
  ])('%s', (_, layers, expected) => {
    expect(pathsOf(indexOf(...layers))).toEqual(expected);
  });
});

describe('names', () => {
  test.each([
    ['f ./a', ['a 0']],
    ['f /a', ['a 0']],
    ['f a//b', ['a/ 0', 'a/b 0']],
    ['d a/', ['a/ 0']],
    ['f ../../etc/passwd', ['etc/ 0', 'etc/passwd 0']],
    ['f a/../../b', ['b 0']],
    ['d .', []],
    ['f ..', []],
    ['f a/b/c', ['a/ 0', 'a/b/ 0', 'a/b/c 0']],
  ])('%s lies within the image', (entry, expected) => {
    expect(pathsOf(indexOf([entry]))).toEqual(expected);
  });

  test('that are deeper than any path may be are left out', () => {
    const index = indexOf([`f ${'a/'.repeat(100_000)}x`]);
    expect([...index.files()]).toEqual([]);
    expect(index.leftOut).toMatchObject([{ why: 'too long a path' }]);
  });
});

describe('links', () => {
  const index = indexOf([
    'd usr',
    'd usr/lib',
    'f usr/lib/x',
    'l lib -> usr/lib',
    'l abs -> /usr/lib',
    'l up -> ../../../usr',
    'l loop -> loop2',
    'l loop2 -> loop',
    'd a',
    'l a/rel -> ../usr/lib',
    'f hard',
    'h hard2 -> hard',
    'h hard3 -> lib/x',
  ]);

  test.each([
    ['usr/lib/x', 'usr/lib/x'],
    ['/lib/x', 'usr/lib/x'],
    ['abs/x', 'usr/lib/x'],
    ['up/lib/x', 'usr/lib/x'],
    ['a/rel/x', 'usr/lib/x'],
    ['a/rel/../lib/x', 'a/lib/x'],
    ['lib', 'lib'],
    ['loop/x', undefined],
    ['no', undefined],
    ['hard/x', undefined],
    ['', ''],
  ])('on the way to %s are followed within the image', (path, found) => {
    expect(index.find(path)?.path).toBe(found === 'a/lib/x' ? undefined : found);
  });

  test('that are hard are the file itself', () => {
    expect(index.find('hard2')).toMatchObject({ type: 'file', size: 1 });
    expect(index.find('hard3')).toMatchObject({ type: 'file', path: 'hard3' });
  });

  test.each([
    ['a hard link without its file', ['h a -> b'], 'hard link without a target'],
    ['a hard link to a directory', ['d b', 'h a -> b'], 'hard link without a target'],
    ['a file below a file', ['f a', 'f a/b'], 'below what is no directory'],
    [
      'a file behind a link that is too long',
      [`l a -> ${'b/'.repeat(300_000)}`, 'f a/x'],
      'below what is no directory',
    ],
    ['a file behind links that lead in a circle', ['l a -> b', 'l b -> a', 'f a/x'], 'below what is no directory'],
  ])('%s has no place', (_, entries, why) => {
    expect(indexOf(entries).leftOut).toMatchObject([{ layer: 0, why }]);
  });
});
