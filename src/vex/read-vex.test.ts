import { describe, expect, test } from 'vitest';
import { UserError } from '../core/errors.ts';
import { readVex } from './read-vex.ts';
import type { ProductIdentity, VexDocument } from './statement.ts';

function read(document: unknown): VexDocument {
  const text = typeof document === 'string' ? document : JSON.stringify(document);
  return readVex(Buffer.from(text), 'vex.json');
}

function problemOf(document: unknown): string {
  try {
    read(document);
  } catch (error) {
    if (error instanceof UserError) return `${error.problem.code} ${error.problem.message}`;
    throw error;
  }
  return 'read';
}

function texts(identities: readonly ProductIdentity[]): readonly string[] {
  return identities.flatMap(({ purls, cpes, digests, range }) =>
    [...purls.map(String), ...cpes, ...digests].map((each) =>
      range === undefined ? each : `${each} in ${range.text}`,
    ),
  );
}

/** What a document says, short: names, status, products and in brackets their subcomponents. */
function said({ statements }: VexDocument): readonly string[] {
  return statements.map(({ vulnerabilities, status, products }) => {
    const of = products.map((product) => {
      const parts = texts(product.subcomponents);
      return `${texts([product]).join('|') || `(${product.text})`}${parts.length === 0 ? '' : ` [${parts.join(' ')}]`}`;
    });
    return `${vulnerabilities.join('|')} ${status}: ${of.join(', ')}`;
  });
}

const SHA = 'a'.repeat(64);

