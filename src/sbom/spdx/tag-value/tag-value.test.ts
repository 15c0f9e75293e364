import { assert, property, string } from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readBill } from '../../read-bill.ts';
import { readTagValue } from './read.ts';

/** The example of the specification, shortened. Source: https://github.com/spdx/spdx-spec/tree/v2.3/examples. */
const DOCUMENT = `# Made by hand
SPDXVersion: SPDX-2.3
DataLicense: CC0-1.0
SPDXID: SPDXRef-DOCUMENT
DocumentName: cart
DocumentNamespace: https://shop.example/cart
Creator: Tool: hand-1.0
Created: 2024-02-03T04:05:06Z
CreatorComment: <text>Two
lines: of text
</text>

##### Package: cart
PackageName: cart
SPDXID: SPDXRef-Image
PrimaryPackagePurpose: CONTAINER
PackageDownloadLocation: NOASSERTION

PackageName: libc6\r
SPDXID: SPDXRef-libc\r
PackageVersion: 2.36-9\r
PackageSupplier: Organization: Debian\r
PackageSourceInfo: <text>built package from: glibc 2.36-9</text>\r
FilesAnalyzed: false\r
PackageChecksum: SHA256: ${'A'.repeat(64)}\r
PackageLicenseDeclared: LicenseRef-Own\r
ExternalRef: PACKAGE-MANAGER purl pkg:deb/debian/libc6@2.36-9?arch=amd64&distro=debian-12
ExternalRefComment: none
ExternalRef: SECURITY cpe23Type cpe:2.3:a:gnu:glibc:2.36:*:*:*:*:*:*:*
FileName: ./var/lib/dpkg/status
SPDXID: SPDXRef-status
FileChecksum: SHA1: ${'b'.repeat(40)}

PackageName: lodash
SPDXID: SPDXRef-lodash
ExternalRef: PACKAGE-MANAGER purl pkg:npm/lodash@4.17.21

LicenseID: LicenseRef-Own
ExtractedText: <text>All
rights</text>
LicenseName: Own licence

Relationship: SPDXRef-DOCUMENT DESCRIBES SPDXRef-Image
RelationshipComment: as told
Relationship:   SPDXRef-lodash   DEPENDS_ON  SPDXRef-libc

Annotator: Person: x
AnnotationDate: 2024-02-03T04:05:06Z
AnnotationType: OTHER
SPDXREF: SPDXRef-lodash
AnnotationComment: <text>{"plimsoll:layer":"2"}</text>
`;

function read(text: string) {
  return readBill(Buffer.from(text), 'x.spdx').bill;
}

test('a document in tag-value form is read', () => {
  expect(read(DOCUMENT)).toEqual({
    subject: { isImage: true, name: 'cart', version: '', purl: undefined, platform: undefined, layers: [] },
    writers: ['hand'],
    distribution: { id: 'debian', like: [], version: '12', codename: '', prettyName: '', cpe: '', variant: '' },
    unknown: [],
    components: [
      {
        id: 'SPDXRef-libc',
        package: {
          type: 'deb',
          namespace: 'debian',
          name: 'libc6',
          version: '2.36-9',
          evidence: 'installed',
          architecture: 'amd64',
          source: { name: 'glibc', version: '2.36-9' },
          licences: ['Own licence'],
          hashes: [{ algorithm: 'sha256', value: 'a'.repeat(64) }],
          cpes: ['cpe:2.3:a:gnu:glibc:2.36:*:*:*:*:*:*:*'],
          details: { maintainer: 'Debian' },
        },
        purl: 'pkg:deb/debian/libc6@2.36-9?arch=amd64&distro=debian-12',
        cataloger: undefined,
        places: [{ path: 'var/lib/dpkg/status' }],
        layer: undefined,
        owner: undefined,
        dependsOn: [],
        unresolved: [],
      },
      expect.objectContaining({ id: 'SPDXRef-lodash', layer: 1, dependsOn: ['SPDXRef-libc'] }),
    ],
  });
});

describe('what is damaged is told, and the rest is read', () => {
  const HEAD = 'SPDXVersion: SPDX-2.3\n';
  const TAIL = '\nPackageName: lodash\nExternalRef: PACKAGE-MANAGER purl pkg:npm/lodash@4.17.21\n';

  test.each<[string, string]>([
    ['lodash 4.17.21', 'Line 2 is neither a tag nor a comment.'],
    [': lodash', 'Line 2 is neither a tag nor a comment.'],
    ['# fine\n\nPackageNam: lodash', 'Line 4 has the tag PackageNam, which SPDX does not know.'],
    ['constructor: x', 'Line 2 has the tag constructor, which SPDX does not know.'],
    ['PackageVersion: 1', 'Line 2 has a value that PackageVersion cannot have, or stands where it means nothing.'],
    [
      'PackageName: a\nPackageChecksum: 12',
      'Line 3 has a value that PackageChecksum cannot have, or stands where it means nothing.',
    ],
    [
      'PackageName: a\nExternalRef: purl',
      'Line 3 has a value that ExternalRef cannot have, or stands where it means nothing.',
    ],
    [
      'Relationship: SPDXRef-a CONTAINS',
      'Line 2 has a value that Relationship cannot have, or stands where it means nothing.',
    ],
    ['DocumentComment: <text>a\nb</text>\nx', 'Line 4 is neither a tag nor a comment.'],
  ])('%j', (lines, told) => {
    const { unknown, components } = read(`${HEAD}${lines}${TAIL}`);
    expect(unknown).toEqual([told]);
    expect(components.map(({ package: { name } }) => name)).toContain('lodash');
  });

  test('a text that does not end ends the document', () => {
    expect(read(`${HEAD}DocumentComment: <text>a\nPackageName: x${TAIL}`)).toMatchObject({
      unknown: ['The text that begins in line 2 does not end.'],
      components: [],
    });
  });

  test('after a hundred lines the others are counted', () => {
    const { unread } = readTagValue(`${HEAD}${'x\n'.repeat(1000)}`);
    expect([unread.length, unread.at(-1)]).toEqual([101, '900 more such lines.']);
  });

  test('whatever it is, it ends', () => {
    assert(
      property(string({ unit: 'binary' }), (text) => {
        expect(readTagValue(text).unread.length).toBeLessThanOrEqual(101);
      }),
    );
    const values = [':', ' ', 'a ', '<text>', '\r', 'SHA1:'].map((each) => each.repeat(1e6));
    for (const value of values) {
      const lines = ['PackageName', 'PackageChecksum', 'ExternalRef', 'Relationship', 'Creator'].map(
        (tag) => `${tag}: x${value}\n`,
      );
      expect(readTagValue(`PackageName: a\n${lines.join('')}`).unread.length).toBeGreaterThan(0);
    }
  });
});
