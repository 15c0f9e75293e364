import { assert, property, uint8Array } from 'fast-check';
import { expect, test } from 'vitest';
import { UserError } from '../core/errors.ts';
import { readBill } from './read-bill.ts';

function codeOf(bytes: Uint8Array): string {
  try {
    readBill(bytes, 'x.json');
    return 'read';
  } catch (error) {
    if (error instanceof UserError) return `${error.problem.code}: ${error.problem.message}`;
    throw error;
  }
}

const NESTED = `{"bomFormat":"CycloneDX","specVersion":"1.6","components":${'['.repeat(1e6)}`;

test.each<[string, string, string]>([
  ['no JSON', '{"bomFormat":', 'PL_E_SBOM_SYNTAX: The bill x.json cannot be read: it is no JSON.'],
  ['nothing', '', 'PL_E_SBOM_SYNTAX: The bill x.json cannot be read: it is no JSON.'],
  ['a list', '[]', 'PL_E_SBOM_FORMAT: The bill x.json is no object, which this version does not read.'],
  [
    'something else',
    '{}',
    'PL_E_SBOM_FORMAT: The bill x.json is neither CycloneDX nor SPDX, which this version does not read.',
  ],
  [
    'a version to come',
    '{"bomFormat":"CycloneDX","specVersion":"9.9"}',
    'PL_E_SBOM_FORMAT: The bill x.json is CycloneDX 9.9, which this version does not read.',
  ],
  [
    'a version that is none',
    '{"bomFormat":"CycloneDX","specVersion":{}}',
    'PL_E_SBOM_FORMAT: The bill x.json is CycloneDX of no known version, which this version does not read.',
  ],
  [
    'SPDX 3.1',
    '{"@context":"https://spdx.org/rdf/3.1/spdx-context.jsonld","@graph":[]}',
    'PL_E_SBOM_FORMAT: The bill x.json is SPDX 3.1, which this version does not read.',
  ],
  [
    'SPDX 3 of a version that is none',
    '{"@context":[{},"https://spdx.org/rdf/terms/spdx-context.jsonld"]}',
    'PL_E_SBOM_FORMAT: The bill x.json is SPDX of no known version, which this version does not read.',
  ],
  ...['3.0', '3.0.0', '3.0.1'].map((version): [string, string, string] => [
    `SPDX ${version}`,
    `{"@context":["https://spdx.org/rdf/${version}/spdx-context.jsonld",{"x":"https://x.example/"}],"@graph":[]}`,
    'read',
  ]),
  [
    'JSON-LD of something else',
    '{"@context":"https://openvex.dev/ns/v0.2.0","@graph":[]}',
    'PL_E_SBOM_FORMAT: The bill x.json is neither CycloneDX nor SPDX, which this version does not read.',
  ],
  [
    'SPDX 2.1',
    '{"spdxVersion":"SPDX-2.1"}',
    'PL_E_SBOM_FORMAT: The bill x.json is SPDX 2.1, which this version does not read.',
  ],
  [
    'SPDX 2.1 in tag-value form',
    '# made by hand\nSPDXVersion: SPDX-2.1\n',
    'PL_E_SBOM_FORMAT: The bill x.json is SPDX 2.1, which this version does not read.',
  ],
  [
    'XML',
    '<?xml version="1.0"?>\n<bom xmlns="http://cyclonedx.org/schema/bom/1.6"/>',
    'PL_E_SBOM_FORMAT: The bill x.json is CycloneDX in XML, which this version does not read.',
  ],
  [
    'what syft writes without artifacts',
    '{"schema":{"url":"https://raw.githubusercontent.com/anchore/syft/main/schema.json"}}',
    'PL_E_SBOM_FORMAT: The bill x.json is neither CycloneDX nor SPDX, which this version does not read.',
  ],
  [
    'another attestation',
    '{"_type":"https://in-toto.io/Statement/v1","predicateType":"https://slsa.dev/provenance/v1","predicate":{}}',
    'PL_E_SBOM_FORMAT: The bill x.json is neither CycloneDX nor SPDX, which this version does not read.',
  ],
  ['what nests too deep', NESTED, 'PL_E_SBOM_DEPTH: The bill x.json nests deeper than 200 levels.'],
  [
    'envelopes in envelopes',
    JSON.stringify({ predicate: { predicate: { predicate: { predicate: { predicate: {} } } } } }),
    'PL_E_SBOM_FORMAT: The bill x.json is neither CycloneDX nor SPDX, which this version does not read.',
  ],
  ['brackets in a text', JSON.stringify({ spdxVersion: 'SPDX-2.3', name: `\\"${'['.repeat(1000)}` }), 'read'],
  ['a byte order mark', '\uFEFF{"spdxVersion":"SPDX-2.3"}', 'read'],
  ['a key of a prototype', '{"spdxVersion":"SPDX-2.3","__proto__":{"packages":[{}]},"constructor":1}', 'read'],
])('%s', (_, text, expected) => {
  expect(codeOf(Buffer.from(text))).toBe(expected);
});

test('bytes that are no text', () => {
  expect(codeOf(Buffer.from([0xff, 0xfe, 0x7b, 0]))).toContain(
    'PL_E_SBOM_SYNTAX: The bill x.json cannot be read: it is UTF-16',
  );
});

test('garbage is refused with a code, and never throws another error', () => {
  assert(
    property(uint8Array({ maxLength: 64 }), (bytes) => {
      expect(codeOf(bytes)).toMatch(/^PL_E_SBOM_/);
    }),
  );
});
