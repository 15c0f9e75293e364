import { describe, expect, test } from 'vitest';
import type { TarEntry } from '../formats/tar/entry.ts';
import { FileIndex } from './file-index.ts';
import type { ReadLayer } from './read-layer.ts';
import { layersOfWindows } from './windows-layers.ts';

type Written = Pick<TarEntry, 'name'> & Partial<TarEntry>;

function layer(...entries: readonly Written[]): ReadLayer {
  return {
    entries: entries.map((entry) => ({
      type: 'file',
      linkName: '',
      mode: 0o644,
      userId: 0,
      groupId: 0,
      size: 0,
      modified: 0,
      body: { offset: 0, length: 0 },
      isSparse: false,
      ...entry,
    })),
    visited: [],
    digest: undefined,
    diffId: undefined,
    size: 0,
    problems: [],
  };
}

function indexOf(...layers: readonly ReadLayer[]): FileIndex {
  const index = new FileIndex();
  for (const { entries } of layersOfWindows(layers)) index.add(entries);
  return index;
}

/** The files that a container sees, each with its layer, and where a link leads. */
function seen(...layers: readonly ReadLayer[]): readonly string[] {
  return [...indexOf(...layers).files()]
    .filter(({ type }) => type !== 'directory')
    .map((file) => `${file.layer} ${file.path}${file.linkName === '' ? '' : ` -> ${file.linkName}`}`);
}

describe('the layers of an image of Windows', () => {
  test.each<[string, readonly ReadLayer[], readonly string[]]>([
    [
      'what differs only in case is one file, under its first name',
      [layer({ name: 'Files/Program Files/App/a.DLL' }), layer({ name: 'Files/program files/APP/A.dll' })],
      ['1 Files/Program Files/App/a.DLL'],
    ],
    [
      'a file is hidden under any spelling',
      [layer({ name: 'Files/App/a.txt' }, { name: 'Files/App/b.txt' }), layer({ name: 'files/app/.wh.A.TXT' })],
      ['0 Files/App/b.txt'],
    ],
    [
      'all of a directory is',
      [layer({ name: 'Files/App/a.txt' }), layer({ name: 'Files/APP/.wh..wh..opq' }, { name: 'Files/app/c.txt' })],
      ['1 Files/App/c.txt'],
    ],
    [
      'letters of other alphabets have a case, too, and none becomes one of another',
      [
        layer({ name: 'Files/Äpfel' }, { name: 'Files/straße' }),
        layer({ name: 'Files/äPFEL' }, { name: 'Files/STRASSE' }),
      ],
      ['1 Files/STRASSE', '0 Files/straße', '1 Files/Äpfel'],
    ],
    [
      'separators are those of either system',
      [layer({ name: String.raw`Files\App\a.txt` }), layer({ name: 'Files/App/a.txt' })],
      ['1 Files/App/a.txt'],
    ],
    [
      'each registry counts, and a layer has one of each',
      [
        layer({ name: 'Hives/Software_Delta' }, { name: 'Hives/software_delta' }),
        layer({ name: 'Hives/SOFTWARE_DELTA' }),
      ],
      ['0 Hives/Software_Delta', '1 Hives/Software_Delta (layer 2)'],
    ],
    [
      'a hard link leads to its file, however it is spelled',
      [
        layer(
          { name: 'Files/Windows/a.dll' },
          { name: 'UtilityVM/Files/Windows/a.dll', type: 'hard-link', linkName: String.raw`files\windows\A.DLL` },
        ),
      ],
      ['0 Files/Windows/a.dll', '0 UtilityVM/Files/Windows/a.dll'],
    ],
  ])('%s', (_, layers, expected) => {
    expect(seen(...layers)).toEqual(expected);
  });

  test.each<[string, string, string]>([
    ['a drive', String.raw`C:\Users`, '/Files/Users'],
    ['a drive, as the kernel names it', String.raw`\??\C:\Users`, '/Files/Users'],
    ['a long path', String.raw`\\?\c:\users`, '/Files/Users'],
    ['the drive itself', 'C:', '/Files'],
    ['what begins at its drive', String.raw`\Users`, '/Files/Users'],
    ['beside it', String.raw`..\Users\.\me`, '/Files/Users/me'],
    ['out of the drive', String.raw`..\..\..\..\Files\Users`, '/Files/Users'],
    ['another drive', String.raw`D:\Users`, String.raw`D:\Users`],
    ['another machine', String.raw`\\server\share`, String.raw`\\server\share`],
    ['a volume by its number', String.raw`\\?\Volume{1}\Users`, String.raw`\\?\Volume{1}\Users`],
  ])('a link leads to %s', (_, linkName, expected) => {
    const index = indexOf(layer({ name: 'Files/Users/me' }, { name: 'Files/a/link', type: 'symbolic-link', linkName }));
    expect(index.find('Files/a/link')?.linkName).toBe(expected);
  });

  test('what is written below a mount point lies where that leads', () => {
    const mount = {
      name: 'Files/Documents and Settings',
      type: 'symbolic-link',
      linkName: String.raw`C:\Users`,
    } as const;
    expect(seen(layer({ name: 'Files/Users/a' }, mount), layer({ name: 'Files/documents and settings/A' }))).toEqual([
      '0 Files/Documents and Settings -> /Files/Users',
      '1 Files/Users/A',
      '0 Files/Users/a',
    ]);
  });

  test('an image that is made from nothing may have no folder for its drive', () => {
    expect(
      seen(layer({ name: 'app/a' }, { name: 'app/b', type: 'symbolic-link', linkName: String.raw`C:\APP\A` })),
    ).toEqual(['0 app/a', '0 app/b -> /app/a']);
  });

  test('modes of Linux are no rights', () => {
    const index = indexOf(layer({ name: 'Files/a.exe', mode: 0o6777 }));
    expect(index.find('Files/a.exe')?.mode).toBe(0o755);
  });

  test('a path of any depth takes no longer than it is', () => {
    const deep = Array.from({ length: 100 }, (_, index) => ({ name: `${'d/'.repeat(20_000)}${index}` }));
    expect(indexOf(layer(...deep)).leftOut).toHaveLength(100);
  });
});
