import { readFileSync, writeFileSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { writeLayout } from '../../../test/image/write-layout.ts';
import { writeTar } from '../../../test/image/write-tar.ts';
import { type TemporaryTree, temporaryTree } from '../../../test/temporary-tree.ts';
import { schemaFaults } from '../../sbom/testing/schemas.ts';
import { runMain } from '../testing/run-main.ts';

const BASE = `Package: libc6
Status: install ok installed
Architecture: amd64
Source: glibc (2.36-9)
Version: 2.36-9+b1
`;

const APP = `${BASE}
Package: cart
Status: install ok installed
Maintainer: Shop <shop@example.com>
Architecture: all
Version: 1:2
Depends: libc6 (>= 2), nothing-has-it
`;

const OS_RELEASE = 'ID=debian\nVERSION_ID=12\nVERSION_CODENAME=bookworm\nPRETTY_NAME="Debian GNU/Linux 12"\n';

/** What every Debian has: who it is, and lists of the files of its packages. */
const SYSTEM = [
  { name: 'etc/os-release', body: OS_RELEASE },
  { name: 'var/lib/dpkg/info/libc6:amd64.list', body: '/usr/share/doc/libc6\n' },
  { name: 'var/lib/dpkg/info/cart.list', body: '/usr/share/doc/cart\n' },
];

let tree: TemporaryTree;
beforeEach(() => {
  tree = temporaryTree();
  writeLayout(tree.path('l'), {
    layers: [
      writeTar([...SYSTEM, { name: 'var/lib/dpkg/status', body: BASE }]),
      writeTar([{ name: 'var/lib/dpkg/status', body: APP }]),
    ],
  });
  writeLayout(tree.path('broken'), {
    layers: [writeTar([...SYSTEM, { name: 'var/lib/dpkg/status', body: `${BASE}\nPackage: lost\n` }])],
  });
});
afterEach(() => {
  tree.remove();
});

async function plimsoll(...argv: readonly string[]) {
  return runMain(argv, { directory: tree.root, environment: { SOURCE_DATE_EPOCH: '1700000000' }, width: 100 });
}

describe('plimsoll sbom', () => {
  test('writes CycloneDX 1.6: the image, its distribution, each package with its layer and what it needs', async () => {
    const { code, out, err } = await plimsoll('sbom', `oci:${tree.path('l')}:v1`);
    expect(err).toBe('');
    expect(code).toBe(0);
    expect(schemaFaults('CycloneDX 1.6', out)).toEqual([]);
    const bill = JSON.parse(out);
    expect(bill.metadata.timestamp).toBe('2023-11-14T22:13:20.000Z');
    expect(bill.metadata.component.purl).toMatch(/^pkg:oci\/l@sha256:[0-9a-f]{64}\?arch=amd64&tag=v1$/);
    expect(bill.metadata.component.properties).toContainEqual({ name: 'plimsoll:layer:2:step', value: 'step 2' });
    const [system, cart, libc] = bill.components;
    expect(system).toMatchObject({ type: 'operating-system', name: 'debian', version: '12' });
    expect(cart).toMatchObject({
      name: 'cart',
      version: '1:2',
      purl: 'pkg:deb/debian/cart@1:2?arch=all&distro=debian-12',
      supplier: { name: 'Shop <shop@example.com>' },
      evidence: { occurrences: [{ location: 'var/lib/dpkg/status', line: 7, additionalContext: 'layer 2' }] },
    });
    expect(cart.properties).toContainEqual({ name: 'plimsoll:unresolved', value: 'nothing-has-it' });
    expect(cart.properties).toContainEqual({ name: 'plimsoll:layer', value: '2' });
    expect(libc.properties).toContainEqual({ name: 'plimsoll:layer', value: '1' });
    expect(libc.properties).toContainEqual({ name: 'plimsoll:source:name', value: 'glibc' });
    expect(bill.dependencies).toContainEqual({ ref: cart['bom-ref'], dependsOn: [libc['bom-ref']] });
    expect(bill.compositions).toBeUndefined();
  });

  test('writes several formats at once, each valid, the same at each run', async () => {
    const outputs = ['cyclonedx-json@1.7=a.json', 'spdx-json=b.json', 'spdx-json@3.0=c.json'].map((each) =>
      each.replace('=', `=${tree.root}/`),
    );
    const argv = ['sbom', `oci:${tree.path('l')}`, ...outputs.flatMap((each) => ['-o', each])];
    expect(await plimsoll(...argv)).toEqual({ code: 0, out: '', err: '' });
    const files = ['a.json', 'b.json', 'c.json'];
    const first = files.map((name) => readFileSync(tree.path(name), 'utf8'));
    expect(schemaFaults('CycloneDX 1.7', first[0] ?? '')).toEqual([]);
    expect(schemaFaults('SPDX 2.3', first[1] ?? '')).toEqual([]);
    expect(schemaFaults('SPDX 3.0.1', first[2] ?? '')).toEqual([]);
    await plimsoll(...argv);
    expect(files.map((name) => readFileSync(tree.path(name), 'utf8'))).toEqual(first);
  });

  test.each([
    ['cyclonedx', 'cyclonedx-json'],
    ['spdx', 'spdx-json'],
    ['spdx3', 'spdx-json@3.0'],
    ['spdx-json@3.0.1', 'spdx-json@3.0'],
  ])('%s is %s', async (short, whole) => {
    const written = await plimsoll('sbom', `oci:${tree.path('l')}`, '-o', short);
    expect(written).toEqual(await plimsoll('sbom', `oci:${tree.path('l')}`, '-o', whole));
    expect(written.code).toBe(0);
  });

  test.each<['cyclonedx-json' | 'spdx-json', (document: Record<string, never>) => unknown]>([
    [
      'cyclonedx-json',
      ({ compositions, annotations }) => [compositions?.[0]?.['aggregate'], annotations?.[0]?.['text']],
    ],
    [
      'spdx-json',
      ({ comment, annotations }) => [/^\w+/.exec(comment ?? '')?.[0]?.toLowerCase(), annotations?.[0]?.['comment']],
    ],
  ])('what could not be read stands in %s too, and the exit code is 3', async (format, read) => {
    const { code, out, err } = await plimsoll('sbom', `oci:${tree.path('broken')}`, '-o', format);
    expect(read(JSON.parse(out))).toEqual([
      'incomplete',
      'var/lib/dpkg/status:7 (layer 1): a record without a version.',
    ]);
    expect(err).toBe('plimsoll: var/lib/dpkg/status:7: a record without a version\n');
    expect(code).toBe(3);
  });

  test('turns a bill into another format, and leaves it as it is in its own', async () => {
    await plimsoll('sbom', `oci:${tree.path('l')}`, '-o', `cyclonedx-json=${tree.path('a.json')}`);
    const bill = `sbom:${tree.path('a.json')}`;
    expect(await plimsoll('sbom', bill)).toEqual({ code: 0, out: readFileSync(tree.path('a.json'), 'utf8'), err: '' });
    const { out } = await plimsoll('sbom', bill, '-o', 'spdx-json');
    expect(schemaFaults('SPDX 2.3', out)).toEqual([]);
    writeFileSync(tree.path('b.json'), out);
    await plimsoll('sbom', bill, '-o', `spdx3=${tree.path('c.spdx3.jsonld')}`);
    const expected = [
      'pkg:deb/debian/cart@1:2?arch=all&distro=debian-12              2 var/lib/dpkg/status',
      'pkg:deb/debian/libc6@2.36-9+b1?arch=amd64&distro=debian-12     1 var/lib/dpkg/status',
      '',
    ].join('\n');
    for (const listed of [`oci:${tree.path('l')}`, bill, `sbom:${tree.path('b.json')}`, tree.path('c.spdx3.jsonld')])
      expect(await plimsoll('image', 'packages', listed)).toEqual({ code: 0, out: expected, err: '' });
  });

  test.each(['spdx-json', 'spdx3'])('tells what a bill in %s says that it could not read', async (format) => {
    await plimsoll('sbom', `oci:${tree.path('broken')}`, '-o', `${format}=${tree.path('a.json')}`);
    const { code, err } = await plimsoll('image', 'packages', `sbom:${tree.path('a.json')}`);
    expect(err).toBe('plimsoll: var/lib/dpkg/status:7 (layer 1): a record without a version.\n');
    expect(code).toBe(3);
  });

  test('tells what a document of SPDX 3 refers to and does not hold', async () => {
    const graph = [
      { type: 'software_Package', spdxId: 'urn:a', name: 'a' },
      { type: 'Relationship', spdxId: 'urn:r', from: 'urn:a', relationshipType: 'contains', to: ['urn:b'] },
    ];
    const document = { '@context': 'https://spdx.org/rdf/3.0.1/spdx-context.jsonld', '@graph': graph };
    writeFileSync(tree.path('a.json'), JSON.stringify(document));
    const { code, err } = await plimsoll('image', 'packages', `sbom:${tree.path('a.json')}`);
    expect(err).toBe(
      'plimsoll: @graph[1] refers to urn:b, which the document does not hold: packages may be missing.\n',
    );
    expect(code).toBe(3);
  });

  test.each([
    [['sbom', 'oci:x', '-o', 'cyclonedx-xml'], 2, 'PL_E_FORMAT_UNKNOWN'],
    [['sbom', 'oci:x', '-o', 'spdx-json='], 2, 'PL_E_FORMAT_UNKNOWN'],
    [['sbom', 'oci:x', '-o', 'spdx-json', '-o', 'cyclonedx-json'], 2, 'PL_E_USAGE'],
    [['sbom', 'oci:nowhere'], 3, 'PL_E_IMAGE_ABSENT'],
    [['sbom', 'sbom:nowhere.json'], 3, 'PL_E_FILE_UNREADABLE'],
    [['image', 'files', 'sbom:nowhere.json'], 2, 'PL_E_USAGE'],
  ])('%j ends with %i', async (argv, exitCode, said) => {
    const { code, err } = await plimsoll(...argv);
    expect(err).toContain(said);
    expect(code).toBe(exitCode);
  });
});
