import { describe, expect, test } from 'vitest';
import type { Bill } from '../bill.ts';
import { readBill, rewriteBill } from '../read-bill.ts';
import { schemaFaults } from '../testing/schemas.ts';
import { NO_NUMBER } from '../undated.ts';
import { writeBill } from '../write-bill.ts';

const CONTEXT = 'https://spdx.org/rdf/3.0.1/spdx-context.jsonld';
const CREATED = new Date('2024-02-03T04:05:06Z');

type Element = Readonly<Record<string, unknown>>;

function read(graph: readonly unknown[], context: unknown = CONTEXT): Bill {
  return readBill(Buffer.from(JSON.stringify({ '@context': context, '@graph': graph })), 'x.json').bill;
}

function element(type: string, name: string, fields: Element = {}): Element {
  return { type, spdxId: `urn:x#${name}`, creationInfo: '_:creation', ...fields };
}

function packaged(name: string, fields: Element = {}): Element {
  return element('software_Package', name, { name, ...fields });
}

let relationships = 0;
function related(from: string, relationshipType: string, ...to: readonly string[]): Element {
  relationships += 1;
  return element('Relationship', `r${relationships}`, {
    from: `urn:x#${from}`,
    relationshipType,
    to: to.map((each) => (/[:_]/.test(each) ? each : `urn:x#${each}`)),
  });
}

/** What a component of CycloneDX had as a property. */
function property(name: string, value: string): Element {
  return { type: 'extension_CdxPropertyEntry', extension_cdxPropName: name, extension_cdxPropValue: value };
}

/** A document whose one root is the image `cart`. */
const DOCUMENT = [
  { type: 'CreationInfo', '@id': '_:creation', specVersion: '3.0.1', createdUsing: ['urn:x#tool'] },
  element('Tool', 'tool', { name: 'syft-1.46.0' }),
  element('SpdxDocument', 'document', { name: 'a document', rootElement: ['urn:x#sbom'] }),
  element('software_Sbom', 'sbom', { rootElement: ['urn:x#cart'] }),
  packaged('cart', { software_primaryPurpose: 'container', software_packageVersion: '1' }),
];

