import { expect, test } from 'vitest';
import type { WrittenEntry } from '../../test/image/write-tar.ts';
import { inventoryOf } from './testing/inventory-of.ts';

type Layer = readonly WrittenEntry[];

const STATUS = 'var/lib/dpkg/status';

/** dpkg's database with the lists of its packages: each `name version` brought `usr/bin/name`. */
function dpkg(...packages: readonly string[]): Layer {
  const records = packages.map((each) => {
    const [name, version] = each.split(' ');
    return `Package: ${name}\nStatus: install ok installed\nArchitecture: amd64\nVersion: ${version}\n`;
  });
  return [{ name: STATUS, body: records.join('\n') }, ...packages.map((each) => list(each.split(' ')[0] ?? ''))];
}

function list(name: string): WrittenEntry {
  const files =
    name === 'base-files' ? '/usr/lib/os-release\n' : `/usr/bin/${name}\n/usr/share/doc/${name}/copyright\n`;
  return { name: `var/lib/dpkg/info/${name}.list`, body: `/.\n/usr\n${files}` };
}

function binaries(...names: readonly string[]): Layer {
  return names.map((name) => ({ name: `usr/bin/${name}`, body: name, mode: 0o755 }));
}

function release(id: string, version: string, path = 'usr/lib/os-release'): WrittenEntry {
  return { name: path, body: `ID=${id}\nVERSION_ID=${version}\n` };
}

const DEBIAN = release('debian', '12');

/** A Debian of three packages, whose files are there. */
const BASE: Layer = [DEBIAN, ...dpkg('base-files 12', 'bash 5', 'curl 7'), ...binaries('bash', 'curl')];

const SHAPE: Layer = [
  { name: 'usr/lib/x86_64-linux-gnu/libc.so.6', body: 'elf', mode: 0o755 },
  { name: 'usr/bin/sh', body: 'elf', mode: 0o755 },
  { name: 'bin', flag: '2', link: 'usr/bin' },
];

async function doubts(...layers: readonly Layer[]): Promise<readonly string[]> {
  const { doubts: found } = await inventoryOf(...layers);
  return found.map(({ kind, weakens, place, packages, reason }) => {
    const names = packages.map(({ name }) => name).join(' ');
    expect(reason).not.toBe('');
    return `${kind} (${weakens}) ${place?.path} ${place?.layer}: ${names}`;
  });
}

const LOST = `lost-packages (packages) ${STATUS}`;

test.each<[string, readonly Layer[], string]>([
  ['deleted', [BASE, [{ name: 'var/lib/dpkg/.wh.status' }]], `${LOST} 1: base-files bash curl`],
  ['deleted with its directory', [BASE, [], [{ name: 'var/lib/.wh.dpkg' }]], `${LOST} 2: base-files bash curl`],
  ['hidden by an opaque directory', [BASE, [{ name: 'var/lib/dpkg/.wh..wh..opq' }]], `${LOST} 1: base-files bash curl`],
  ['emptied', [BASE, [{ name: STATUS, body: '' }]], `${LOST} 1: base-files bash curl`],
  ['cut short', [BASE, dpkg('base-files 12').slice(0, 1)], `${LOST} 1: bash curl`],
  ['rewritten without a package', [BASE, [], dpkg('base-files 12', 'bash 5').slice(0, 1)], `${LOST} 2: curl`],
  [
    'rewritten without a package whose list is deleted too',
    [BASE, [...dpkg('base-files 12', 'bash 5'), { name: 'var/lib/dpkg/info/.wh.curl.list' }]],
    `${LOST} 1: curl`,
  ],
  [
    'replaced by garbage, which is told besides,',
    [BASE, [{ name: STATUS, body: 'garbage' }]],
    `${LOST} 1: base-files bash curl`,
  ],
])('a database that is %s while files remain is told', async (_, layers, expected) => {
  const [first] = await doubts(...layers);
  expect(first).toBe(expected);
});

test.each<[string, readonly Layer[], string]>([
  [
    'apk',
    [
      [
        { name: 'lib/apk/db/installed', body: 'P:musl\nV:1-r0\nF:lib\nR:libc.so\n' },
        { name: 'lib/libc.so', body: 'x' },
      ],
    ],
    'lib/apk/db/installed',
  ],
  [
    'pacman',
    [
      [
        { name: 'var/lib/pacman/local/a-1/desc', body: '%NAME%\na\n\n%VERSION%\n1\n' },
        { name: 'var/lib/pacman/local/a-1/files', body: '%FILES%\nusr/bin/a\n' },
        { name: 'usr/bin/a', body: 'x' },
      ],
    ],
    'var/lib/pacman/local',
  ],
])('a database of %s too', async (_, layers, path) => {
  const inventory = await inventoryOf(...layers, [{ name: `${path.slice(0, path.lastIndexOf('/'))}/.wh..wh..opq` }]);
  expect(inventory.doubts).toMatchObject([
    {
      kind: 'lost-packages',
      place: { path, layer: 1 },
      reason: expect.stringContaining('was deleted, while files of 1 package remain: '),
    },
  ]);
});

