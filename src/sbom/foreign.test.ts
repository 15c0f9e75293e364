import { describe, expect, test } from 'vitest';
import type { Bill } from './bill.ts';
import { readBill } from './read-bill.ts';

function read(document: unknown): Bill {
  return readBill(Buffer.from(JSON.stringify(document)), 'x.json').bill;
}

const LAYER = `sha256:${'5'.repeat(64)}`;
const DEBIAN = { id: 'debian', like: [], codename: '', prettyName: '', cpe: '', variant: '' };

const LIBC = {
  type: 'deb',
  namespace: 'debian',
  name: 'libc6',
  version: '2.36-9',
  evidence: 'installed',
  architecture: 'amd64',
  source: { name: 'glibc', version: '2.36-9' },
};

function deb(name: string, version: string) {
  return { type: 'library', name, version, purl: `pkg:deb/debian/${name}@${version}?arch=amd64&distro=debian-12` };
}

/** What cdxgen says of a source package: what was built from it. */
function sourceOf(...built: readonly string[]) {
  const methods = built.map((value) => ({ technique: 'filename', value }));
  return { tags: ['source'], evidence: { identity: [{ field: 'purl', methods }] } };
}

describe('bills of other tools', () => {
  test('trivy: CycloneDX 1.5', () => {
    const bill = read({
      bomFormat: 'CycloneDX',
      specVersion: '1.5',
      metadata: {
        tools: [{ vendor: 'aquasecurity', name: 'trivy' }],
        component: {
          type: 'container',
          name: 'cart.tar',
          'bom-ref': 'root',
          properties: [{ name: 'aquasecurity:trivy:DiffID', value: LAYER }],
        },
      },
      components: [
        { 'bom-ref': 'os', type: 'operating-system', name: 'debian', version: '12.15' },
        {
          'bom-ref': 'pkg:deb/debian/libc6@2.36-9?arch=amd64&distro=debian-12.15',
          type: 'library',
          supplier: { name: 'GNU Libc Maintainers <x@example.com>' },
          name: 'libc6',
          version: '2.36-9',
          hashes: [
            { alg: 'SHA-256', content: 'C'.repeat(64) },
            { alg: 'BLAKE3', content: 'x' },
          ],
          licenses: [{ license: { name: 'GPL-2.0' } }, { license: { name: 'LGPL-2.1+' } }],
          purl: 'pkg:deb/debian/libc6@2.36-9?arch=amd64&distro=debian-12.15',
          properties: [
            { name: 'aquasecurity:trivy:LayerDiffID', value: LAYER },
            { name: 'aquasecurity:trivy:SrcName', value: 'glibc' },
            { name: 'aquasecurity:trivy:SrcVersion', value: '2.36' },
            { name: 'aquasecurity:trivy:SrcRelease', value: '9' },
          ],
        },
        { 'bom-ref': 'lock', type: 'application', name: 'app/package-lock.json' },
        { 'bom-ref': 'rpm', type: 'library', name: 'bash', purl: 'pkg:rpm/rocky/bash@5.1-1?arch=x86_64&epoch=2' },
      ],
      dependencies: [
        { ref: 'root', dependsOn: ['os', 'lock'] },
        { ref: 'rpm', dependsOn: ['pkg:deb/debian/libc6@2.36-9?arch=amd64&distro=debian-12.15', 'lock', 'gone'] },
      ],
    });
    expect(bill.subject).toEqual({
      isImage: true,
      name: 'cart.tar',
      version: '',
      purl: undefined,
      platform: undefined,
      layers: [{ digest: undefined, diffId: LAYER, step: undefined }],
    });
    expect(bill.distribution).toEqual({ ...DEBIAN, version: '12.15' });
    const [libc, bash, ...none] = bill.components;
    expect(none).toEqual([]);
    expect(libc).toMatchObject({
      layer: 0,
      package: {
        ...LIBC,
        licences: ['GPL-2.0', 'LGPL-2.1+'],
        hashes: [{ algorithm: 'sha256', value: 'c'.repeat(64) }],
        details: { maintainer: 'GNU Libc Maintainers <x@example.com>' },
      },
    });
    expect(bash).toMatchObject({
      package: { type: 'rpm', namespace: 'rocky', version: '2:5.1-1' },
      dependsOn: [libc?.id],
    });
    expect(bill.unknown).toEqual([]);
  });

  test('syft: CycloneDX 1.6', () => {
    const { components, distribution } = read({
      bomFormat: 'CycloneDX',
      specVersion: '1.6',
      metadata: { component: { 'bom-ref': 'r', type: 'container', name: 'cart', version: LAYER } },
      components: [
        {
          'bom-ref':
            'pkg:deb/debian/libc6@2.36-9?arch=amd64&upstream=glibc&distro=debian-12&package-id=74ac5ee7adfb6a2d',
          type: 'library',
          publisher: 'GNU Libc Maintainers',
          name: 'libc6',
          version: '2.36-9',
          licenses: [{ license: { id: 'GPL-2.0-only' } }],
          cpe: 'cpe:2.3:a:libc6:libc6:2.36-9:*:*:*:*:*:*:*',
          purl: 'pkg:deb/debian/libc6@2.36-9?arch=amd64&upstream=glibc&distro=debian-12',
          properties: [
            { name: 'syft:package:foundBy', value: 'dpkg-db-cataloger' },
            { name: 'syft:cpe23', value: 'cpe:2.3:a:gnu:glibc:2.36:*:*:*:*:*:*:*' },
            { name: 'syft:location:0:path', value: '/var/lib/dpkg/status' },
          ],
        },
        {
          type: 'library',
          name: 'openssl-libs',
          purl: 'pkg:rpm/rocky/openssl-libs@3.0.7-24.el9?arch=x86_64&epoch=1&upstream=openssl-3.0.7-24.el9.src.rpm',
        },
        { 'bom-ref': 'f', type: 'file', name: '/etc/passwd' },
      ],
    });
    expect(distribution).toEqual({ ...DEBIAN, version: '12' });
    const [libc, openssl, ...none] = components;
    expect(none).toEqual([]);
    expect(libc).toMatchObject({
      cataloger: 'dpkg-db-cataloger',
      places: [{ path: 'var/lib/dpkg/status' }],
      package: {
        ...LIBC,
        cpes: ['cpe:2.3:a:libc6:libc6:2.36-9:*:*:*:*:*:*:*', 'cpe:2.3:a:gnu:glibc:2.36:*:*:*:*:*:*:*'],
      },
    });
    expect(openssl?.package).toMatchObject({
      version: '1:3.0.7-24.el9',
      source: { name: 'openssl', version: '3.0.7-24.el9' },
    });
  });

  test('cdxgen: CycloneDX 1.7, with components inside of components', () => {
    const { components, subject } = read({
      bomFormat: 'CycloneDX',
      specVersion: '1.7',
      metadata: { component: { type: 'application', name: 'a', version: '1.0.0', purl: 'pkg:npm/a@1.0.0' } },
      components: [
        {
          type: 'library',
          group: '@babel',
          name: 'core',
          version: '7.0.0',
          purl: 'pkg:npm/%40babel/core@7.0.0',
          'bom-ref': 'pkg:npm/@babel/core@7.0.0',
          licenses: [{ expression: 'MIT OR Apache-2.0' }],
          properties: [{ name: 'SrcFile', value: 'package-lock.json' }],
          components: [{ type: 'library', name: 'inner', version: '1' }],
        },
        { type: 'cryptographic-asset', name: 'key', version: '1' },
      ],
    });
    expect(subject.isImage).toBe(false);
    expect(components.map(({ package: each }) => each)).toEqual([
      {
        type: 'npm',
        namespace: '@babel',
        name: 'core',
        version: '7.0.0',
        evidence: 'installed',
        licences: ['MIT OR Apache-2.0'],
      },
      { type: 'generic', name: 'inner', version: '1', evidence: 'installed' },
    ]);
    expect(components[0]?.places).toEqual([{ path: 'package-lock.json' }]);
  });

  test('cdxgen: an image, with sources and files among its packages', () => {
    const { components, unknown } = read({
      bomFormat: 'CycloneDX',
      specVersion: '1.7',
      components: [
        deb('libc6', '2.36-9'),
        { ...deb('glibc', '2.36-9'), ...sourceOf('libc6') },
        { ...deb('tar', '1.34'), tags: ['source'] },
        deb('libssl3', '3.0.11-1'),
        {
          ...deb('openssl', '3.0.11-1'),
          ...sourceOf('libssl3'),
          properties: [{ name: 'aquasecurity:trivy:PkgID', value: 'openssl@3.0.11-1' }],
        },
        { type: 'library', name: 'stdlib', version: 'v1.26.8', purl: 'pkg:golang/stdlib@v1.26.8' },
        { type: 'file', name: 'adduser', purl: 'pkg:generic/adduser?path=%2Fusr%2Fsbin%2Fadduser' },
        { type: 'data', name: 'debian', version: 'bookworm', purl: 'pkg:generic/os-repository/debian@bookworm' },
        { type: 'file', name: 'cart.jar', version: '1', purl: 'pkg:maven/shop/cart@1' },
      ],
    });
    expect(components.map(({ package: { type, name, version, source } }) => [type, name, version, source])).toEqual([
      ['deb', 'libc6', '2.36-9', { name: 'glibc', version: '2.36-9' }],
      ['deb', 'tar', '1.34', undefined],
      ['deb', 'libssl3', '3.0.11-1', { name: 'openssl', version: '3.0.11-1' }],
      ['deb', 'openssl', '3.0.11-1', undefined],
      ['golang', 'stdlib', '1.26.8', undefined],
      ['maven', 'cart', '1', undefined],
    ]);
    expect(unknown).toEqual([]);
  });

  test('trivy: SPDX 2.3, with what only groups packages', () => {
    const { components } = read({
      spdxVersion: 'SPDX-2.3',
      packages: [
        { SPDXID: 'SPDXRef-a', name: 'node-pkg', sourceInfo: 'Node.js', primaryPackagePurpose: 'APPLICATION' },
        { SPDXID: 'SPDXRef-b', name: 'cart', versionInfo: '1', primaryPackagePurpose: 'APPLICATION' },
        { SPDXID: 'SPDXRef-c', name: 'tool' },
      ],
      files: [
        { SPDXID: 'SPDXRef-f', fileName: './app/package.json' },
        { SPDXID: 'SPDXRef-g', fileName: 'usr/bin/tool' },
        { SPDXID: 'SPDXRef-h', fileName: 'usr/bin/other' },
      ],
      relationships: [
        ['SPDXRef-b', 'SPDXRef-f'],
        ['SPDXRef-c', 'SPDXRef-g'],
        ['SPDXRef-c', 'SPDXRef-h'],
      ].map(([spdxElementId, relatedSpdxElement]) => ({
        spdxElementId,
        relationshipType: 'CONTAINS',
        relatedSpdxElement,
      })),
    });
    expect(components.map(({ places }) => places)).toEqual([[{ path: 'app/package.json' }], []]);
    expect(components.map(({ package: { name } }) => name)).toEqual(['cart', 'tool']);
  });

  test('syft: its own format', () => {
    const schema = {
      version: '16.1.13',
      url: 'https://raw.githubusercontent.com/anchore/syft/main/schema/json/x.json',
    };
    const bill = read({
      artifacts: [
        {
          id: 'a1',
          name: 'python3-six',
          version: '1.16.0-4',
          type: 'deb',
          foundBy: 'dpkg-db-cataloger',
          locations: [
            { path: '/var/lib/dpkg/status', layerID: LAYER, annotations: { evidence: 'primary' } },
            { path: '/usr/share/doc/python3-six/copyright', layerID: LAYER, annotations: { evidence: 'supporting' } },
          ],
          licenses: [
            { value: 'Expat', spdxExpression: 'MIT' },
            { value: 'Zope', spdxExpression: '' },
          ],
          cpes: [{ cpe: 'cpe:2.3:a:six:six:1.16.0-4:*:*:*:*:*:*:*', source: 'syft-generated' }],
          purl: 'pkg:deb/debian/python3-six@1.16.0-4?arch=all&distro=debian-12.15&upstream=six',
        },
        { id: 'a2', name: 'six', version: '1.16.0', type: 'python', purl: 'pkg:pypi/six@1.16.0', licenses: ['MIT'] },
        {
          id: 'a3',
          name: 'nodejs',
          version: '1:16.1-1.el8',
          purl: 'pkg:rpm/rocky/nodejs@16.1-1.el8?epoch=1',
          metadata: { modularityLabel: 'nodejs:16:1:2' },
        },
        { id: 'a4', version: '1' },
      ],
      artifactRelationships: [
        { parent: 'a1', child: 'a2', type: 'ownership-by-file-overlap' },
        { parent: 'a1', child: 'a3', type: 'dependency-of' },
        { parent: 'nowhere', child: 'a1', type: 'contains' },
      ],
      source: {
        type: 'image',
        metadata: {
          userInput: 'cart:v1',
          manifestDigest: LAYER,
          os: 'linux',
          architecture: 'amd64',
          layers: [{ digest: LAYER }],
        },
      },
      distro: { id: 'debian', versionID: '12', versionCodename: 'bookworm', prettyName: 'Debian GNU/Linux 12' },
      schema,
    });
    expect(bill).toMatchObject({
      subject: { isImage: true, name: 'cart:v1', version: LAYER, platform: 'linux/amd64' },
      distribution: { ...DEBIAN, version: '12', codename: 'bookworm', prettyName: 'Debian GNU/Linux 12' },
      components: [
        {
          id: 'a1',
          package: {
            name: 'python3-six',
            source: { name: 'six', version: '1.16.0-4' },
            licences: ['MIT', 'Zope'],
            cpes: ['cpe:2.3:a:six:six:1.16.0-4:*:*:*:*:*:*:*'],
          },
          cataloger: 'dpkg-db-cataloger',
          places: [{ path: 'var/lib/dpkg/status' }],
          layer: 0,
        },
        { id: 'a2', package: { type: 'pypi', name: 'six', licences: ['MIT'] }, owner: 'a1' },
        {
          id: 'a3',
          package: { type: 'rpm', version: '1:16.1-1.el8', details: { modularitylabel: 'nodejs:16:1:2' } },
          dependsOn: ['a1'],
        },
      ],
      unknown: ['artifacts[3] has no name.'],
    });
  });

  test('BuildKit: SPDX 2.3 of syft in an in-toto statement', () => {
    const document = {
      spdxVersion: 'SPDX-2.3',
      SPDXID: 'SPDXRef-DOCUMENT',
      name: 'sbom',
      packages: [
        { SPDXID: 'SPDXRef-os', name: 'debian', versionInfo: '12', primaryPackagePurpose: 'OPERATING-SYSTEM' },
        {
          SPDXID: 'SPDXRef-Package-deb-libc6',
          name: 'libc6',
          versionInfo: '2.36-9',
          supplier: 'Person: GNU Libc Maintainers',
          licenseDeclared: 'LicenseRef-GPL',
          licenseConcluded: 'NOASSERTION',
          checksums: [{ algorithm: 'SHA1', checksumValue: 'a'.repeat(40) }],
          sourceInfo: 'acquired package info from DPKG DB: /var/lib/dpkg/status, /usr/share/doc/libc6/copyright',
          externalRefs: [
            {
              referenceCategory: 'PACKAGE_MANAGER',
              referenceType: 'purl',
              referenceLocator: 'pkg:deb/debian/libc6@2.36-9?arch=amd64&distro=debian-12&upstream=glibc',
            },
            {
              referenceCategory: 'SECURITY',
              referenceType: 'cpe23Type',
              referenceLocator: 'cpe:2.3:a:x:y:1:*:*:*:*:*:*:*',
            },
          ],
        },
        { SPDXID: 'SPDXRef-root', name: '/tmp/x', primaryPackagePurpose: 'CONTAINER' },
        { SPDXID: 'SPDXRef-bash', name: 'bash', versionInfo: '5' },
      ],
      hasExtractedLicensingInfos: [{ licenseId: 'LicenseRef-GPL', name: 'GPL', extractedText: 'GPL' }],
      relationships: [
        { spdxElementId: 'SPDXRef-DOCUMENT', relationshipType: 'DESCRIBES', relatedSpdxElement: 'SPDXRef-root' },
        {
          spdxElementId: 'SPDXRef-Package-deb-libc6',
          relationshipType: 'DEPENDENCY_OF',
          relatedSpdxElement: 'SPDXRef-bash',
        },
      ],
    };
    const statement = {
      _type: 'https://in-toto.io/Statement/v0.1',
      predicateType: 'https://spdx.dev/Document',
      subject: [{ name: '_', digest: { sha256: '0' } }],
      predicate: document,
    };
    const envelope = {
      payloadType: 'application/vnd.in-toto+json',
      payload: Buffer.from(JSON.stringify(statement)).toString('base64'),
      signatures: [],
    };
    const bill = read(document);
    expect(read(statement)).toEqual(bill);
    expect(read(envelope)).toEqual(bill);
    expect(bill).toMatchObject({
      subject: { isImage: true, name: '/tmp/x' },
      distribution: { id: 'debian', version: '12' },
    });
    const [libc, bash, ...none] = bill.components;
    expect(none).toEqual([]);
    expect(libc?.package).toEqual({
      ...LIBC,
      licences: ['GPL'],
      hashes: [{ algorithm: 'sha1', value: 'a'.repeat(40) }],
      cpes: ['cpe:2.3:a:x:y:1:*:*:*:*:*:*:*'],
      details: { maintainer: 'GNU Libc Maintainers' },
    });
    expect(libc?.places.map(({ path }) => path)).toEqual(['var/lib/dpkg/status', 'usr/share/doc/libc6/copyright']);
    expect(bash).toMatchObject({ dependsOn: [libc?.id], purl: undefined, package: { type: 'generic', name: 'bash' } });
  });

  test.each([
    ['deb/debian/libssl3@3-1?source=openssl&sourceversion=3-0', 'openssl 3-0'],
    ['deb/debian/libssl3@3-1?source=openssl', 'openssl 3-1'],
    ['apk/alpine/libssl3@3-r1?origin=openssl', 'openssl 3-r1'],
    ['rpm/rocky/openssl-libs@3-1?sourcerpm=openssl-3-2.src.rpm', 'openssl 3-2'],
    ['deb/debian/libssl3@3-1?source=other&upstream=openssl%402', 'openssl 2'],
    ['rpm/rocky/bash@5-1?source=true', 'undefined undefined'],
  ])('%s: the source of a package URL is %s', (purl, source) => {
    const components = [{ type: 'library', name: 'x', purl: `pkg:${purl}` }];
    const [component] = read({ bomFormat: 'CycloneDX', specVersion: '1.6', components }).components;
    expect(`${component?.package.source?.name} ${component?.package.source?.version}`).toBe(source);
  });

  test.each<[string, unknown, readonly string[]]>([
    [
      'CycloneDX',
      {
        bomFormat: 'CycloneDX',
        specVersion: '1.4',
        compositions: [{ aggregate: 'incomplete_first_party_only' }],
        components: [
          null,
          { type: 'library' },
          { type: 'library', name: 'a', purl: 'no url' },
          { type: 'library', name: 'b', purl: 'pkg:npm/b@1', components: [7], licenses: 'MIT', hashes: [{ alg: 1 }] },
        ],
        dependencies: [{ ref: 3 }, 'x'],
      },
      [
        'The bill says of itself that it is incomplete.',
        'components[0] has no name.',
        'components[1] has no name.',
        'components[2] (a) has a package URL that is none: no url',
        'components[3].components[0] has no name.',
      ],
    ],
    [
      'SPDX',
      {
        spdxVersion: 'SPDX-2.2',
        packages: [
          {},
          'x',
          { name: 'a', externalRefs: [{ referenceType: 'purl', referenceLocator: 'pkg:' }] },
          {
            name: 'b',
            externalRefs: [null, { referenceType: 'purl', referenceLocator: 'pkg:npm/b@1' }],
            annotations: [{ comment: '{"plimsoll:' }],
          },
        ],
        relationships: [null, { relationshipType: 'DEPENDS_ON' }],
      },
      ['packages[0] has no name.', 'packages[1] has no name.', 'packages[2] (a) has a package URL that is none: pkg:'],
    ],
  ])('what is damaged in %s is told, and the rest is read', (_, document, unknown) => {
    const bill = read(document);
    expect(bill.unknown).toEqual(unknown);
    expect(bill.components.map(({ package: { name } }) => name)).toEqual(['b']);
  });

  test('references that stand twice stay apart, and cost no more than others', () => {
    const components = Array.from({ length: 20_000 }, () => ({
      type: 'library',
      name: 'a',
      'bom-ref': 'a',
      purl: 'pkg:npm/a@1',
    }));
    const bill = read({ bomFormat: 'CycloneDX', specVersion: '1.6', components });
    expect(new Set(bill.components.map(({ id }) => id)).size).toBe(20_000);
  });
});

test.each<[string, string, string]>([
  ['github.com/Azure/go-autorest', 'pkg:golang/github.com/azure/go-autorest@v1.0.0', 'github.com/Azure/go-autorest'],
  ['JSONStream', 'pkg:npm/jsonstream@1.3.5', 'JSONStream'],
  ['go-autorest', 'pkg:golang/github.com/azure/go-autorest@v1.0.0', 'github.com/azure/go-autorest'],
  ['Django', 'pkg:pypi/django@1.0', 'django'],
  ['other', 'pkg:npm/cart@1.0.0', 'cart'],
])('%s with the package URL %s is the package %s', (name, purl, expected) => {
  const components = [{ type: 'library', name, version: '1', purl }];
  const [component] = read({ bomFormat: 'CycloneDX', specVersion: '1.6', components }).components;
  const { namespace = '', name: found = '' } = component?.package ?? {};
  expect(namespace === '' ? found : `${namespace}/${found}`).toBe(expected);
});
