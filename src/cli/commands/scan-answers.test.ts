import { readdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, type MockInstance, test, vi } from 'vitest';
import { flaw, type OsvRecord, writeBucket } from '../../../test/advisories/write-bucket.ts';
import { type WrittenLayout, writeLayout } from '../../../test/image/write-layout.ts';
import { writeTar } from '../../../test/image/write-tar.ts';
import { type TemporaryTree, temporaryTree } from '../../../test/temporary-tree.ts';
import { runMain } from '../testing/run-main.ts';

const HIGH = { severity: [{ type: 'CVSS_V3', score: 'CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:N/I:N/A:H' }] };
const OPENSSL = flaw('DEBIAN-CVE-2023-0286', ['Debian:12', 'openssl', '3.0.8-1'], {
  upstream: ['CVE-2023-0286'],
  published: '2023-11-01T00:00:00Z',
});
const LODASH = flaw('GHSA-35jh-r3h4-6jhm', ['npm', 'lodash', '4.17.21'], { aliases: ['CVE-2021-23337'], ...HIGH });
const UNFIXED = flaw('GHSA-aaaa-bbbb-cccc', ['npm', 'lodash'], { aliases: ['CVE-2022-1111'], ...HIGH });

const STATUS = [
  'Package: libssl3\nStatus: install ok installed\nSource: openssl\nVersion: 3.0.7-1\nArchitecture: amd64\n',
  'Package: openssl\nStatus: install ok installed\nVersion: 3.0.7-1\nArchitecture: amd64\n',
  'Package: node-lodash\nStatus: install ok installed\nVersion: 4.17.20-1\nArchitecture: all\n',
].join('\n');

const LAYERS = [
  writeTar([
    { name: 'etc/os-release', body: 'ID=debian\nVERSION_ID="12"\n' },
    { name: 'var/lib/dpkg/status', body: STATUS },
    { name: 'var/lib/dpkg/info/node-lodash.list', body: '/usr/share/nodejs/lodash/package.json\n' },
    { name: 'usr/share/nodejs/lodash/package.json', body: '{ "name": "lodash", "version": "4.17.20" }' },
  ]),
  writeTar([
    { name: 'app/node_modules/lodash/package.json', body: '{ "name": "lodash", "version": "4.17.20" }' },
    { name: 'app/node_modules/odd/package.json', body: '{ "name": "odd", "version": "not a version" }' },
  ]),
];

const IMAGES: readonly (readonly [string, WrittenLayout])[] = [
  ['of several layers', { layers: LAYERS, config: { User: '10001' } }],
  ['whose layers lie open', { layers: LAYERS, config: { User: '10001' }, compression: 'none' }],
  ['without packages', { layers: [writeTar([{ name: 'cart', mode: 0o755 }])], config: { User: '10001' } }],
  [
    'of a distribution without advisories',
    {
      layers: [
        writeTar([
          { name: 'etc/os-release', body: 'ID=alpine\nVERSION_ID=3.20\n' },
          { name: 'lib/apk/db/installed', body: 'P:musl\nV:1.2.5-r0\nA:x86_64\n\n' },
        ]),
      ],
    },
  ],
];

let tree: TemporaryTree;
let ask: MockInstance;
beforeEach(async () => {
  // Files that were written a moment ago are not told by their times.
  vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + 60_000 });
  ask = vi.spyOn(await import('../../gate/vulnerabilities/ask-advisories.ts'), 'askAdvisories');
  tree = temporaryTree({ 'plimsoll.yaml': 'profile: restricted\n' });
  writeLayout(tree.path('image'), { layers: LAYERS, config: { User: '10001' } });
  await imported({ Debian: [OPENSSL], npm: [LODASH, flaw('GHSA-odd', ['npm', 'odd', '1.0.0'])] });
});
afterEach(() => {
  vi.restoreAllMocks();
  vi.useRealTimers();
  tree.remove();
});

async function imported(archives: Readonly<Record<string, readonly OsvRecord[]>>, exploited: readonly string[] = []) {
  writeBucket(tree.path('osv'), archives, exploited);
  await plimsoll('db', 'import', tree.path('osv'));
}