describe('OpenVEX', () => {
  const document = {
    '@context': 'https://openvex.dev/ns/v0.2.0',
    '@id': 'https://openvex.dev/docs/example/vex-1',
    author: 'Wolfi J Inkinson',
    timestamp: '2023-01-08T18:02:03.647787998-06:00',
    version: 1,
  };

  test('0.2 with objects', () => {
    const read020 = read({
      ...document,
      statements: [
        {
          vulnerability: {
            '@id': 'https://nvd.nist.gov/vuln/detail/CVE-2019-17571',
            name: 'CVE-2019-17571',
            aliases: ['GHSA-2qrg-x229-3v8q'],
          },
          products: [
            { '@id': 'pkg:apk/wolfi/git@2.39.0-r1?arch=armv7' },
            {
              '@id': 'https://example.com/log4j',
              identifiers: {
                purl: 'pkg:maven/org.apache/log4j@2.4',
                cpe23: 'cpe:2.3:a:apache:log4j:2.4:-:*:*:*:*:*:*',
              },
              hashes: { 'sha-256': SHA.toUpperCase() },
              subcomponents: [{ '@id': 'pkg:maven/a/b' }],
            },
          ],
          status: 'not_affected',
          justification: 'component_not_present',
          impact_statement: ' It was taken out. ',
          last_updated: '2023-02-01T00:00:00Z',
        },
        { vulnerability: { name: 'CVE-2' }, products: [{ '@id': `sha256:${SHA}` }], status: 'fixed' },
      ],
    });
    expect([read020.format, read020.unread]).toEqual(['OpenVEX 0.2.0', []]);
    expect(said(read020)).toEqual([
      `CVE-2019-17571|https://nvd.nist.gov/vuln/detail/CVE-2019-17571|GHSA-2qrg-x229-3v8q not_affected: pkg:apk/wolfi/git@2.39.0-r1?arch=armv7, pkg:maven/org.apache/log4j@2.4|cpe:2.3:a:apache:log4j:2.4:-:*:*:*:*:*:*|sha256:${SHA} [pkg:maven/a/b]`,
      `CVE-2 fixed: sha256:${SHA}`,
    ]);
    expect(read020.statements[0]).toMatchObject({
      justification: 'component_not_present',
      says: 'It was taken out.',
      author: 'Wolfi J Inkinson',
      time: Date.parse('2023-02-01T00:00:00Z'),
      file: 'vex.json',
      place: 'statements[0]',
    });
    expect(read020.statements[1]?.time).toBe(Date.parse('2023-01-09T00:02:03.647Z'));
  });

  test.each(['https://openvex.dev/ns', 'https://openvex.dev/ns/v0.0.1'])('0.0 with texts: %s', (context) => {
    const statement = {
      vulnerability: 'CVE-2021-44228',
      products: ['pkg:oci/cart@sha256%3Aabc'],
      subcomponents: ['pkg:maven/a/b', 'pkg:maven/c/d@1'],
      status: 'under_investigation',
    };
    expect(said(read({ ...document, '@context': context, statements: [statement] }))).toEqual([
      'CVE-2021-44228 under_investigation: pkg:oci/cart@sha256:abc [pkg:maven/a/b pkg:maven/c/d@1]',
    ]);
  });

  const SOUND = {
    vulnerability: { name: 'CVE-1' },
    products: [{ '@id': 'pkg:npm/a' }],
    status: 'not_affected',
    justification: 'component_not_present',
  };

  test.each<[string, unknown, string]>([
    ['no object', 7, 'statements[0] is no object'],
    ['a status that is none', { ...SOUND, status: 'fine' }, 'statements[0].status is no status of VEX'],
    ['no status', { ...SOUND, status: undefined }, 'statements[0] has no status'],
    ['a status of an enemy', { ...SOUND, status: 'constructor' }, 'statements[0].status is no status of VEX'],
    ['no product', { ...SOUND, products: [] }, 'statements[0] names no product'],
    ['a product without identity', { ...SOUND, products: [{}] }, 'statements[0].products[0] identifies nothing'],
    ['products that are no list', { ...SOUND, products: 'x' }, 'statements[0].products is no list'],
    ['no flaw', { ...SOUND, vulnerability: {} }, 'statements[0].vulnerability names no vulnerability'],
    ['a flaw that is a number', { ...SOUND, vulnerability: 7 }, 'statements[0].vulnerability is no object'],
    ['no reason', { ...SOUND, justification: '' }, 'statements[0] says not_affected, and neither a justification nor'],
    ['a justification that is none', { ...SOUND, justification: 'trust me' }, 'statements[0].justification is no just'],
    ['a time that is none', { ...SOUND, timestamp: 'tomorrow' }, 'statements[0].timestamp is no time'],
    ['a time that is no day', { ...SOUND, timestamp: '2023-13-01T00:00:00Z' }, 'statements[0].timestamp is no time'],
  ])('tells a statement with %s, and counts the others', (_, statement, told) => {
    const { statements, unread } = read({ ...document, statements: [statement, SOUND] });
    expect(statements.map(({ place }) => place)).toEqual(['statements[1]']);
    expect(`${unread[0]?.place} ${unread[0]?.why}`).toContain(told);
  });

  test('tells a hundred of those that cannot be read', () => {
    const { unread } = read({ ...document, statements: Array.from({ length: 5000 }, () => 7) });
    expect(unread).toHaveLength(101);
    expect(unread[100]).toEqual({
      place: 'statements[100]',
      why: 'could not be read, and so could not 4899 parts behind it',
    });
  });

  test('in an attestation is about its subjects, where it names no product', () => {
    const predicate = { ...document, statements: [{ ...SOUND, products: undefined }, SOUND] };
    const statement = {
      _type: 'https://in-toto.io/Statement/v1',
      predicateType: 'https://openvex.dev/ns/v0.2.0',
      subject: [{ name: 'registry.example.com/cart', digest: { sha256: SHA } }],
      predicate,
    };
    const told = [`CVE-1 not_affected: sha256:${SHA}`, 'CVE-1 not_affected: pkg:npm/a'];
    expect(said(read(statement))).toEqual(told);
    const payload = Buffer.from(JSON.stringify({ ...statement, padding: 'x'.repeat(5000) })).toString('base64');
    expect(said(read({ payloadType: 'application/vnd.in-toto+json', payload, signatures: [] }))).toEqual(told);
  });
});