describe('a document of another tool', () => {
  test('as syft writes it: files, people, custom licences and sets of licences', () => {
    const bill = read([
      ...DOCUMENT,
      element('Person', 'bob', {
        name: 'Bob',
        externalIdentifier: [
          { type: 'ExternalIdentifier', externalIdentifierType: 'email', identifier: 'bob@x.example' },
        ],
      }),
      element('software_File', 'file', { name: 'usr/bin/tool' }),
      packaged('libc6', {
        originatedBy: ['urn:x#bob'],
        software_packageVersion: '2.36-9',
        software_packageUrl: 'pkg:deb/debian/libc6@2.36-9?arch=amd64&distro=debian-12&upstream=glibc',
        software_sourceInfo: 'acquired package info from DPKG DB: /var/lib/dpkg/status, /usr/share/doc/libc6/copyright',
        externalIdentifier: [
          { type: 'ExternalIdentifier', externalIdentifierType: 'cpe23', identifier: 'cpe:2.3:a:x:y:1:*:*:*:*:*:*:*' },
        ],
        verifiedUsing: [
          { type: 'PackageVerificationCode', algorithm: 'sha1', hashValue: 'a'.repeat(40) },
          { type: 'Hash', algorithm: 'sha256', hashValue: 'C'.repeat(64) },
        ],
      }),
      packaged('tool', { software_packageUrl: 'pkg:generic/tool@1' }),
      element('expandedlicensing_ConjunctiveLicenseSet', 'set', {
        expandedlicensing_member: ['urn:x#or', 'https://spdx.org/licenses/MIT', 'urn:x#LicenseRef-odd'],
      }),
      element('expandedlicensing_DisjunctiveLicenseSet', 'or', {
        expandedlicensing_member: ['urn:x#listed', 'urn:x#with'],
      }),
      element('expandedlicensing_ListedLicense', 'listed', { name: 'Zlib' }),
      element('expandedlicensing_WithAdditionOperator', 'with', {
        expandedlicensing_subjectExtendableLicense: 'urn:x#later',
        expandedlicensing_subjectAddition: 'https://spdx.org/licenses/exceptions/Classpath-exception-2.0',
      }),
      element('expandedlicensing_OrLaterOperator', 'later', {
        expandedlicensing_subjectLicense: 'https://spdx.org/licenses/GPL-2.0',
      }),
      element('expandedlicensing_CustomLicense', 'LicenseRef-odd', { name: 'odd', simplelicensing_licenseText: 'x' }),
      related('libc6', 'hasDeclaredLicense', 'set'),
      related('libc6', 'hasConcludedLicense', 'https://spdx.org/licenses/MIT'),
      related('tool', 'hasDeclaredLicense', 'https://spdx.org/rdf/3.0.1/terms/ExpandedLicensing/NoAssertionLicense'),
      related('tool', 'hasConcludedLicense', 'LicenseRef-odd'),
      related('tool', 'contains', 'file'),
      related('tool', 'dependsOn', 'libc6'),
      related('cart', 'contains', 'libc6', 'tool'),
    ]);
    expect(bill).toMatchObject({
      subject: { isImage: true, name: 'cart', version: '1' },
      distribution: { id: 'debian', version: '12' },
      writers: ['syft'],
      components: [
        {
          id: 'libc6',
          places: [{ path: 'var/lib/dpkg/status' }, { path: 'usr/share/doc/libc6/copyright' }],
          package: {
            type: 'deb',
            source: { name: 'glibc', version: '2.36-9' },
            licences: ['(Zlib OR GPL-2.0+ WITH Classpath-exception-2.0) AND MIT AND LicenseRef-odd'],
            hashes: [{ algorithm: 'sha256', value: 'c'.repeat(64) }],
            cpes: ['cpe:2.3:a:x:y:1:*:*:*:*:*:*:*'],
            details: { maintainer: 'Bob (bob@x.example)' },
          },
        },
        { id: 'tool', places: [{ path: 'usr/bin/tool' }], package: { licences: ['odd'] }, dependsOn: ['libc6'] },
      ],
      unknown: [],
    });
  });

  test('as cdxgen makes it of CycloneDX: with the properties of its components', () => {
    const entries = [
      property('properties.aquasecurity:trivy:SrcName', 'glibc'),
      property('properties.aquasecurity:trivy:SrcVersion', '2.36'),
      property('properties.SrcFile', '/var/lib/dpkg/status'),
      property('cpe', 'cpe:2.3:a:x:y:1:*:*:*:*:*:*:*'),
    ];
    const [component] = read([
      packaged('libc6', {
        software_packageUrl: 'pkg:deb/debian/libc6@2.36-9',
        extension: [{ type: 'extension_CdxPropertiesExtension', extension_cdxProperty: entries }],
      }),
    ]).components;
    expect(component).toMatchObject({
      places: [{ path: 'var/lib/dpkg/status' }],
      package: { source: { name: 'glibc', version: '2.36' }, cpes: ['cpe:2.3:a:x:y:1:*:*:*:*:*:*:*'] },
    });
  });

  test('objects inside of others, blank nodes and prefixes count as the graph that they stand for', () => {
    const { components, unknown } = read(
      [
        {
          type: 'Relationship',
          spdxId: 'x:r',
          creationInfo: { type: 'CreationInfo', created: '2024-02-03T04:05:06Z' },
          from: { type: 'software_Package', spdxId: 'x:a', name: 'a', verifiedUsing: ['_:h'] },
          relationshipType: 'dependsOn',
          to: [packaged('b')],
        },
        { type: 'Hash', '@id': '_:h', algorithm: 'sha1', hashValue: 'a'.repeat(40) },
        related('b', 'dependsOn', 'a'),
      ],
      [CONTEXT, { x: 'urn:x#' }],
    );
    expect(components.map(({ package: { name, hashes }, dependsOn }) => [name, hashes?.length, dependsOn])).toEqual([
      ['a', 1, ['urn:x#b']],
      ['b', undefined, ['urn:x#a']],
    ]);
    expect(unknown).toEqual([]);
  });

  test('one element without a graph', () => {
    const text = JSON.stringify({ '@context': CONTEXT, ...packaged('a') });
    expect(readBill(Buffer.from(text), 'x').bill).toMatchObject({
      components: [{ package: { name: 'a' } }],
      unknown: [],
    });
  });

  test('of several roots none is what the document describes', () => {
    const { subject, components } = read([
      element('SpdxDocument', 'document', { name: 'both', rootElement: ['urn:x#a', 'urn:x#b'] }),
      packaged('a'),
      packaged('b'),
    ]);
    expect(subject).toMatchObject({ isImage: false, name: 'both' });
    expect(components).toHaveLength(2);
  });

  test('one that says that it is incomplete', () => {
    const contains = { ...related('cart', 'contains', 'a'), completeness: 'incomplete' };
    expect(read([...DOCUMENT, packaged('a'), contains]).unknown).toEqual([
      'The bill says of itself that it is incomplete.',
    ]);
  });
});

