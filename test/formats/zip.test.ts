import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { memorySource } from '../../src/formats/byte-source.ts';
import { openZip } from '../../src/formats/zip/read-zip.ts';
import { isInstalled } from '../programs.ts';
import { temporaryTree } from '../temporary-tree.ts';

const FILES = {
  'tree/META-INF/services/one': 'a.b.C\n',
  'tree/long.txt': 'line\n'.repeat(10_000),
  'tree/grüße.txt': 'hello',
  'tree/empty': '',
};

const EXPECTED = Object.fromEntries(Object.entries(FILES).map(([name, text]) => [name.slice('tree/'.length), text]));

const PYTHON = `
import os, sys, zipfile
with zipfile.ZipFile(sys.argv[1], 'w', zipfile.ZIP_DEFLATED) as archive:
    for folder, _, names in os.walk('.'):
        for name in names:
            with archive.open(os.path.relpath(os.path.join(folder, name)), 'w', force_zip64=True) as target:
                target.write(open(os.path.join(folder, name), 'rb').read())
`;

interface Writer {
  readonly program: string;
  readonly given: (archive: string) => readonly string[];
}

const WRITERS: readonly (readonly [string, Writer])[] = [
  ['zip', { program: 'zip', given: (archive) => ['-qr', archive, '.'] }],
  ['zip, not packed', { program: 'zip', given: (archive) => ['-qr0', archive, '.'] }],
  ['jar', { program: 'jar', given: (archive) => ['--create', '--file', archive, '.'] }],
  ['jar, not packed', { program: 'jar', given: (archive) => ['--create', '--no-compress', '--file', archive, '.'] }],
  ['python', { program: 'python3', given: (archive) => ['-c', PYTHON, archive] }],
];

describe.each(WRITERS)('archives of %s (skipped without it)', (_, { program, given }) => {
  test.skipIf(!isInstalled(program))('are read', { timeout: 60_000 }, async () => {
    const tree = temporaryTree(FILES);
    const path = tree.path('archive.zip');
    // Without a locale that has them, jar cannot find files with other letters than those of ASCII.
    const env = { ...process.env, LC_ALL: 'C.UTF-8' };
    execFileSync(program, given(path), { cwd: tree.path('tree'), env, stdio: 'pipe' });
    const zip = await openZip(memorySource(readFileSync(path)));
    tree.remove();
    const texts: Record<string, string> = {};
    for (const entry of zip?.entries ?? []) {
      const read = await zip?.read(entry, 1_000_000);
      if (!(read instanceof Uint8Array)) throw new Error(read?.why);
      if (!entry.name.endsWith('/') && entry.name !== 'META-INF/MANIFEST.MF')
        texts[entry.name] = Buffer.from(read).toString();
    }
    expect(texts).toEqual(EXPECTED);
    expect(zip?.damages).toEqual([]);
  });
});