describe('CycloneDX', () => {
  const document = {
    bomFormat: 'CycloneDX',
    specVersion: '1.6',
    metadata: { timestamp: '2022-03-03T00:00:00Z', supplier: { name: 'Acme' } },
  };
  const analysis = { state: 'not_affected', justification: 'code_not_reachable', detail: 'Never called.' };

  test.each([
    ['not_affected', 'not_affected'],
    ['false_positive', 'not_affected'],
    ['resolved', 'fixed'],
    ['resolved_with_pedigree', 'fixed'],
    ['exploitable', 'affected'],
    ['in_triage', 'under_investigation'],
  ])('has %s for %s', (state, status) => {
    const vulnerabilities = [
      {
        id: 'CVE-1',
        references: [{ id: 'SNYK-1', source: { name: 'SNYK' } }],
        analysis: { ...analysis, state },
        affects: [{ ref: 'pkg:npm/a@1' }],
      },
      { id: 'CVE-2', affects: [{ ref: 'pkg:npm/a@1' }] },
    ];
    const document16 = read({ ...document, vulnerabilities });
    expect(said(document16)).toEqual([`CVE-1|SNYK-1 ${status}: pkg:npm/a@1`]);
    expect(document16.statements[0]).toMatchObject({
      justification: 'code_not_reachable',
      says: 'Never called.',
      author: 'Acme',
      time: Date.parse('2022-03-03T00:00:00Z'),
      place: 'vulnerabilities[0]',
    });
  });

  test.each<[string, object, string]>([
    ['a component of the document', { ref: 'a' }, '(Acme Product 2.4.0) [pkg:npm/a@1]'],
    ['one in another', { ref: 'inner' }, '(Acme Product 2.4.0) [pkg:npm/inner]'],
    ['the product itself', { ref: 'product' }, '(Acme Product 2.4.0)'],
    [
      'versions',
      { ref: 'inner', versions: [{ version: '1' }, { version: '2' }] },
      '(Acme Product 2.4.0) [pkg:npm/inner@1 pkg:npm/inner@2]',
    ],
    [
      'a range of versions',
      { ref: 'inner', versions: [{ range: 'vers:npm/<2' }] },
      '(Acme Product 2.4.0) [pkg:npm/inner in vers:npm/<2]',
    ],
    [
      'a range as older documents write it',
      { ref: 'inner', versions: { range: 'vers:npm/<2' } },
      '(Acme Product 2.4.0) [pkg:npm/inner in vers:npm/<2]',
    ],
    [
      'a component of another document',
      { ref: 'urn:cdx:3e671687-395b-41f5-a30f-a58921a69b79/1#pkg:npm/a@1?x=y' },
      '(urn:cdx:3e671687-395b-41f5-a30f-a58921a69b79/1#pkg:npm/a@1?x=y) [pkg:npm/a@1?x=y]',
    ],
  ])('names %s', (_, affected, told) => {
    const metadata = {
      component: { type: 'application', name: 'Acme Product', version: '2.4.0', 'bom-ref': 'product' },
    };
    const components = [
      { 'bom-ref': 'a', purl: 'pkg:npm/a@1', name: 'a', components: [{ 'bom-ref': 'inner', purl: 'pkg:npm/inner' }] },
    ];
    const vulnerabilities = [{ id: 'CVE-1', analysis, affects: [affected] }];
    expect(said(read({ ...document, metadata, components, vulnerabilities }))).toEqual([`CVE-1 not_affected: ${told}`]);
  });

  test('names an image as its tool does, without a package URL', () => {
    const component = { type: 'container', name: 'registry.example.com/shop/cart:v1', version: `sha256:${SHA}` };
    const vulnerabilities = [{ id: 'CVE-1', analysis, affects: [{ ref: 'pkg:npm/a' }] }];
    expect(said(read({ ...document, metadata: { component }, vulnerabilities }))).toEqual([
      `CVE-1 not_affected: pkg:oci/cart@sha256:${SHA}?repository_url=registry.example.com%2Fshop%2Fcart&tag=v1 [pkg:npm/a]`,
    ]);
  });

  test.each<[string, object, string]>([
    [
      'a range of versions that cannot be read',
      { affects: [{ ref: 'pkg:npm/a', versions: [{ range: '<2' }] }] },
      'affects[0].versions[0].range is no range as `vers:npm/>=1.0.0|<1.4.2`',
    ],
    ['a reference to nothing', { affects: [{ ref: 'b' }] }, 'affects[0] names neither a component of the document nor'],
    ['nothing affected', { affects: [] }, 'names nothing that is affected'],
    ['a state that is none', { analysis: { state: 'fine' } }, 'analysis.state is no state of an analysis'],
    ['no id', { id: undefined }, 'has no id'],
  ])('tells %s', (_, change, told) => {
    const sound = { id: 'CVE-1', analysis, affects: [{ ref: 'pkg:npm/a' }] };
    const { statements, unread } = read({ ...document, vulnerabilities: [{ ...sound, ...change }, sound, 7] });
    expect(statements.map(({ place }) => place)).toEqual(['vulnerabilities[1]']);
    expect(unread.map(({ place, why }) => `${place} ${why}`)).toEqual([
      expect.stringContaining(told),
      'vulnerabilities[2] is no object',
    ]);
  });
});

/** A product of a branch, as Red Hat and SUSE nest them. */
function branch(category: string, name: string, product: object, branches: readonly unknown[] = []): object {
  return { category, name, product: { name, product_id: name, product_identification_helper: product }, branches };
}