describe('what is damaged is told, and the rest is read', () => {
  const cycle = (name: string, member: string): Element =>
    element('expandedlicensing_ConjunctiveLicenseSet', name, { expandedlicensing_member: [`urn:x#${member}`] });
  const doubling = Array.from({ length: 60 }, (_, index) =>
    element('expandedlicensing_ConjunctiveLicenseSet', `l${index}`, {
      expandedlicensing_member: [`urn:x#l${index + 1}`, `urn:x#l${index + 1}`],
    }),
  );

  test.each<[string, readonly unknown[], readonly string[]]>([
    ['what is no object', [1, packaged('a')], ['@graph[0] is no object of a type of SPDX 3.0.']],
    [
      'a class that is none, as in the long form of JSON-LD',
      [{ '@type': 'https://spdx.org/rdf/3.0.1/terms/Software/Package' }, packaged('a')],
      ['@graph[0] is no object of a type of SPDX 3.0.'],
    ],
    ['a package without a name', [element('software_Package', 'x'), packaged('a')], ['@graph[0] has no name.']],
    [
      'a package URL that is none',
      [packaged('b', { software_packageUrl: 'x' }), packaged('a')],
      ['@graph[0] (b) has a package URL that is none: x'],
    ],
    [
      'packages that are nowhere',
      [
        packaged('a'),
        related('a', 'contains', 'b', 'c'),
        related('a', 'dependsOn', 'b', 'https://spdx.org/rdf/3.0.1/terms/Core/NoneElement'),
      ],
      [
        '@graph[1] refers to urn:x#b, which the document does not hold, and to 1 more such elements: packages may be missing.',
      ],
    ],
    [
      'elements of a document that has its ids from spdx.org',
      [packaged('a'), related('a', 'contains', 'https://spdx.org/spdxdocs/x#b', 'https://spdx.org/licenses/MIT')],
      ['@graph[1] refers to https://spdx.org/spdxdocs/x#b, which the document does not hold: packages may be missing.'],
    ],
    [
      'elements that are nowhere',
      [packaged('a'), element('Bom', 'bom', { element: ['urn:x#a', 'urn:x#b'] })],
      ['@graph[1] refers to urn:x#b, which the document does not hold: packages may be missing.'],
    ],
    [
      'a set of licences that holds itself',
      [packaged('a'), cycle('l', 'm'), cycle('m', 'l'), related('a', 'hasDeclaredLicense', 'l')],
      [
        '@graph[2] is a set of licences that cannot be told: it is too large, holds itself, or lacks a part.',
        '@graph[1] is a set of licences that cannot be told: it is too large, holds itself, or lacks a part.',
      ],
    ],
    [
      'a licence that is nowhere, which is told by its id',
      [packaged('a'), related('a', 'hasDeclaredLicense', 'b')],
      [],
    ],
    ['a need of itself', [packaged('a'), related('a', 'dependsOn', 'a')], []],
  ])('%s', (_, graph, unknown) => {
    const bill = read(graph);
    expect(bill.unknown).toEqual(unknown);
    expect(bill.components.map(({ package: { name } }) => name)).toEqual(['a']);
  });

  test('sets of licences that double at each step end', () => {
    const licence = element('expandedlicensing_CustomLicense', 'l60', { name: 'x' });
    const { unknown } = read([packaged('a'), ...doubling, licence, related('a', 'hasDeclaredLicense', 'l0')]);
    expect(unknown[0]).toMatch(/^@graph\[\d+\] is a set of licences that cannot be told/);
  });

  test('sets of licences that nest without end, or hold without end, end', () => {
    const chain = Array.from({ length: 20_000 }, (_, index) => cycle(`l${index}`, `l${index + 1}`));
    const wide = element('expandedlicensing_DisjunctiveLicenseSet', 'wide', {
      expandedlicensing_member: Array.from({ length: 200_000 }, () => 'urn:x#long'),
    });
    const long = element('expandedlicensing_CustomLicense', 'long', { name: 'x'.repeat(5000) });
    const licences = related('a', 'hasDeclaredLicense', 'l0', 'wide', 'long');
    const { components, unknown } = read([packaged('a'), wide, long, ...chain, licences]);
    expect(components[0]?.package.licences).toEqual(['x'.repeat(5000)]);
    expect(new Set(unknown)).toContain(
      '@graph[1] is a set of licences that cannot be told: it is too large, holds itself, or lacks a part.',
    );
  });

  test('two packages of one id are both listed', () => {
    expect(read([packaged('a'), packaged('a')]).components.map(({ id }) => id)).toEqual(['urn:x#a', 'urn:x#a#2']);
  });
});

