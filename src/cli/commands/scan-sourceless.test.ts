import { writeFileSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { flaw, writeBucket } from '../../../test/advisories/write-bucket.ts';
import { type TemporaryTree, temporaryTree } from '../../../test/temporary-tree.ts';
import { runMain } from '../testing/run-main.ts';

let tree: TemporaryTree;
beforeEach(async () => {
  tree = temporaryTree({});
  writeBucket(tree.path('osv'), {
    Debian: [flaw('DEBIAN-CVE-2023-0286', ['Debian:12', 'openssl', '3.0.1-1'])],
    AlmaLinux: [flaw('ALSA-2023:1', ['AlmaLinux:9', 'openssl-libs', '3.0.1-1'])],
    Wolfi: [flaw('CGA-1', ['Wolfi', 'openssl', '3.0.1-r0'])],
  });
  await plimsoll('db', 'import', tree.path('osv'));
});
afterEach(() => {
  tree.remove();
});

async function plimsoll(...argv: readonly string[]) {
  return runMain(argv, {
    directory: tree.root,
    environment: { PLIMSOLL_DB: tree.path('db'), SOURCE_DATE_EPOCH: '1700000000', PLIMSOLL_OFFLINE: '1' },
  });
}

type Property = readonly [name: string, value: string];

function component(purl: string, ...properties: readonly Property[]) {
  const [, name = '', version = ''] = /([^/@]+)@([^?]+)/.exec(purl) ?? [];
  return {
    type: 'library',
    name,
    version,
    purl,
    properties: properties.map((each) => ({ name: each[0], value: each[1] })),
  };
}

function cycloneDx(...components: readonly unknown[]) {
  return { bomFormat: 'CycloneDX', specVersion: '1.6', version: 1, components };
}

function spdx(creator: string, ...purls: readonly string[]) {
  const packages = purls.map((referenceLocator, index) => ({
    SPDXID: `SPDXRef-${index}`,
    name: component(referenceLocator).name,
    externalRefs: [{ referenceCategory: 'PACKAGE-MANAGER', referenceType: 'purl', referenceLocator }],
  }));
  return { spdxVersion: 'SPDX-2.3', creationInfo: { creators: ['Organization: Shop', creator] }, packages };
}

const LIBSSL = 'pkg:deb/debian/libssl3@3.0.1-1?arch=amd64&distro=debian-12';
const OPENSSL = 'pkg:deb/debian/openssl@3.0.1-1?arch=amd64&distro=debian-12';
const LIBC = 'pkg:deb/debian/libc6@2.36-9?arch=amd64&distro=debian-12';
const LODASH = 'pkg:npm/lodash@4.17.21';

/** What is missing, of the bill. */
async function missingOf(bill: unknown): Promise<readonly { readonly code: string; readonly what: string }[]> {
  writeFileSync(tree.path('bill.json'), JSON.stringify(bill));
  const { out } = await plimsoll('scan', `sbom:${tree.path('bill.json')}`, '-o', 'json');
  return JSON.parse(out).incomplete;
}

describe('a bill without source packages', () => {
  test('is incomplete where advisories know packages by their sources', async () => {
    writeFileSync(
      tree.path('bill.json'),
      JSON.stringify(cycloneDx(component(OPENSSL), component(LIBSSL), component(LIBC))),
    );
    const { code, out } = await plimsoll('scan', `sbom:${tree.path('bill.json')}`);
    expect(code).toBe(3);
    expect(out.replaceAll(/\s+/g, ' ')).toContain(
      'The bill names the source of none of its 3 packages of the distribution, by which advisories know them, and 2 of them are not known by their own names: libc6, libssl3. Vulnerabilities in them may be missing.',
    );
    expect(out).toContain('plimsoll sbom IMAGE');
  });

  test.each<[string, unknown]>([
    ['of the names that advisories know', cycloneDx(component(OPENSSL), component(LODASH))],
    ['that names the source of another package', cycloneDx(component(LIBC), component(`${LIBSSL}&upstream=openssl`))],
    ['that trivy wrote', cycloneDx(component(LIBC, ['aquasecurity:trivy:SrcName', 'glibc']))],
    [
      'that syft wrote, with equal names alone',
      cycloneDx(component(LIBC, ['syft:package:foundBy', 'dpkg-db-cataloger'])),
    ],
    ['that syft wrote as SPDX', spdx('Tool: syft-1.44.0', LIBC)],
    ['that syft of a distribution wrote as SPDX', spdx('Tool: syft-[not provided]', LIBC)],
    [
      'in the own format of syft',
      {
        artifacts: [{ name: 'libc6', foundBy: 'dpkg-db-cataloger', version: '2.36-9', purl: LIBC }],
        schema: {
          version: '16.1.3',
          url: 'https://raw.githubusercontent.com/anchore/syft/main/schema/json/schema.json',
        },
        descriptor: { name: 'syft' },
      },
    ],
    [
      'of packages that advisories know by their own names',
      cycloneDx(component('pkg:rpm/almalinux/bash@5-1?distro=almalinux-9')),
    ],
    ['of nothing that a distribution has', cycloneDx(component(LODASH))],
  ])('is whole: %s', async (_, bill) => {
    expect((await missingOf(bill)).filter(({ code }) => code === 'PL_E_SOURCES_UNTOLD')).toEqual([]);
  });

  test.each<[string, unknown, string]>([
    ['another tool wrote as SPDX', spdx('Tool: syfter-1.0', LIBC), 'libc6'],
    ['is of Wolfi', cycloneDx(component('pkg:apk/wolfi/libcrypto3@3.0.1-r0?distro=wolfi')), 'libcrypto3'],
    [
      'lost what syft wrote into it',
      { ...cycloneDx(component(LIBC)), metadata: { tools: [{ name: 'syft' }] } },
      'libc6',
    ],
    [
      'names sources of another type',
      cycloneDx(component(LIBC), component('pkg:rpm/x/a@1-1?upstream=b-1-1.src.rpm')),
      'libc6',
    ],
  ])('is incomplete where it %s', async (_, bill, name) => {
    expect(await missingOf(bill)).toContainEqual(
      expect.objectContaining({ code: 'PL_E_SOURCES_UNTOLD', what: expect.stringContaining(`: ${name}.`) }),
    );
  });

  test('that Plimsoll wrote in another format still is', async () => {
    writeFileSync(tree.path('bill.json'), JSON.stringify(cycloneDx(component(LIBC))));
    await plimsoll('sbom', `sbom:${tree.path('bill.json')}`, '-o', `spdx-json=${tree.path('again.json')}`);
    const { code, out } = await plimsoll('scan', `sbom:${tree.path('again.json')}`);
    expect([code, out]).toEqual([3, expect.stringContaining('libc6')]);
  });
});
