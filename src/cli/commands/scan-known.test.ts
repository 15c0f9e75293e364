import { randomBytes } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { flaw, writeBucket } from '../../../test/advisories/write-bucket.ts';
import { type WrittenLayout, writeLayout } from '../../../test/image/write-layout.ts';
import { writeTar } from '../../../test/image/write-tar.ts';
import { type TemporaryTree, temporaryTree } from '../../../test/temporary-tree.ts';
import { KeptImages } from '../../gate/image/kept-images.ts';
import { runMain } from '../testing/run-main.ts';

const STATUS = [
  'Package: libc6\nStatus: install ok installed\nVersion: 2.36-9\nArchitecture: amd64\n',
  'Package: python3-six\nStatus: install ok installed\nVersion: 1.16-1\nArchitecture: all\n',
].join('\n');

const SYSTEM = writeTar([
  { name: 'etc/os-release', body: 'ID=debian\nVERSION_ID="12"\nVERSION_CODENAME=bookworm\n' },
  { name: 'etc/passwd', body: 'root:x:0:0::/:/bin/sh\noperator:x:0:0::/:/bin/sh\n' },
  { name: 'var/lib/dpkg/status', body: STATUS },
  { name: 'var/lib/dpkg/info/python3-six.list', body: '/usr/lib/python3/dist-packages/six.egg-info\n' },
  { name: 'usr/lib/python3/dist-packages/six.egg-info', body: 'Name: six\nVersion: 1.16\n' },
]);
const TWICE = randomBytes(100_000).toString('hex');

/** Something for every rule that reads files. */
const FAULTS = [
  SYSTEM,
  writeTar([
    { name: 'usr/bin/su', mode: 0o4755, body: 'program' },
    { name: 'usr/bin/sudo', mode: 0o4755, body: 'program' },
    { name: 'usr/sbin/sshd', mode: 0o755, body: 'program' },
    { name: 'usr/bin/gcc-12', mode: 0o755, body: 'program' },
    { name: 'usr/include/stdio.h', body: 'int puts(const char *);' },
    { name: 'srv/upload', mode: 0o666, body: 'all' },
    { name: 'var/lib/apt/lists/deb.example.com_Packages', body: 'x'.repeat(2_000_000) },
    { name: 'srv/model', body: TWICE },
    { name: 'app/.env', body: 'DATABASE_PASSWORD=Vb7-kettle-Rowlock-42\n' },
    { name: 'app/data', body: 'y'.repeat(3_000_000) },
    { name: 'app/config', body: 'z'.repeat(2_000_000) },
    { name: 'app/node_modules/lodash/package.json', body: '{ "name": "lodash", "version": "4.17.20" }' },
  ]),
  writeTar([
    { name: 'app/.wh..env' },
    { name: 'app/.wh.data' },
    { name: 'app/config', mode: 0o600, body: 'z'.repeat(2_000_000) },
    { name: 'srv/copy', body: TWICE },
  ]),
];

const DISTROLESS = writeTar([
  { name: 'var/lib/dpkg/status.d/base', body: 'Package: base-files\nVersion: 12.4\nArchitecture: amd64\n' },
  { name: 'etc/os-release', body: 'ID=debian\nVERSION_ID="12"\n' },
  { name: 'busybox/sh', mode: 0o755, body: 'program' },
]);

const IMAGES: readonly (readonly [string, WrittenLayout])[] = [
  ['with a fault for every rule', { layers: FAULTS, config: { User: 'operator' }, created: '2023-01-01T00:00:00Z' }],
  ['whose layers lie open', { layers: FAULTS, config: { User: 'operator' }, compression: 'none' }],
  ['that claims to be distroless', { layers: [DISTROLESS], config: { User: '65532' } }],
  ['without a fault', { layers: [writeTar([{ name: 'cart', mode: 0o755 }])], config: { User: '10001' } }],
  [
    'that names its base',
    { layers: [SYSTEM], annotations: { 'org.opencontainers.image.base.name': 'registry.example.com/base:1.4' } },
  ],
  [
    'whose packages cannot be read',
    { layers: [writeTar([{ name: 'var/lib/dpkg/status', body: 'Package: libc6\n\u0000' }])], config: {} },
  ],
];

