import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type WrittenKey, writeHive } from '../../../test/formats/write-hive.ts';
import { type WrittenLayout, writeLayout } from '../../../test/image/write-layout.ts';
import { writePlatforms } from '../../../test/image/write-platforms.ts';
import { extended, type WrittenEntry, writeTar } from '../../../test/image/write-tar.ts';
import { type TemporaryTree, temporaryTree } from '../../../test/temporary-tree.ts';
import { runMain } from '../testing/run-main.ts';

/** 2026-11-23. */
const NOW = '1795392000';
const SERVER_2022 = '10.0.20348.2159';
const KEY = 'AKIAQ3EGRZK5L7XWZT2M';

let tree: TemporaryTree;
beforeEach(() => {
  tree = temporaryTree({ 'plimsoll.yaml': 'profile: restricted\n' });
});
afterEach(() => {
  tree.remove();
});

async function plimsoll(...argv: readonly string[]) {
  return runMain(argv, {
    directory: tree.root,
    environment: { SOURCE_DATE_EPOCH: NOW, PLIMSOLL_DB: tree.path('db') },
    width: 200,
  });
}

/** Entries as Windows and BuildKit write them: each with its attributes and rights. */
function windowsLayer(entries: readonly WrittenEntry[]): Uint8Array {
  const records = {
    'MSWINDOWS.fileattr': '32',
    'MSWINDOWS.rawsd': 'AQAEgBQAAAA=',
    'LIBARCHIVE.creationtime': '1700000000',
  };
  return writeTar(entries.flatMap((entry) => [extended(records), entry]));
}

const BASE = windowsLayer([
  { name: 'Files/Users/ContainerAdministrator/', flag: '5', mode: 0 },
  { name: 'Files/Documents and Settings', flag: '2', link: String.raw`\\?\C:\Users` },
  { name: 'Files/Windows/System32/cmd.exe', body: `MZ${'\0'.repeat(100)}`, mode: 0o6777 },
]);

const APP = windowsLayer([
  { name: 'Files/app/node_modules/lodash/package.json', body: '{"name":"lodash","version":"4.17.20"}' },
  { name: 'Hives/Software_Delta', body: Buffer.concat([writeHive({}), Buffer.alloc(400_000)]) },
]);

const CHANGE = windowsLayer([
  { name: 'Files/APP/Node_Modules/Lodash/package.json', body: '{"name":"lodash","version":"4.17.21"}' },
  { name: 'Hives/Software_Delta', body: Buffer.concat([writeHive({}), Buffer.alloc(400_001)]) },
]);

function writeImage(layout: Partial<WrittenLayout> = {}): string {
  writeLayout(tree.path('image'), { layers: [BASE, APP, CHANGE], os: 'windows', osVersion: SERVER_2022, ...layout });
  return `oci:${tree.path('image')}`;
}

async function scanned(image: string, ...argv: readonly string[]) {
  return plimsoll('scan', image, '--platform', 'windows/amd64', '--policy', tree.path('plimsoll.yaml'), ...argv);
}

describe('plimsoll scan of an image of Windows', () => {
  test('names its release and until when that is supported', async () => {
    const { out } = await scanned(writeImage());
    expect(out).toContain(`Platform  windows(${SERVER_2022})/amd64\n`);
    expect(out).toContain(`System    Windows Server 2022 (${SERVER_2022}), supported until 2031-10-14\n`);
  });

  test.each([
    ['10.0.19042.1889', 'System    Windows Server 20H2 (10.0.19042.1889), end of life since 2022-08-09\n'],
    ['10.0.18362.1256', 'System    Windows Server 1903 (10.0.18362.1256), end of life'],
    ['10.0.99999.1', 'System    Windows (10.0.99999.1), end of life not known\n'],
    ['a\nb', 'System    Windows, end of life not known\n'],
    [undefined, 'System    Windows, end of life not known\n'],
  ])('of version %s it says so', async (osVersion, expected) => {
    expect((await scanned(writeImage({ osVersion: osVersion ?? '' }))).out).toContain(expected);
  });

  test('never says that nothing is wrong with Windows itself', async () => {
    const { code, out } = await scanned(writeImage({ layers: [BASE], config: { User: 'ContainerUser' } }));
    expect(code).toBe(3);
    expect(out).toContain(`Nothing is known of vulnerabilities in Windows Server 2022 (${SERVER_2022}) itself`);
  });

  test.each([
    [undefined, 'The image runs as root: its last USER is ContainerAdministrator.'],
    ['containeradministrator', 'The image runs as root: its last USER is containeradministrator.'],
    [
      String.raw`User Manager\ContainerAdministrator`,
      'The image runs as root: its last USER is ContainerAdministrator.',
    ],
  ])('the user %s is its administrator', async (User, expected) => {
    expect((await scanned(writeImage({ config: User === undefined ? {} : { User } }))).out).toContain(expected);
  });

  test.each(['ContainerUser', 'app', '0', 'root'])('the user %s is none, and needs no number', async (User) => {
    const { out } = await scanned(writeImage({ config: { User } }));
    expect(out).not.toContain('runs as');
  });

  test('modes of Linux, the registry of lower layers and other spellings are no faults', async () => {
    const { out } = await scanned(writeImage());
    expect(out).not.toMatch(/setuid-file|world-writable|Software_Delta/);
  });

  test('what is written below a link of Windows is found where it lies, with its credentials', async () => {
    const text = Buffer.from(`\u{feff}aws_access_key_id = ${KEY}\r\n`, 'utf16le');
    const secret = windowsLayer([{ name: 'Files/documents and settings/app/.aws/credentials', body: text }]);
    const { out } = await scanned(writeImage({ layers: [BASE, secret] }));
    expect(out).toContain('holds a credential in line 1: AWS access key ID');
    expect(out).not.toContain(KEY);
    const files = await plimsoll('image', 'files', `oci:${tree.path('image')}`);
    expect(files.out).toContain('Files/Users/app/.aws/credentials');
  });

  test('is incomplete without the layers that are not distributed with it', async () => {
    const foreign = { position: 0, urls: ['https://mcr.microsoft.com/v2/windows/servercore/blobs/sha256:1'] };
    const { code, out, err } = await scanned(writeImage({ foreign, config: { User: 'ContainerUser' } }));
    expect(code).toBe(3);
    expect(`${out}${err}`).toContain('is a foreign one, which is not distributed with it');
  });
});

