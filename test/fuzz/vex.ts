import { UserError } from '../../src/core/errors.ts';
import { parsePurl } from '../../src/vex/identity.ts';
import type { JudgedPackage } from '../../src/vex/judged.ts';
import { readVex } from '../../src/vex/read-vex.ts';
import type { VexDocument } from '../../src/vex/statement.ts';
import { VexMatcher } from '../../src/vex/vex-matcher.ts';
import type { FuzzTarget } from './target.ts';

const OPEN_VEX = {
  '@context': 'https://openvex.dev/ns/v0.2.0',
  author: 'a',
  timestamp: '2023-01-08T18:02:03.647787998-06:00',
  statements: [
    {
      vulnerability: { '@id': 'x', name: 'CVE-1', aliases: ['GHSA-1'] },
      products: [
        {
          '@id': 'pkg:oci/cart@sha256%3Aab?tag=v1',
          hashes: { 'sha-256': 'ab' },
          subcomponents: [{ '@id': 'pkg:npm/a@1' }],
        },
        'pkg:npm/a',
      ],
      status: 'not_affected',
      justification: 'component_not_present',
      last_updated: '2024-01-01T00:00:00Z',
    },
    { vulnerability: 'CVE-1', products: ['pkg:npm/a@1'], subcomponents: ['pkg:npm/b'], status: 'fixed' },
  ],
};

const CYCLONEDX = {
  bomFormat: 'CycloneDX',
  specVersion: '1.6',
  metadata: { timestamp: '2022-03-03T00:00:00Z', component: { type: 'container', name: 'cart:v1', 'bom-ref': 'p' } },
  components: [{ 'bom-ref': 'a', purl: 'pkg:npm/a@1', components: [{ 'bom-ref': 'b', cpe: 'cpe:/o:a:b' }] }],
  vulnerabilities: [
    {
      id: 'CVE-1',
      analysis: { state: 'resolved', detail: 'x' },
      affects: [
        { ref: 'a', versions: [{ version: '1' }] },
        { ref: 'urn:cdx:3e671687-395b-41f5-a30f-a58921a69b79/1#a' },
      ],
    },
  ],
};

const CSAF = {
  document: {
    csaf_version: '2.0',
    publisher: { name: 'x' },
    tracking: { current_release_date: '2024-01-01T00:00:00Z' },
  },
  product_tree: {
    branches: [
      { branches: [{ product: { product_id: 'r', product_identification_helper: { cpe: 'cpe:/o:a:b:1' } } }] },
    ],
    full_product_names: [{ product_id: 'a', product_identification_helper: { purl: 'pkg:npm/a' } }],
    relationships: [
      { full_product_name: { product_id: 'r:a' }, product_reference: 'a', relates_to_product_reference: 'r' },
    ],
    product_groups: [{ group_id: 'g', product_ids: ['r:a'] }],
  },
  vulnerabilities: [
    {
      cve: 'CVE-1',
      product_status: { known_not_affected: ['r:a'], known_affected: ['a'] },
      flags: [{ label: 'x', group_ids: ['g'] }],
      remediations: [{ category: 'workaround', details: 'x', product_ids: ['a'] }],
    },
  ],
};

const PACKAGE: JudgedPackage = {
  name: 'a',
  purls: ['pkg:npm/a@1'].flatMap((text) => parsePurl(text) ?? []),
  cpes: ['cpe:/o:a:b'],
  digests: [],
};

const SOFTWARE = {
  name: 'cart:v1',
  images: ['pkg:oci/cart?tag=v1'].flatMap((text) => parsePurl(text) ?? []),
  digests: new Set(['sha256:ab']),
  link: '',
  cpe: 'cpe:/o:a:b:1',
};

/** The readers of VEX: a coded error or a document, and whatever was read can be asked, with every statement accounted for. */
export const vex: FuzzTarget = {
  seeds: [
    OPEN_VEX,
    CYCLONEDX,
    CSAF,
    { predicateType: 'x', subject: [{ digest: { sha256: 'ab' } }], predicate: OPEN_VEX },
  ].map((each) => JSON.stringify(each)),
  check: async (text) => {
    const document = readOrRefuse(text);
    if (document === undefined) return;
    const matcher = new VexMatcher([document], () => true);
    matcher.wordOf({ id: 'CVE-1', names: ['CVE-1', 'GHSA-1'], packages: [PACKAGE] }, SOFTWARE);
    const uses = matcher.uses();
    if (uses.length !== document.statements.length)
      throw new Error(`${uses.length} of ${document.statements.length} statements are accounted for`);
    for (const { place, why } of document.unread)
      if (place === '' || why === '') throw new Error('an unread part without place');
  },
};

function readOrRefuse(text: string): VexDocument | undefined {
  try {
    return readVex(Buffer.from(text), 'x');
  } catch (error) {
    if (error instanceof UserError) return undefined;
    throw error;
  }
}