test.each<[string, readonly Layer[]]>([
  ['is complete', [BASE]],
  ['is upgraded', [BASE, [...dpkg('base-files 12', 'bash 5', 'curl 8'), ...binaries('curl')]]],
  [
    'had a package purged',
    [
      BASE,
      [...dpkg('base-files 12', 'bash 5'), { name: 'usr/bin/.wh.curl' }, { name: 'var/lib/dpkg/info/.wh.curl.list' }],
    ],
  ],
  [
    'had a package purged, and its program copied back from another image',
    [
      BASE,
      [...dpkg('base-files 12', 'bash 5'), { name: 'var/lib/dpkg/info/.wh.curl.list' }, { name: 'usr/bin/.wh.curl' }],
      binaries('curl'),
    ],
  ],
  [
    'had a package replaced by one that has its files',
    [
      BASE,
      [
        ...dpkg('base-files 12', 'bash 5', 'libcurl-tools 1'),
        { name: 'var/lib/dpkg/info/libcurl-tools.list', body: '/usr/bin/curl\n' },
      ],
    ],
  ],
  ['had its documentation deleted', [BASE, [{ name: 'usr/share/.wh.doc' }]]],
  [
    'had a package removed that left its configuration',
    [
      [
        DEBIAN,
        ...dpkg('base-files 12', 'nginx 1'),
        { name: 'etc/nginx/nginx.conf', body: 'x' },
        { name: 'var/lib/dpkg/info/nginx.list', body: '/etc/nginx/nginx.conf\n/usr/sbin/nginx\n' },
      ],
      dpkg('base-files 12').slice(0, 1),
    ],
  ],
  ['moves to the next release', [BASE, [release('debian', '13'), ...dpkg('base-files 13', 'bash 6', 'curl 9')]]],
  [
    'is of a distroless image',
    [
      [
        DEBIAN,
        { name: 'var/lib/dpkg/status.d/tzdata', body: 'Package: tzdata\nVersion: 1\n' },
        { name: 'usr/lib/x86_64-linux-gnu/libc.so.6', body: 'x' },
      ],
    ],
  ],
  ['of scratch has one static program', [[{ name: 'app', body: 'x', mode: 0o755 }]]],
  [
    'of scratch has a program with its libraries',
    [
      [
        { name: 'app', body: 'x' },
        { name: 'lib64/ld-linux-x86-64.so.2', body: 'x' },
      ],
    ],
  ],
])('an image that %s gives no doubt', async (_, layers) => {
  expect(await doubts(...layers)).toEqual([]);
});

test('a system without a database is told, also where it never had one', async () => {
  expect(await doubts(SHAPE)).toEqual(['no-database (packages) usr/lib/x86_64-linux-gnu/libc.so.6 0: ']);
  expect(await doubts([...BASE, ...SHAPE], [{ name: 'var/lib/.wh.dpkg' }])).toEqual([
    `${LOST} 1: base-files bash curl`,
    'no-database (packages) usr/lib/x86_64-linux-gnu/libc.so.6 0: ',
  ]);
});

test('lists of files that were deleted are told, which hides no package', async () => {
  expect(await doubts(BASE, [{ name: 'var/lib/dpkg/.wh.info' }])).toEqual([
    `no-file-lists (owners) ${STATUS} 0: base-files bash curl`,
  ]);
});

test('packages that are listed and untold of are told, in an image of one layer, too', async () => {
  const without = dpkg('base-files 12', 'bash 5');
  const files = [list('curl'), ...binaries('bash', 'curl')];
  expect(await doubts([DEBIAN, ...without, ...files])).toEqual([
    'untold-packages (packages) var/lib/dpkg/info/curl.list 0: ',
  ]);
  const { doubts: found } = await inventoryOf([DEBIAN, ...without, ...files]);
  expect(found[0]?.reason).toContain('1 package of which the database does not tell, and the files: curl');
  // Those that a layer shows to be taken out are told by that layer alone.
  expect(await doubts(BASE, without.slice(0, 1))).toEqual([`${LOST} 1: curl`]);
});

test('the list of a package that was removed, and kept its settings, gives no doubt', async () => {
  const kept = 'Package: curl\nStatus: deinstall ok config-files\nVersion: 7\n';
  const [status, ...lists] = dpkg('base-files 12', 'bash 5');
  const database = { name: STATUS, body: `${String(status?.body)}\n${kept}` };
  const settings = { name: 'var/lib/dpkg/info/curl.list', body: '/etc/curlrc\n' };
  const files = [...binaries('bash'), { name: 'etc/curlrc', body: '' }];
  expect(await doubts([DEBIAN, database, ...lists, settings, ...files])).toEqual([]);
});

test('packages that are marked for removal and installed are told', async () => {
  const marked = { name: STATUS, body: 'Package: curl\nStatus: deinstall ok installed\nVersion: 7\n' };
  const found = await inventoryOf([DEBIAN, marked, list('curl')]);
  expect(found.packages).toHaveLength(1);
  expect(found.doubts).toMatchObject([
    { kind: 'marked-for-removal', weakens: 'nothing', packages: [{ name: 'curl' }] },
  ]);
});

const EDITED = 'edited-distribution (advisories)';

test.each<[string, readonly Layer[], string]>([
  ['edited', [BASE, [release('debian', '13')]], `${EDITED} usr/lib/os-release 1: `],
  [
    'edited in a layer that installs something else',
    [BASE, [release('debian', '13'), ...dpkg('base-files 12', 'bash 5', 'curl 8')]],
    `${EDITED} usr/lib/os-release 1: `,
  ],
  [
    'put before the one of its package',
    [BASE, [release('alpine', '3', 'etc/os-release')]],
    `${EDITED} etc/os-release 1: `,
  ],
  ['that of others', [[...BASE.slice(1), release('alpine', '3.19')]], `other-distribution (advisories) ${STATUS} 0: `],
  ['missing', [BASE.slice(1)], `no-distribution (advisories) ${STATUS} 0: `],
])('a distribution that is %s is told', async (_, layers, expected) => {
  expect(await doubts(...layers)).toEqual([expected]);
});

test('a distribution without a file of its own is known by those that are older', async () => {
  const { distribution, doubts: found } = await inventoryOf([
    ...BASE.slice(1),
    { name: 'etc/debian_version', body: '12.5\n' },
  ]);
  expect(distribution).toMatchObject({ id: 'debian', version: '12' });
  expect(found).toEqual([]);
});