let epoch = '1700000000';
async function plimsoll(...argv: readonly string[]) {
  return runMain(argv, {
    directory: tree.root,
    environment: {
      PLIMSOLL_DB: tree.path('db'),
      PLIMSOLL_CACHE_DIR: tree.path('cache'),
      SOURCE_DATE_EPOCH: epoch,
      PLIMSOLL_OFFLINE: '1',
    },
    width: 120,
  });
}

/** Scans the image, and tells whether the advisories were asked. */
async function scanned(...argv: readonly string[]) {
  ask.mockClear();
  const result = await plimsoll('scan', `oci:${tree.path('image')}`, '--all', ...argv);
  return { result, isAsked: ask.mock.calls.length > 0 };
}

/** Scans it by what is kept, and holds that against a scan by nothing that is. */
async function sameAsFresh(...argv: readonly string[]) {
  const known = await scanned('-o', 'json', ...argv);
  const fresh = await scanned('-o', 'json', ...argv, '--no-cache');
  expect(fresh.isAsked).toBe(true);
  expect(known.result).toEqual(fresh.result);
  return known;
}

/** The files of the database whose names begin so. */
function databaseFiles(begin: string): readonly string[] {
  const names = readdirSync(tree.path('db')).filter((name) => name.startsWith(begin));
  expect(names).not.toEqual([]);
  return names.map((name) => join(tree.path('db'), name));
}

/** A statement of VEX that a flaw is not in a package. */
function say(name: string, id: string, version: string) {
  return {
    vulnerability: { name },
    products: [{ '@id': `pkg:${id}@${version}` }],
    status: 'not_affected',
    justification: 'vulnerable_code_not_present',
  };
}