const component = (id: string, of: string): object => ({
  category: 'default_component_of',
  full_product_name: { name: `${id} as a component of ${of}`, product_id: `${of}:${id}` },
  product_reference: id,
  relates_to_product_reference: of,
});

describe('CSAF', () => {
  const document = {
    document: {
      category: 'csaf_vex',
      csaf_version: '2.0',
      publisher: { category: 'vendor', name: 'Red Hat Product Security' },
      tracking: { current_release_date: '2024-09-13T20:58:30+00:00' },
    },
    product_tree: {
      branches: [
        {
          category: 'vendor',
          name: 'Red Hat',
          branches: [
            branch('product_name', 'rhel9', { cpe: 'cpe:/o:redhat:enterprise_linux:9' }),
            branch('product_version', 'kernel', { purl: 'pkg:rpm/redhat/kernel?arch=src' }),
            branch('product_version', 'kernel-5.src', { purl: 'pkg:rpm/redhat/kernel@5?arch=src' }),
            branch('product_version', 'buildah', { purl: 'pkg:rpm/redhat/buildah' }),
            branch('product_version', 'tools', { purl: 'pkg:rpmmod/redhat/tools@rhel8' }),
          ],
        },
      ],
      full_product_names: [
        { product_id: 'cart', name: 'Cart', product_identification_helper: { purls: ['pkg:npm/cart'] } },
      ],
      relationships: [
        component('kernel', 'rhel9'),
        component('kernel-5.src', 'rhel9'),
        component('tools', 'rhel9'),
        component('buildah', 'rhel9:tools'),
      ],
      product_groups: [{ group_id: 'g', product_ids: ['cart', 'rhel9:kernel'] }],
    },
  };

  test('names components of products', () => {
    const vulnerability = {
      cve: 'CVE-2023-20593',
      ids: [{ system_name: 'Red Hat Bugzilla', text: '2217845' }],
      product_status: {
        known_not_affected: ['rhel9:kernel', 'cart', 'rhel9:tools:buildah'],
        fixed: ['rhel9:kernel-5.src'],
        known_affected: ['cart'],
        recommended: ['cart'],
        under_investigation: [],
      },
      flags: [{ label: 'vulnerable_code_not_present', group_ids: ['g'] }],
      threats: [{ category: 'impact', details: 'Moderate', product_ids: ['cart', 'rhel9:tools:buildah'] }],
      remediations: [{ category: 'workaround', details: 'Turn it off.', product_ids: ['cart'] }],
    };
    const csaf = read({ ...document, vulnerabilities: [vulnerability] });
    expect([csaf.format, csaf.unread]).toEqual(['CSAF 2.0', []]);
    expect(said(csaf)).toEqual([
      'CVE-2023-20593|2217845 not_affected: cpe:/o:redhat:enterprise_linux:9 [pkg:rpm/redhat/kernel?arch=src], pkg:npm/cart',
      // Which stream of a module a package is of is not compared, so nothing can be found by it.
      'CVE-2023-20593|2217845 not_affected: cpe:/o:redhat:enterprise_linux:9',
      'CVE-2023-20593|2217845 fixed: cpe:/o:redhat:enterprise_linux:9 [pkg:rpm/redhat/kernel@5?arch=src]',
      'CVE-2023-20593|2217845 affected: pkg:npm/cart',
    ]);
    expect(csaf.statements[1]?.products[0]?.subcomponents).toMatchObject([
      { text: 'pkg:rpm/redhat/buildah in pkg:rpmmod/redhat/tools@rhel8' },
    ]);
    expect(csaf.statements.map(({ justification, says, place }) => [justification, says, place])).toEqual([
      ['vulnerable_code_not_present', '', 'vulnerabilities[0].product_status.known_not_affected[0]'],
      ['', 'Moderate', 'vulnerabilities[0].product_status.known_not_affected[2]'],
      ['', '', 'vulnerabilities[0].product_status.fixed[0]'],
      ['', 'Turn it off.', 'vulnerabilities[0].product_status.known_affected[0]'],
    ]);
  });

  test('names the versions of a product by a range, and tells one that cannot be read', () => {
    const branches = [
      branch('product_version_range', 'vers:npm/<4.17.10', { purl: 'pkg:npm/lodash' }),
      branch('product_version_range', 'all before 4', { purl: 'pkg:npm/lodash' }),
      branch('product_version', '4.17.9', { purl: 'pkg:npm/lodash@4.17.9' }),
    ];
    const ids = ['vers:npm/<4.17.10', 'all before 4', '4.17.9'];
    const vulnerabilities = [{ cve: 'CVE-1', product_status: { known_not_affected: ids } }];
    const csaf = read({ ...document, product_tree: { branches }, vulnerabilities });
    expect(said(csaf)).toEqual(['CVE-1 not_affected: pkg:npm/lodash in vers:npm/<4.17.10, pkg:npm/lodash@4.17.9']);
    expect(csaf.unread.map(({ why }) => why)).toEqual([
      'names the product all before 4, whose version is no range as `vers:npm/>=1.0.0|<1.4.2`',
    ]);
  });

  test.each<[string, object, string]>([
    ['a product that is not there', { product_status: { fixed: ['none', 'cart'] } }, 'names the product none, which'],
    ['no name', { cve: undefined }, 'vulnerabilities[0] names no vulnerability'],
    ['a status that is no list', { product_status: { fixed: 'cart' } }, 'product_status.fixed is no list'],
    ['a flag without a label', { flags: [{}] }, 'flags[0] has no label'],
  ])('tells %s', (_, change, told) => {
    const sound = { cve: 'CVE-1', product_status: { fixed: ['cart'] } };
    const { unread } = read({ ...document, vulnerabilities: [{ ...sound, ...change }, sound] });
    expect(unread.map(({ place, why }) => `${place} ${why}`)).toEqual([expect.stringContaining(told)]);
  });

  test('ends with relationships that do not', () => {
    const product_tree = {
      full_product_names: [{ product_id: 'x', name: 'x' }],
      relationships: [
        { ...component('x', 'b'), full_product_name: { product_id: 'a' } },
        { ...component('x', 'a'), full_product_name: { product_id: 'b' } },
      ],
    };
    const vulnerabilities = [{ cve: 'CVE-1', product_status: { fixed: ['a'] } }];
    expect(read({ ...document, product_tree, vulnerabilities }).unread[0]?.why).toContain(
      'whose relationships do not end',
    );
  });

  test('does not let a few groups name thousands of products thousands of times', () => {
    const product_groups = [{ group_id: 'g', product_ids: Array.from({ length: 20_000 }, (_, index) => `${index}`) }];
    const flags = Array.from({ length: 20_000 }, () => ({ label: 'x', group_ids: ['g'] }));
    const vulnerabilities = [{ cve: 'CVE-1', product_status: {}, flags }];
    expect(read({ ...document, product_tree: { product_groups }, vulnerabilities }).unread[0]?.why).toBe(
      'names more than 1000000 products by groups',
    );
  });
});

