import { UserError } from '../../src/core/errors.ts';
import { type ReadBill, readBill } from '../../src/sbom/read-bill.ts';
import { writeBill } from '../../src/sbom/write-bill.ts';
import type { FuzzTarget } from './target.ts';

const CREATED = new Date('2024-02-03T04:05:06Z');

const CYCLONEDX = {
  bomFormat: 'CycloneDX',
  specVersion: '1.6',
  metadata: { component: { type: 'container', name: 'cart', properties: [{ name: 'plimsoll:layers', value: '2' }] } },
  components: [
    { type: 'operating-system', name: 'debian', version: '12' },
    {
      type: 'library',
      'bom-ref': 'a',
      name: 'a',
      purl: 'pkg:deb/debian/a@1:2?arch=amd64&distro=debian-12&upstream=b@1',
      licenses: [{ license: { id: 'MIT' } }, { expression: '(MIT OR Apache-2.0)' }],
      hashes: [{ alg: 'SHA-1', content: 'a'.repeat(40) }],
      evidence: { occurrences: [{ location: 'x', line: 3, additionalContext: 'layer 2' }] },
      properties: [
        { name: 'plimsoll:type', value: 'deb' },
        { name: 'plimsoll:owner', value: 'a' },
      ],
      components: [{ type: 'library', name: 'inner', version: '1' }],
    },
  ],
  dependencies: [{ ref: 'a', dependsOn: ['a', 'b'] }],
  annotations: [{ annotator: { component: { name: 'plimsoll' } }, text: 'gone' }],
};

const SPDX = {
  spdxVersion: 'SPDX-2.3',
  name: 'cart',
  packages: [
    {
      SPDXID: 'SPDXRef-a',
      name: 'a',
      licenseDeclared: 'LicenseRef-x',
      supplier: 'Organization: x',
      sourceInfo: 'built package from: b 1',
      externalRefs: [{ referenceType: 'purl', referenceLocator: 'pkg:npm/%40x/a@1' }],
      annotations: [{ comment: '{"plimsoll:place":"{\\"path\\":\\"x\\",\\"line\\":1}","plimsoll:layer":"1"}' }],
    },
  ],
  hasExtractedLicensingInfos: [{ licenseId: 'LicenseRef-x', name: 'x' }],
  relationships: [
    { spdxElementId: 'SPDXRef-DOCUMENT', relationshipType: 'DESCRIBES', relatedSpdxElement: 'SPDXRef-b' },
  ],
};

const SPDX3 = {
  '@context': ['https://spdx.org/rdf/3.0.1/spdx-context.jsonld', { x: 'urn:x#' }],
  '@graph': [
    { type: 'CreationInfo', '@id': '_:c', createdUsing: ['x:tool'] },
    { type: 'Tool', spdxId: 'x:tool', name: 'plimsoll-1' },
    { type: 'SpdxDocument', spdxId: 'x:doc', creationInfo: '_:c', name: 'cart', rootElement: ['x:sbom'] },
    { type: 'software_Sbom', spdxId: 'x:sbom', rootElement: ['x:image'], element: ['x:a', 'x:gone'] },
    { type: 'software_Package', spdxId: 'x:image', name: 'cart', software_primaryPurpose: 'container' },
    {
      type: 'software_Package',
      spdxId: 'x:a',
      name: 'a',
      software_packageUrl: 'pkg:npm/%40x/a@1',
      software_sourceInfo: 'built package from: b 1',
      suppliedBy: { type: 'Person', spdxId: 'x:person', name: 'x' },
      externalIdentifier: [{ type: 'ExternalIdentifier', externalIdentifierType: 'cpe22', identifier: 'cpe:/a:x' }],
      verifiedUsing: ['_:hash'],
    },
    { type: 'Hash', '@id': '_:hash', algorithm: 'sha1', hashValue: 'a'.repeat(40) },
    { type: 'Annotation', spdxId: 'x:n', subject: 'x:a', statement: '{"plimsoll:type":"npm","plimsoll:layer":"1"}' },
    { type: 'Relationship', spdxId: 'x:r', from: 'x:a', relationshipType: 'hasDeclaredLicense', to: ['x:set'] },
    { type: 'expandedlicensing_ConjunctiveLicenseSet', spdxId: 'x:set', expandedlicensing_member: ['x:set', 'x:l'] },
    { type: 'expandedlicensing_CustomLicense', spdxId: 'x:l', name: 'l' },
    { type: 'Relationship', spdxId: 'x:d', from: 'x:a', relationshipType: 'dependsOn', to: ['x:a', 'x:gone'] },
  ],
};

const TAGS = `SPDXVersion: SPDX-2.3
SPDXID: SPDXRef-DOCUMENT
Creator: Tool: x-1
PackageName: a
SPDXID: SPDXRef-a
PackageVersion: 1
PackageChecksum: SHA1: ${'a'.repeat(40)}
ExternalRef: PACKAGE-MANAGER purl pkg:npm/%40x/a@1
FileName: ./x
SPDXID: SPDXRef-file
Annotator: Tool: x
SPDXREF: SPDXRef-a
AnnotationComment: <text>{"plimsoll:type":"npm"}</text>
LicenseID: LicenseRef-x
ExtractedText: <text>x
y</text>
Relationship: SPDXRef-DOCUMENT DESCRIBES SPDXRef-b
`;

/** The readers of bills: a coded error or a bill, and whatever was read can be written, and read again as the same. */
export const sbom: FuzzTarget = {
  seeds: [...[CYCLONEDX, SPDX, SPDX3, { predicate: SPDX }].map((each) => JSON.stringify(each)), TAGS],
  check: async (text) => {
    const read = readOrRefuse(text);
    if (read === undefined) return;
    for (const format of ['cyclonedx-json@1.7', 'spdx-json@2.3', 'spdx-json@3.0.1', 'spdx-tag-value@2.3'] as const) {
      const { bill } = readBill(Buffer.from(writeBill(read.bill, format, CREATED)), format);
      if (bill.components.length !== read.bill.components.length)
        throw new Error(
          `${bill.components.length} of ${read.bill.components.length} components came through ${format}`,
        );
    }
  },
};

function readOrRefuse(text: string): ReadBill | undefined {
  try {
    return readBill(Buffer.from(text), 'x');
  } catch (error) {
    if (error instanceof UserError) return undefined;
    throw error;
  }
}
