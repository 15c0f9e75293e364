import { writeFileSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { flaw, writeBucket } from '../../../test/advisories/write-bucket.ts';
import { writeLayout } from '../../../test/image/write-layout.ts';
import { type WrittenEntry, writeTar } from '../../../test/image/write-tar.ts';
import { type TemporaryTree, temporaryTree } from '../../../test/temporary-tree.ts';
import type { ReportDocument } from '../../contract/report.ts';
import { runMain } from '../testing/run-main.ts';

const HIGH = { severity: [{ type: 'CVSS_V3', score: 'CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:N/I:N/A:H' }] };
const ADVISORIES = {
  Debian: [flaw('DEBIAN-CVE-2023-0286', ['Debian:12', 'openssl', '3.0.8-1'], { upstream: ['CVE-2023-0286'], ...HIGH })],
  npm: [flaw('GHSA-35jh-r3h4-6jhm', ['npm', 'lodash', '4.17.21'], { aliases: ['CVE-2021-23337'], ...HIGH })],
};

const DEBIAN: readonly WrittenEntry[] = [
  { name: 'etc/os-release', body: 'ID=debian\nVERSION_ID="12"\n' },
  {
    name: 'var/lib/dpkg/status',
    body: 'Package: openssl\nStatus: install ok installed\nVersion: 3.0.7-1\nArchitecture: amd64\n\n',
  },
  { name: 'var/lib/dpkg/info/openssl.list', body: '/usr/bin/openssl\n' },
];
const LODASH = [{ name: 'app/node_modules/lodash/package.json', body: '{ "name": "lodash", "version": "4.17.20" }' }];
const ROOT = { User: '0', Healthcheck: { Test: ['CMD', 'true'] } };

let tree: TemporaryTree;
beforeEach(async () => {
  tree = temporaryTree({ 'plimsoll.yaml': 'profile: restricted\n' });
  const base = writeTar(DEBIAN);
  writeLayout(tree.path('base'), { layers: [base], config: ROOT });
  writeLayout(tree.path('cart'), { layers: [base, writeTar(LODASH)], config: ROOT });
  writeBucket(tree.path('osv'), ADVISORIES);
  await plimsoll('db', 'import', tree.path('osv'));
});
afterEach(() => {
  tree.remove();
});

async function plimsoll(...argv: readonly string[]) {
  return runMain(argv, {
    directory: tree.root,
    environment: { PLIMSOLL_DB: tree.path('db'), SOURCE_DATE_EPOCH: '1700000000', PLIMSOLL_OFFLINE: '1' },
    width: 120,
  });
}

function oci(layout: string): string {
  return `oci:${tree.path(layout)}`;
}

async function report(...argv: readonly string[]): Promise<ReportDocument> {
  return JSON.parse((await plimsoll('scan', ...argv, '--no-cache', '-o', 'json')).out);
}

/** What each finding is about, and how many were there already. */
function newIn({ findings, against }: ReportDocument): readonly unknown[] {
  return [findings.map(({ rule, vulnerability }) => vulnerability?.id ?? rule), against?.known];
}

describe('plimsoll scan --against', () => {
  test('reports what an image adds over another, by that alone', async () => {
    const compared = await report(oci('cart'), '--against', oci('base'));
    expect(newIn(compared)).toEqual([['CVE-2021-23337'], (await report(oci('base'))).findings.length]);
    expect([compared.verdict, compared.against?.what]).toEqual([
      'blocked',
      expect.stringMatching(/^oci:.*base@sha256:[0-9a-f]{12}$/),
    ]);
    const back = await plimsoll('scan', oci('base'), '--no-cache', '--against', oci('cart'));
    expect([back.code, back.err]).toEqual([0, '']);
    expect(back.out).toMatch(/^3 findings were there already in oci:.*cart@sha256:[0-9a-f]{12} and are not shown\.$/m);
    expect(back.out).toMatch(/^passed: no new findings in 1 image$/m);
  });

  test('takes the report of an image of another name', async () => {
    await plimsoll('scan', oci('base'), '--no-cache', '-o', `json=${tree.path('base.json')}`);
    expect(newIn(await report(oci('cart'), '--against', tree.path('base.json')))).toEqual([['CVE-2021-23337'], 3]);
    expect(newIn(await report(oci('base'), '--against', tree.path('base.json')))).toEqual([[], 3]);
  });

  test('compares bills with each other, and with images', async () => {
    for (const name of ['base', 'cart']) {
      const bill = `cyclonedx-json=${tree.path(`${name}.cdx.json`)}`;
      await plimsoll('sbom', oci(name), '--no-cache', '-o', bill);
    }
    const [base, cart] = ['base', 'cart'].map((name) => `sbom:${tree.path(`${name}.cdx.json`)}`);
    expect(newIn(await report(cart ?? '', '--against', base ?? ''))).toEqual([['CVE-2021-23337'], 1]);
    expect(newIn(await report(cart ?? '', '--against', oci('base')))).toEqual([['CVE-2021-23337'], 1]);
    expect(newIn(await report(oci('base'), '--against', cart ?? ''))).toEqual([
      ['image/current-sbom', 'image/non-root-user'],
      1,
    ]);
  });

  test.each(['sarif', 'gitlab', 'junit', 'html', 'markdown', 'github'])('writes %s', async (format) => {
    const { code, out } = await plimsoll('scan', oci('cart'), '--no-cache', '--against', oci('base'), '-o', format);
    expect(code).toBe(1);
    expect(out).toContain('CVE-2021-23337');
    expect(out).not.toContain('CVE-2023-0286');
  });

  test('refuses what is no report, and an image that is not there', async () => {
    writeFileSync(tree.path('other.json'), '{}');
    const refused = await plimsoll('scan', oci('cart'), '--no-cache', '--against', tree.path('other.json'));
    expect([refused.code, refused.err]).toEqual([2, expect.stringContaining('PL_E_AGAINST_REPORT')]);
    const absent = await plimsoll('scan', oci('cart'), '--no-cache', '--against', oci('absent'));
    expect([absent.code, absent.out]).toEqual([3, '']);
  });
});

describe('plimsoll scan --against base', () => {
  test('compares with the base that --base names, where it names one', async () => {
    const compared = await report(oci('cart'), '--against', 'base', '--base', oci('base'));
    expect(newIn(compared)).toEqual(newIn(await report(oci('cart'), '--against', oci('base'))));
  });

  test('asks for a name where the image has none', async () => {
    const { code, err } = await plimsoll('scan', oci('cart'), '--no-cache', '--against', 'base');
    expect([code, err]).toEqual([2, expect.stringContaining('does not say which image it is made from')]);
  });

  test('opens what the image names in a registry alone, with the digest that it names', async () => {
    const annotations = {
      'org.opencontainers.image.base.name': oci('base'),
      'org.opencontainers.image.base.digest': `sha256:${'0'.repeat(64)}`,
    };
    writeLayout(tree.path('told'), { layers: [writeTar(LODASH)], config: ROOT, annotations });
    const { code, err } = await plimsoll('scan', oci('told'), '--no-cache', '--against', 'base');
    expect([code, err]).toEqual([expect.any(Number), expect.stringContaining(`base@sha256:${'0'.repeat(64)}`)]);
    expect(code).toBeGreaterThan(1);
  });
});