let tree: TemporaryTree;
beforeEach(async () => {
  // Files that were written a moment ago are not told by their times.
  vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + 60_000 });
  tree = temporaryTree({ 'plimsoll.yaml': 'profile: restricted\n' });
  writeBucket(tree.path('osv'), {
    Debian: [flaw('DEBIAN-CVE-2023-0001', ['Debian:12', 'libc6', '2.36-10'], { upstream: ['CVE-2023-0001'] })],
    npm: [flaw('GHSA-35jh-r3h4-6jhm', ['npm', 'lodash', '4.17.21'], { aliases: ['CVE-2021-23337'] })],
  });
  await plimsoll('db', 'import', tree.path('osv'));
});
afterEach(() => {
  vi.restoreAllMocks();
  vi.useRealTimers();
  tree.remove();
});

async function plimsoll(...argv: readonly string[]) {
  return runMain(argv, {
    directory: tree.root,
    environment: {
      PLIMSOLL_DB: tree.path('db'),
      PLIMSOLL_CACHE_DIR: tree.path('cache'),
      SOURCE_DATE_EPOCH: '1700000000',
      PLIMSOLL_OFFLINE: '1',
    },
    width: 120,
  });
}

/** Scans an image, and tells whether it was known. */
async function scanned(...argv: readonly string[]) {
  const at = vi.spyOn(KeptImages.prototype, 'at');
  const result = await plimsoll('scan', `oci:${tree.path('image')}`, ...argv);
  const known = await Promise.all(at.mock.results.map(async ({ value }) => value));
  at.mockRestore();
  return { result, isKnown: known.some((each) => each !== undefined) };
}

describe('an image that was scanned before', () => {
  test.each(IMAGES)('%s is judged as when it was read', async (_, layout) => {
    writeLayout(tree.path('image'), layout);
    for (const argv of [['--all'], ['--all', '-o', 'json'], ['--all', '-o', 'html'], ['-o', 'cyclonedx']]) {
      const fresh = await scanned('--no-cache', ...argv);
      await scanned(...argv);
      const again = await scanned(...argv);
      expect([fresh.isKnown, again.isKnown]).toEqual([false, true]);
      expect(again.result).toEqual(fresh.result);
    }
  });

  test('is judged by another policy by what is kept', async () => {
    writeLayout(tree.path('image'), { layers: FAULTS, config: { User: 'operator' } });
    await scanned();
    const options = 'rules:\n  image/setuid-file: { options: { allowed: [/usr/bin/su] } }\n';
    tree.write({ 'plimsoll.yaml': `profile: restricted\n${options}  image/wasted-space: { options: { bytes: 1 } }\n` });
    const fresh = await scanned('--no-cache', '--all', '-o', 'json');
    const again = await scanned('--all', '-o', 'json');
    expect(again.isKnown).toBe(true);
    expect(again.result).toEqual(fresh.result);
    expect(again.result.out).toContain('/usr/bin/sudo gets');
  });

  test('is judged by a policy without credentials as if nobody had looked for any', async () => {
    writeLayout(tree.path('image'), { layers: FAULTS, config: { User: 'operator' } });
    await scanned();
    const options = '  image/wasted-space: { options: { bytes: 1 } }\n';
    tree.write({ 'plimsoll.yaml': `profile: restricted\nrules:\n  image/credential-in-file: off\n${options}` });
    const fresh = await scanned('--no-cache', '--all');
    expect((await scanned('--all')).result).toEqual(fresh.result);
    expect(fresh.result.out).toContain('srv/copy');
  });

  test('is read anew with --verify, and where something is wrong with it', async () => {
    writeLayout(tree.path('image'), { layers: FAULTS, compression: 'none' });
    await scanned();
    expect((await scanned('--verify')).isKnown).toBe(false);
    writeLayout(tree.path('image'), { layers: FAULTS, lies: { diffId: `sha256:${'0'.repeat(64)}` } });
    const first = await scanned();
    const again = await scanned();
    expect([first.isKnown, again.isKnown]).toEqual([false, false]);
    expect(again.result).toEqual(first.result);
    expect(again.result.code).toBe(1);
  });

  test('is compared with others, and another base is asked about', async () => {
    writeLayout(tree.path('image'), { layers: FAULTS });
    writeLayout(tree.path('base'), { layers: [SYSTEM] });
    const base = `oci:${tree.path('base')}`;
    await scanned();
    for (const argv of [
      ['--base', base],
      ['--against', base],
      ['--new-base', base],
    ]) {
      const fresh = await scanned('--no-cache', ...argv);
      const again = await scanned(...argv);
      expect(again.isKnown).toBe(true);
      expect(again.result).toEqual(fresh.result);
    }
  });
});
