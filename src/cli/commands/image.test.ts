import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { writeLayout } from '../../../test/image/write-layout.ts';
import { writeTar } from '../../../test/image/write-tar.ts';
import { type TemporaryTree, temporaryTree } from '../../../test/temporary-tree.ts';
import { runMain } from '../testing/run-main.ts';

let tree: TemporaryTree;
beforeEach(() => {
  tree = temporaryTree();
  writeLayout(tree.path('l'), {
    layers: [
      writeTar([
        { name: 'bin/', flag: '5', mode: 0o755 },
        { name: 'bin/su', mode: 0o4755, body: 'x' },
        { name: 'tmp/', flag: '5', mode: 0o1777 },
        { name: 'old', body: 'gone' },
      ]),
      writeTar([
        { name: '.wh.old' },
        { name: 'sh', flag: '2', link: 'bin/\u001b[2J' },
        { name: 'a/b', flag: '1', link: 'no' },
      ]),
    ],
  });
});
afterEach(() => {
  tree.remove();
});

async function plimsoll(...argv: readonly string[]) {
  return runMain(argv, { directory: tree.root, width: 100 });
}

describe('plimsoll image', () => {
  test('packages says that a database was deleted while files remain, and exits with 3', async () => {
    const base = [
      { name: 'etc/os-release', body: 'ID=alpine\nVERSION_ID=3.19.1\n' },
      { name: 'lib/apk/db/installed', body: 'P:musl\nV:1.2.4-r2\nF:lib\nR:libc.so\n' },
      { name: 'lib/libc.so', body: 'x' },
    ];
    const layers = [writeTar(base), writeTar([{ name: 'lib/apk/.wh.db' }])];
    writeLayout(tree.path('whole'), { layers: layers.slice(0, 1) });
    writeLayout(tree.path('lost'), { layers });
    expect(await plimsoll('image', 'packages', `oci:${tree.path('whole')}`)).toMatchObject({ code: 0, err: '' });
    expect(await plimsoll('image', 'packages', `oci:${tree.path('lost')}`)).toEqual({
      code: 3,
      out: '',
      err: 'plimsoll: lib/apk/db/installed in layer 2: the package database was deleted, while files of 1 package remain: musl\n',
    });
  });

  test('packages keeps a name on its line, whatever it holds', async () => {
    const manifest = JSON.stringify({ name: 'a\n\u001b[2jplimsoll', version: '1\r2' });
    writeLayout(tree.path('hostile'), {
      layers: [writeTar([{ name: 'node_modules/a/package.json', body: manifest }])],
    });
    const { code, out, err } = await plimsoll('image', 'packages', `oci:${tree.path('hostile')}`);
    expect({ code, err }).toEqual({ code: 0, err: '' });
    expect(out).toMatch(/^pkg:npm\/a%0A%1B%5B2jplimsoll@1%0D2 +1 node_modules\/a\/package\.json\n$/);
  });

  test('tree shows the largest first, and counts a file under two names once', async () => {
    const large = { name: 'usr/lib/large', body: 'x'.repeat(5000) };
    const layers = [
      writeTar([
        large,
        { name: 'usr/lib/same', flag: '1', link: 'usr/lib/large' },
        { name: 'etc/passwd', body: 'x'.repeat(500) },
        { name: 'etc/a', body: 'x' },
        { name: 'etc/b', body: 'x' },
      ]),
    ];
    writeLayout(tree.path('sized'), { layers });
    const { code, out } = await plimsoll('image', 'tree', `oci:${tree.path('sized')}`, '--depth', '2');
    expect(out).toBe(
      [
        '    5.5 kB  /',
        '    5.0 kB  ├── usr/',
        '    5.0 kB  │   └── lib/',
        '     502 B  └── etc/',
        '     500 B      ├── passwd',
        '       2 B      └── 2 smaller ones',
        '',
      ].join('\n'),
    );
    expect(code).toBe(0);
  });

  test('files lists what a container sees, and says what has no place', async () => {
    const { code, out, err } = await plimsoll('image', 'files', `oci:${tree.path('l')}`);
    expect(out).toBe(
      [
        'drwxr-xr-x 0:0                   0   2 a',
        'drwxr-xr-x 0:0                   0   1 bin',
        '-rwsr-xr-x 0:0                   1   1 bin/su',
        'lrw-r--r-- 0:0                   0   2 sh -> bin/\\u{1b}[2J',
        'drwxrwxrwt 0:0                   0   1 tmp',
        '',
      ].join('\n'),
    );
    expect(err).toBe('plimsoll: left out of layer 2: a/b (hard link without a target)\n');
    expect(code).toBe(0);
  });

  test('history shows the steps with the size of their layers', async () => {
    const { code, out } = await plimsoll('image', 'history', `oci:${tree.path('l')}`);
    expect(out).toMatch(/^sha256:[0-9a-f]{64} linux\/amd64 2 layers\n {8}\d{4} {2}step 1\n {8}\d{4} {2}step 2\n$/);
    expect(code).toBe(0);
  });

  test.each([
    [['image', 'files', 'registry.example.com/cart', '--offline'], 3, 'PL_E_OFFLINE'],
    [['image', 'files', 'registry.example.com/Cart'], 2, 'PL_E_IMAGE_REFERENCE'],
    [['image', 'files', 'oci:'], 2, 'PL_E_IMAGE_NAME'],
    [['image', 'files', 'x', '--registry-mirror', 'docker.io'], 2, 'PL_E_USAGE'],
    [['image', 'files', 'x', '--insecure-registry', 'https://x'], 2, 'PL_E_USAGE'],
    [['image', 'files', 'x', '--ca-file', 'nowhere.pem'], 2, 'PL_E_USAGE'],
    [['image', 'files', 'oci:nowhere'], 3, 'PL_E_IMAGE_ABSENT'],
    [['image', 'blobs', 'oci:x'], 2, 'PL_E_USAGE'],
    [['image', 'files', 'oci:x', '--max-layer-bytes', '1k'], 2, 'PL_E_USAGE'],
  ])('%j ends with %i', async (argv, exitCode, said) => {
    const { code, err } = await plimsoll(...argv);
    expect(err).toContain(said);
    expect(code).toBe(exitCode);
  });

  test('a layer that is larger than the limit is told, and the others are shown', async () => {
    const { code, out, err } = await plimsoll('image', 'files', `oci:${tree.path('l')}`, '--max-layer-bytes', '2600');
    expect(err).toContain('PL_E_LAYER_TOO_LARGE');
    expect(out).toContain(' sh -> ');
    expect(code).toBe(3);
  });
});
