import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { flaw, writeBucket } from '../../../test/advisories/write-bucket.ts';
import { writeLayout } from '../../../test/image/write-layout.ts';
import { type WrittenEntry, writeTar } from '../../../test/image/write-tar.ts';
import { type TemporaryTree, temporaryTree } from '../../../test/temporary-tree.ts';
import { runMain } from '../testing/run-main.ts';

const ADVISORIES = {
  Debian: [
    flaw('DEBIAN-CVE-2023-0001', ['Debian:12', 'openssl', '3.0.8-1'], { upstream: ['CVE-2023-0001'] }),
    flaw('DEBIAN-CVE-2023-0002', ['Debian:12', 'expat', '2.5.1-1'], { upstream: ['CVE-2023-0002'] }),
    flaw('DEBIAN-CVE-2023-0003', ['Debian:12', 'zlib'], { upstream: ['CVE-2023-0003'] }),
    flaw('DEBIAN-CVE-2023-0004', ['Debian:12', 'curl', '8.0-1'], { upstream: ['CVE-2023-0004'] }),
  ],
  npm: [flaw('GHSA-35jh-r3h4-6jhm', ['npm', 'lodash', '4.17.21'], { aliases: ['CVE-2021-23337'] })],
};

/** A root of Debian 12 with these packages. */
function debian(...packages: readonly string[]): readonly WrittenEntry[] {
  const records = packages.map((each) => {
    const [name = '', version = ''] = each.split(' ');
    return `Package: ${name}\nStatus: install ok installed\nVersion: ${version}\nArchitecture: amd64\n\n`;
  });
  return [
    { name: 'etc/os-release', body: 'ID=debian\nVERSION_ID="12"\n' },
    { name: 'var/lib/dpkg/status', body: records.join('') },
    ...packages.map((each) => ({
      name: `var/lib/dpkg/info/${each.split(' ')[0] ?? ''}.list`,
      body: `/usr/share/${each.split(' ')[0] ?? ''}\n`,
    })),
  ];
}

const OLD = ['openssl 3.0.7-1', 'expat 2.5.0-1', 'zlib 1.2-1'];
const LODASH = writeTar([
  { name: 'app/node_modules/lodash/package.json', body: '{ "name": "lodash", "version": "4.17.20" }' },
]);

let tree: TemporaryTree;
beforeEach(async () => {
  tree = temporaryTree({ 'plimsoll.yaml': 'profile: restricted\n' });
  const base = writeTar(debian(...OLD));
  write('old', base);
  // A later layer installs curl, and what it needs of openssl.
  write('cart', base, writeTar(debian(...OLD, 'curl 7.9-1')), LODASH);
  write('updated', base, writeTar(debian('openssl 3.0.7-2', ...OLD.slice(1))));
  write('next', writeTar(debian('openssl 3.0.8-1', 'expat 2.5.1-1', 'zlib 1.2-1', 'curl 7.9-1')));
  write('none', LODASH);
  writeBucket(tree.path('osv'), ADVISORIES);
  await plimsoll('db', 'import', tree.path('osv'));
});
afterEach(() => {
  tree.remove();
});

function write(name: string, ...layers: readonly Uint8Array[]): void {
  writeLayout(tree.path(name), { layers, config: { User: '10001' } });
}

async function plimsoll(...argv: readonly string[]) {
  return runMain(argv, {
    directory: tree.root,
    environment: { PLIMSOLL_DB: tree.path('db'), SOURCE_DATE_EPOCH: '1700000000', PLIMSOLL_OFFLINE: '1' },
    width: 120,
    without: `${tree.root}/`,
  });
}

const oci = (layout: string): string => `oci:${tree.path(layout)}`;

/** The lines of the text that tell what another base would change. */
async function lines(image: string, ...argv: readonly string[]): Promise<readonly string[]> {
  const { out } = await plimsoll('scan', oci(image), '--no-cache', ...argv);
  return out.split('\n').filter((line) => line.startsWith('rebuild:'));
}

describe('what mends most', () => {
  test('is an update of each layer, below the table, and what another base would change', async () => {
    const { out } = await plimsoll('scan', oci('cart'), '--no-cache');
    expect(out).toContain('mends 2: `apt-get update && apt-get install --only-upgrade expat openssl` in layer 1, or');
    expect(await lines('cart')).toEqual([]);
    expect(await lines('cart', '--new-base', oci('next'))).toEqual([
      'rebuild: on oci:next removes 2 of 5; layer 1, taken for its base, brings 3 of them',
    ]);
  });

  test('counts the layers of the base that is named', async () => {
    const [named] = await lines('cart', '--new-base', oci('next'), '--base', oci('old'));
    expect(named).toBe('rebuild: on oci:next removes 2 of 5; layer 1 brings 3 of them');
    expect(await lines('old', '--new-base', oci('next'))).toContain(
      'rebuild: on oci:next removes 2 of 3 and brings 1 other; layer 1, taken for its base, brings 3 of them',
    );
  });

  test('leaves what a later layer updated, and says where nothing can be told', async () => {
    const [told] = (await lines('updated', '--new-base', oci('next'))).slice(-1);
    expect(told).toBe(
      'rebuild: on oci:next removes 1 of 3 and brings 1 other; layer 1, taken for its base, brings 2 of them',
    );
    expect(await lines('none', '--new-base', oci('next'))).toEqual([
      'rebuild: what changes on oci:next cannot be told: Nothing tells which layers are those of its base: --base names it.',
    ]);
  });

  test('says that nothing is known of a base whose advisories are not there', async () => {
    const release = { name: 'etc/os-release', body: 'ID=ubuntu\nVERSION_ID="24.04"\n' };
    write('ubuntu', writeTar([release, ...debian('openssl 3.0.8-1').slice(1)]));
    expect((await lines('cart', '--new-base', oci('ubuntu'))).at(-1)).toMatch(
      /^rebuild: what changes on oci:ubuntu cannot be told: .*Ubuntu:24/,
    );
  });

  test('stands in the report for programs', async () => {
    const { out } = await plimsoll('scan', oci('cart'), '--no-cache', '--new-base', oci('next'), '-o', 'json');
    expect(JSON.parse(out.replaceAll(/oci:[^"]*\//g, 'oci:')).mending).toEqual([
      {
        unit: 'oci:cart',
        vulnerabilities: 5,
        updates: [
          expect.objectContaining({ layer: 1, mends: 2 }),
          { layer: 2, command: 'apt-get update && apt-get install --only-upgrade curl', mends: 1 },
        ],
        rebuilds: [{ base: 'oci:next', layers: 1, isAssumed: true, carried: 3, removed: 2, brought: 0, unknown: '' }],
      },
    ]);
  });
});