describe('a document that is written', () => {
  const told: Bill = {
    ...read([...DOCUMENT, packaged('a', { software_packageUrl: 'pkg:npm/a@1' })]),
    unknown: ['gone.'],
  };

  test('says of what is missing that it is incomplete', () => {
    const text = writeBill(told, 'spdx-json@3.0', CREATED);
    const { '@graph': graph } = JSON.parse(text);
    const contains = graph.find((each: Element) => each['relationshipType'] === 'contains');
    expect(contains.completeness).toBe('incomplete');
    expect(readBill(Buffer.from(text), 'x').bill.unknown).toEqual(['gone.']);
  });

  test('has its number in each id and reference, and in no text of an image', () => {
    const text = `${NO_NUMBER}#x`;
    const [component, ...others] = told.components.map((each) => ({
      ...each,
      package: { ...each.package, name: text, version: text, licences: [text], details: { maintainer: text } },
      places: [{ path: text }],
      dependsOn: [],
      unresolved: [text],
    }));
    const bill = {
      ...told,
      subject: { ...told.subject, name: text },
      components: [component, ...others].flatMap((each) => each ?? []),
      unknown: [text],
    };
    const document = JSON.parse(writeBill(bill, 'spdx-json@3.0', CREATED));
    const number: string = document['@graph'][1].spdxId.replace(/#.*/, '');
    const references = document['@graph'].flatMap((each: Element) =>
      [
        'spdxId',
        'from',
        'to',
        'subject',
        'suppliedBy',
        'element',
        'rootElement',
        'dataLicense',
        'createdBy',
        'createdUsing',
      ].flatMap((name) => each[name] ?? []),
    );
    expect(references.filter((each: string) => !each.startsWith(`${number}#`))).toEqual([]);
    expect(number).not.toBe(NO_NUMBER);
    expect(readBill(Buffer.from(JSON.stringify(document)), 'x').bill).toMatchObject({
      subject: { name: text },
      components: [{ package: { name: text, licences: [text] }, places: [{ path: text }], unresolved: [text] }],
      unknown: [text],
    });
  });

  test('is no other one where it is asked for by less of its version, and another one where 2.3 is', () => {
    const text = JSON.stringify({ '@context': CONTEXT.replace('3.0.1', '3.0.0'), '@graph': DOCUMENT });
    const document = readBill(Buffer.from(text), 'x');
    expect(rewriteBill(document, 'spdx-json@3.0', CREATED)).toBe(text);
    expect(rewriteBill(document, 'spdx-json@3.0.1', CREATED)).toContain(CONTEXT);
    expect(rewriteBill(document, 'spdx-json', CREATED)).toContain('SPDX-2.3');
  });

  test('is not what the schema asks for without its context: it is looked at', () => {
    const document = JSON.parse(writeBill(told, 'spdx-json@3.0', CREATED));
    expect(schemaFaults('SPDX 3.0.1', JSON.stringify({ ...document, '@context': 'x' }))).not.toEqual([]);
    document['@graph'][5].software_primaryPurpose = 'none';
    expect(schemaFaults('SPDX 3.0.1', JSON.stringify(document))).not.toEqual([]);
  });
});