describe('a scan of an image about which the advisories were asked before', () => {
  test.each(IMAGES)('%s reports the same without asking them', async (_, layout) => {
    writeLayout(tree.path('image'), layout);
    for (const format of ['text', 'json', 'cyclonedx', 'sarif', 'html', 'gitlab']) {
      const fresh = await scanned('-o', format, '--no-cache');
      await scanned('-o', format);
      const again = await scanned('-o', format);
      expect([fresh.isAsked, again.isAsked]).toEqual([true, false]);
      expect(again.result).toEqual(fresh.result);
    }
  });

  test('asks again after the database has got something else', async () => {
    await scanned();
    expect((await sameAsFresh()).isAsked).toBe(false);
    await imported({ Debian: [OPENSSL], npm: [LODASH, UNFIXED] });
    const updated = await sameAsFresh();
    expect(updated.isAsked).toBe(true);
    expect(updated.result.out).toContain('CVE-2022-1111');
    expect((await sameAsFresh()).isAsked).toBe(false);
    await imported({ npm: [LODASH] }, ['CVE-2021-23337']);
    expect((await sameAsFresh()).result.out).toContain('known to be exploited since 2023-11-03');
  });

  test('tells that a file of the database is gone or damaged', async () => {
    await scanned();
    const [shard = ''] = databaseFiles('npm.');
    renameSync(shard, `${shard}.aside`);
    const gone = await sameAsFresh();
    expect([gone.isAsked, gone.result.code]).toEqual([true, 3]);
    expect(gone.result.out).toContain('PL_E_DATABASE_DAMAGED');
    renameSync(`${shard}.aside`, shard);
    const bytes = readFileSync(shard);
    writeFileSync(
      shard,
      bytes.map((byte, at) => (at > 8 ? byte ^ 0xff : byte)),
    );
    expect((await sameAsFresh()).result.out).toContain('PL_E_DATABASE_');
    writeFileSync(shard, bytes);
    expect((await sameAsFresh()).result.code).toBe(1);
    const [exploited = ''] = databaseFiles('kev.');
    writeFileSync(exploited, '{');
    for (const _ of ['once', 'again']) expect((await sameAsFresh()).isAsked).toBe(true);
  });

  test('counts the days of today, other policies and exceptions by what is known', async () => {
    await scanned();
    epoch = '1701000000';
    const later = await sameAsFresh();
    epoch = '1900000000';
    const latest = await sameAsFresh();
    epoch = '1700000000';
    expect([later.isAsked, latest.isAsked]).toEqual([false, false]);
    expect(latest.result.out).not.toBe(later.result.out);
    for (const policy of [
      'profile: restricted\ndatabase: { maxAge: 1d }\n',
      'rules: { image/fixable-vulnerability: { options: { graceDays: 30 } } }\n',
      'profile: restricted\nexceptions:\n  - { rule: image/fixable-vulnerability, scope: { package: lodash }, owner: shop, reason: none, expires: 2030-01-01 }\n',
    ]) {
      tree.write({ 'plimsoll.yaml': policy });
      await sameAsFresh();
      expect((await sameAsFresh()).isAsked).toBe(false);
    }
  });

  test('hears what VEX says, of packages and of the source of one', async () => {
    await scanned();
    const statements = [
      say('CVE-2023-0286', 'deb/debian/libssl3', '3.0.7-1'),
      say('CVE-2023-0286', 'deb/debian/openssl', '3.0.7-1'),
      say('CVE-2021-23337', 'npm/lodash', '4.17.20'),
    ];
    const head = { '@context': 'https://openvex.dev/ns/v0.2.0', '@id': 'https://example.com/vex/1', author: 'shop' };
    tree.write({
      'vex.json': JSON.stringify({ ...head, timestamp: '2023-11-01T00:00:00Z', version: 1, statements }),
      'plimsoll.yaml': 'profile: restricted\nvex: { authors: [shop] }\n',
    });
    const heard = await sameAsFresh('--vex', tree.path('vex.json'));
    expect(heard.isAsked).toBe(false);
    expect(heard.result.out).toContain('vulnerable_code_not_present');
  });

  test('asks where the answer that is kept is damaged, and where it may not believe it', async () => {
    await scanned();
    for (const name of readdirSync(tree.path('cache/results'))) {
      const path = tree.path(`cache/results/${name}`);
      const bytes = readFileSync(path);
      if (bytes.includes('answer advised')) writeFileSync(path, bytes.subarray(0, -9));
    }
    expect((await sameAsFresh()).isAsked).toBe(true);
    expect((await sameAsFresh()).isAsked).toBe(false);
    expect((await sameAsFresh('--verify')).isAsked).toBe(true);
    tree.write({ 'osv/other/x': '' });
    await plimsoll('db', 'import', tree.path('osv'), '--db', tree.path('other'));
    expect((await sameAsFresh('--db', tree.path('other'))).isAsked).toBe(true);
  });

  test('keeps nothing about a directory, or an image with something wrong', async () => {
    writeLayout(tree.path('image'), { layers: LAYERS, lies: { diffId: `sha256:${'0'.repeat(64)}` } });
    for (const _ of ['once', 'again']) expect((await sameAsFresh()).isAsked).toBe(true);
    tree.write({ 'root/etc/os-release': 'ID=debian\nVERSION_ID="12"\n', 'root/var/lib/dpkg/status': STATUS });
    for (const _ of ['once', 'again']) {
      ask.mockClear();
      await plimsoll('scan', `dir:${tree.path('root')}`);
      expect(ask).toHaveBeenCalledTimes(1);
    }
  });

  test('shares the answer with a gate, an image that it is compared with, and other names', async () => {
    const pod =
      'apiVersion: v1\nkind: Pod\nmetadata: { name: cart }\nspec: { containers: [{ name: cart, image: cart:v1 }] }\n';
    tree.write({ 'k8s/cart.yaml': pod });
    const gate = ['gate', tree.path('k8s'), '--image', `cart:v1=oci:${tree.path('image')}`, '-o', 'json'];
    const fresh = await plimsoll(...gate, '--no-cache');
    await scanned();
    ask.mockClear();
    expect(await plimsoll(...gate)).toEqual(fresh);
    expect(ask).not.toHaveBeenCalled();
    writeLayout(tree.path('copy'), { layers: LAYERS, config: { User: '10001' } });
    expect((await sameAsFresh('--against', `oci:${tree.path('copy')}`)).isAsked).toBe(false);
  });
});