describe('what is no VEX document', () => {
  test.each<[unknown, string]>([
    ['{', 'PL_E_VEX_SYNTAX The VEX document vex.json cannot be read: it is no JSON.'],
    ['[]', 'PL_E_VEX_FORMAT The VEX document vex.json is no object, which'],
    ['<bom/>', 'PL_E_VEX_FORMAT The VEX document vex.json is XML, which'],
    ['a\0b', 'PL_E_VEX_SYNTAX'],
    [{}, 'neither OpenVEX, CycloneDX nor CSAF'],
    [{ '@context': 'https://openvex.dev/ns/v9.0.0' }, 'is OpenVEX 9.0.0'],
    [{ bomFormat: 'CycloneDX', specVersion: '1.3' }, 'is CycloneDX 1.3'],
    [{ bomFormat: 'CycloneDX', specVersion: 'x\u001b[31m' }, 'is CycloneDX of no known version'],
    [{ document: { csaf_version: '1.2' } }, 'is CSAF 1.2'],
    [
      { '@context': 'https://openvex.dev/ns', statements: 7 },
      'PL_E_VEX_FIELD The VEX document vex.json is damaged at statements',
    ],
    [{ '@context': 'https://openvex.dev/ns', author: {} }, 'is damaged at author: it is no text'],
    [{ document: { csaf_version: '2.1' }, product_tree: { branches: [7] } }, 'is damaged at product_tree.branches[0]'],
    [`${'{"a":'.repeat(200)}1${'}'.repeat(200)}`, 'PL_E_VEX_DEPTH The VEX document vex.json nests deeper than 100'],
    [{ payloadType: 'x', payload: '!' }, 'PL_E_VEX_SYNTAX'],
    [{ payloadType: 'x' }, 'is damaged at its beginning: it has no payload'],
  ])('%j', (document, problem) => {
    expect(problemOf(document)).toContain(problem);
  });
});