function registry(name: string, release: WrittenKey = {}): Uint8Array {
  const program = { keys: { [name]: { values: { DisplayName: name, DisplayVersion: '1.2' } } } };
  const windows = { keys: { CurrentVersion: { keys: { Uninstall: program } } } };
  const ofNt = { keys: { CurrentVersion: release } };
  return writeHive({ keys: { Microsoft: { keys: { Windows: windows, 'Windows NT': ofNt } } } });
}

test('what the registry tells counts before the configuration, and programs of every layer are found', async () => {
  const release = { values: { CurrentBuild: '17763', UBR: 5329, ProductName: 'Windows Server 2019 Datacenter' } };
  const base = { name: 'Files/Windows/System32/Config/software', body: registry('Base', release) };
  const layers = [
    windowsLayer([base]),
    windowsLayer([{ name: 'Hives/Software_Delta', body: registry('Git') }]),
    windowsLayer([{ name: 'Hives/SOFTWARE_DELTA', body: registry('Shop cart') }]),
  ];
  const { out } = await scanned(writeImage({ layers }));
  expect(out).toContain('System    Windows Server 2019 Datacenter (10.0.17763.5329), supported until 2029-01-09\n');
  const packages = await plimsoll('image', 'packages', `oci:${tree.path('image')}`);
  expect(packages.out.split('\n').map((line) => line.replaceAll(/ +/g, ' '))).toEqual([
    'pkg:generic/Base@1.2 1 Files/Windows/System32/Config/software',
    'pkg:generic/Git@1.2 2 Hives/Software_Delta',
    'pkg:generic/Shop%20cart@1.2 3 Hives/Software_Delta (layer 3)',
    '',
  ]);
});

test('plimsoll image packages finds each package once, whatever its path is spelled like', async () => {
  const { out } = await plimsoll('image', 'packages', writeImage(), '--platform', 'windows/amd64');
  expect(out).toMatch(/^pkg:npm\/lodash@4\.17\.21 +3 Files\/app\/node_modules\/lodash\/package\.json\n$/);
});

test('each version of Windows in an index is a platform of its own', async () => {
  writePlatforms(tree.path('index'), [
    { architecture: 'amd64', layers: [writeTar([{ name: 'etc/os-release', body: 'ID=debian\nVERSION_ID=12\n' }])] },
    { architecture: 'amd64', layers: [BASE, APP], os: 'windows', osVersion: '10.0.17763.5329' },
    { architecture: 'amd64', layers: [BASE, CHANGE], os: 'windows', osVersion: SERVER_2022 },
  ]);
  const all = await plimsoll('image', 'packages', `oci:${tree.path('index')}`, '--all-platforms');
  expect(all.out).toContain('windows(10.0.17763.5329)/amd64');
  expect(all.out).toContain(`windows(${SERVER_2022})/amd64`);
  const newest = await plimsoll('image', 'packages', `oci:${tree.path('index')}`, '--platform', 'windows/amd64');
  expect(newest.out).toContain('lodash@4.17.21');
  expect(newest.err).toContain('2 versions of Windows');
  const older = await plimsoll(
    'image',
    'packages',
    `oci:${tree.path('index')}`,
    '--platform',
    'windows/amd64:10.0.17763',
  );
  expect([older.out.includes('lodash@4.17.20'), older.err]).toEqual([true, '']);
});
