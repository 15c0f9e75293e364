import { writeFileSync } from 'node:fs';
import { Readable } from 'node:stream';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { flaw, writeBucket } from '../../../test/advisories/write-bucket.ts';
import { writeLayout } from '../../../test/image/write-layout.ts';
import { writeTar } from '../../../test/image/write-tar.ts';
import { type TemporaryTree, temporaryTree } from '../../../test/temporary-tree.ts';
import type { FindingDocument, ReportDocument } from '../../contract/report.ts';
import { main } from '../main.ts';

const HIGH = { severity: [{ type: 'CVSS_V3', score: 'CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:N/I:N/A:H' }] };

const ADVISORIES = {
  Debian: [flaw('DEBIAN-CVE-2023-0286', ['Debian:12', 'openssl', '3.0.8-1'], { upstream: ['CVE-2023-0286'], ...HIGH })],
  npm: [flaw('GHSA-35jh-r3h4-6jhm', ['npm', 'lodash', '4.17.21'], { aliases: ['CVE-2021-23337'], ...HIGH })],
};

const DPKG = ['libssl3', 'openssl']
  .map(
    (name) =>
      `Package: ${name}\nStatus: install ok installed\nSource: openssl\nVersion: 3.0.7-1\nArchitecture: amd64\n`,
  )
  .join('\n');

let tree: TemporaryTree;
beforeEach(async () => {
  tree = temporaryTree();
  writeLayout(tree.path('image'), {
    layers: [
      writeTar([
        { name: 'etc/os-release', body: 'ID=debian\nVERSION_ID="12"\n' },
        { name: 'var/lib/dpkg/status', body: DPKG },
        { name: 'var/lib/dpkg/info/libssl3.list', body: '/usr/lib/libssl.so.3\n' },
        { name: 'var/lib/dpkg/info/openssl.list', body: '/usr/bin/openssl\n' },
        { name: 'app/node_modules/lodash/package.json', body: '{ "name": "lodash", "version": "4.17.20" }' },
      ]),
    ],
    config: { User: '10001' },
  });
  writeBucket(tree.path('osv'), ADVISORIES);
  writeFileSync(tree.path('plimsoll.yaml'), 'profile: restricted\n');
  await plimsoll('db', 'import', 'osv');
});
afterEach(() => {
  tree.remove();
});

async function plimsoll(...argv: readonly string[]) {
  const written = { out: '', err: '' };
  const code = await main(
    argv.map((word) => word.replace(/^oci:/, `oci:${tree.root}/`)),
    {
      out: (text) => {
        written.out += text.replaceAll(`${tree.root}/`, '');
      },
      err: (text) => {
        written.err += text.replaceAll(`${tree.root}/`, '');
      },
      in: Readable.from([]),
      directory: tree.root,
      environment: { PLIMSOLL_DB: tree.path('db'), SOURCE_DATE_EPOCH: '1700000000' },
      colour: false,
      width: 160,
    },
  );
  return { code, ...written };
}

async function report(...argv: readonly string[]): Promise<ReportDocument> {
  const { out, err } = await plimsoll('scan', 'oci:image', ...argv, '--no-cache', '-o', 'json');
  expect(err).toBe('');
  return JSON.parse(out);
}

function about({ findings }: ReportDocument, id: string): FindingDocument | undefined {
  return findings.find(({ vulnerability }) => vulnerability?.id === id);
}

interface Said {
  readonly name: string;
  readonly products: readonly unknown[];
  readonly more?: Readonly<Record<string, unknown>>;
}

function openVex(...statements: readonly Said[]): string {
  return JSON.stringify({
    '@context': 'https://openvex.dev/ns/v0.2.0',
    '@id': 'https://openvex.dev/docs/example/vex-1',
    author: 'security@example.com',
    timestamp: '2023-11-01T00:00:00Z',
    version: 1,
    statements: statements.map(({ name, products, more }) => ({
      vulnerability: { name },
      products,
      status: 'not_affected',
      justification: 'vulnerable_code_not_in_execute_path',
      ...more,
    })),
  });
}

function write(name: string, text: string): string {
  writeFileSync(tree.path(name), text);
  return tree.path(name);
}

const LODASH = { name: 'CVE-2021-23337', products: [{ '@id': 'pkg:npm/lodash@4.17.20' }] };

describe('--vex', () => {
  test('accepts what somebody says is no flaw of the package, and shows who', async () => {
    const path = write('vex.json', openVex(LODASH));
    const whole = await report('--vex', path);
    expect(about(whole, 'CVE-2021-23337')).toMatchObject({
      action: 'deny',
      exception: {
        source: 'vex',
        status: 'not_affected',
        justification: 'vulnerable_code_not_in_execute_path',
        author: 'security@example.com',
        file: 'vex.json',
        place: 'statements[0]',
      },
    });
    expect(about(whole, 'CVE-2023-0286')?.exception).toBeUndefined();
    expect(whole.vex).toMatchObject({
      documents: [{ path: 'vex.json', format: 'OpenVEX 0.2.0', statements: 1, unread: [] }],
      statements: [{ vulnerability: 'CVE-2021-23337', state: 'applied', findings: 1, near: [] }],
      unlisted: 0,
    });
    const { code, out } = await plimsoll('scan', 'oci:image', '--no-cache', '--vex', path);
    expect(code).toBe(1);
    expect(out).toMatch(/CVE-2021-23337 +lodash +4\.17\.20 +4\.17\.21 +high 7\.5 +accepted/);
    expect(out).toContain('VEX\n  vex.json:1: VEX accepts 1 finding\n');
  });

  test('knows the flaw by any of its names, and the package by that of its source', async () => {
    const path = write(
      'vex.json',
      openVex(
        { name: 'GHSA-35jh-r3h4-6jhm', products: ['pkg:npm/lodash'] },
        { name: 'cve-2023-0286', products: [{ identifiers: { purl: 'pkg:deb/debian/openssl@3.0.7-1?arch=source' } }] },
      ),
    );
    expect((await report('--vex', path)).verdict).toBe('passed');
  });

  test('accepts nothing where it is about a part of the packages alone', async () => {
    const product = 'pkg:deb/debian/libssl3@3.0.7-1?arch=amd64&distro=debian-12';
    const whole = await report('--vex', write('vex.json', openVex({ name: 'CVE-2023-0286', products: [product] })));
    expect(about(whole, 'CVE-2023-0286')).toMatchObject({
      refusal: 'VEX of security@example.com (vex.json) says that it is not affected, and says nothing of openssl.',
      vulnerability: { vex: { except: ['openssl'] } },
    });
    expect(whole.vex?.statements).toMatchObject([{ state: 'refused', findings: 1 }]);
  });

  test('lets the newest statement count, and shows what accepts nothing as a note', async () => {
    const path = write(
      'vex.json',
      openVex(LODASH, {
        ...LODASH,
        more: {
          status: 'affected',
          justification: '',
          action_statement: 'Update to 4.17.21',
          timestamp: '2023-11-02T00:00:00Z',
        },
      }),
    );
    const whole = await report('--vex', path);
    expect(about(whole, 'CVE-2021-23337')?.exception).toBeUndefined();
    expect(whole.vex?.statements.map(({ state }) => state)).toEqual(['older', 'noted']);
    const { out } = await plimsoll('scan', 'oci:image', '--no-cache', '--vex', path);
    expect(out).toContain(
      '~ CVE-2021-23337: VEX of security@example.com (vex.json) says that it is affected: Update to 4.17.21.\n',
    );
  });

  test('tells of statements that are about nothing what is nearest', async () => {
    const path = write(
      'vex.json',
      openVex(
        { name: 'CVE-2021-23337', products: ['pkg:npm/lodash@4.17.19'] },
        { name: 'CVE-2023-0268', products: ['pkg:deb/debian/openssl'] },
        { name: 'CVE-1999-0001', products: ['pkg:npm/other'] },
      ),
    );
    const { statements = [] } = (await report('--vex', path)).vex ?? {};
    expect(statements.map(({ state, near }) => [state, near])).toEqual([
      ['unused', ['CVE-2021-23337 is in lodash of oci:image, which has the version 4.17.20, not 4.17.19']],
      ['unused', ['openssl of oci:image has CVE-2023-0286']],
      ['unused', []],
    ]);
    const { out } = await plimsoll('scan', 'oci:image', '--no-cache', '--vex', path);
    expect(out).toContain('vex.json:1: statements[1] (CVE-2023-0268 not affected in pkg:deb/debian/openssl) is about');
  });

  test('tells which statements cannot be read, and counts the others', async () => {
    const path = write('vex.json', openVex({ ...LODASH, more: { status: 'fine' } }, LODASH));
    const whole = await report('--vex', path);
    expect(about(whole, 'CVE-2021-23337')?.exception).toMatchObject({ place: 'statements[1]' });
    expect(whole.vex?.documents[0]?.unread).toEqual([{ place: 'statements[0].status', why: 'is no status of VEX' }]);
  });

  test('of what is no VEX document is an error that names it', async () => {
    const { code, err } = await plimsoll('scan', 'oci:image', '--vex', write('vex.json', '{ "name": "cart" }'));
    expect([code, err]).toEqual([2, expect.stringContaining('vex.json is neither OpenVEX, CycloneDX nor CSAF')]);
    expect((await plimsoll('scan', 'oci:image', '--vex', tree.path('none.json'))).err).toContain('none.json');
  });

  test.each(['sarif', 'gitlab', 'junit', 'html', 'markdown', 'github'])('is shown in %s', async (format) => {
    const path = write('vex.json', openVex(LODASH, { name: 'CVE-1', products: ['pkg:npm/x'] }));
    const { out } = await plimsoll('scan', 'oci:image', '--no-cache', '--vex', path, '-o', format);
    expect(out).toContain('CVE-1 not affected in pkg:npm/x');
    expect(out.replace(/<script>[\s\S]*<\/script>/, '')).not.toMatch(/undefined|\[object/);
  });

  test.each(['sarif', 'junit', 'html', 'markdown'])('is shown as what accepts a finding in %s', async (format) => {
    const path = write('vex.json', openVex(LODASH));
    const { out } = await plimsoll('scan', 'oci:image', '--no-cache', '--vex', path, '-o', format);
    expect(out).toMatch(/Accepted by VEX of security\S+example\.com \(vex\.json\), not affected/);
  });
});

function inside(image: string, subcomponent = 'pkg:npm/lodash'): string {
  const products = [{ '@id': image, subcomponents: [{ '@id': subcomponent }] }];
  return write('vex.json', openVex({ name: 'CVE-2021-23337', products }));
}

describe('the image as the product', () => {
  test('is known by its digest, wherever it lies, and by its name', async () => {
    const { out } = await plimsoll('sbom', 'oci:image', '--no-cache');
    const digest = /sha256(?::|%3A)([0-9a-f]{64})/.exec(out)?.[1] ?? '';
    for (const image of [
      `pkg:oci/anything@sha256%3A${digest}?repository_url=registry.example.com/shop/anything`,
      'pkg:oci/image',
    ])
      expect(about(await report('--vex', inside(image)), 'CVE-2021-23337')?.exception?.source).toBe('vex');
  });

  test.each([
    [`pkg:oci/image@sha256%3A${'0'.repeat(64)}`, 'pkg:npm/lodash', /which has the digest sha256:/],
    ['pkg:oci/image?tag=v2', 'pkg:npm/lodash', /which has no known tag, not v2/],
    ['pkg:oci/image?repository_url=registry.example.com/image', 'pkg:npm/lodash', /has no known repository/],
    ['pkg:oci/image', 'pkg:npm/underscore', /which is pkg:npm\/lodash@4\.17\.20/],
    ['pkg:npm/shop', 'pkg:npm/lodash', /not told to be in pkg:npm\/shop/],
  ])('is not %s with %s', async (image, subcomponent, near) => {
    const whole = await report('--vex', inside(image, subcomponent));
    expect(about(whole, 'CVE-2021-23337')?.exception).toBeUndefined();
    expect(whole.vex?.statements[0]?.near[0]).toMatch(near);
  });

  test('takes with it all that is in it, where no subcomponent is named', async () => {
    const products = [{ '@id': 'pkg:oci/image' }];
    const path = write('vex.json', openVex({ name: 'CVE-2021-23337', products }));
    expect(about(await report('--vex', path), 'CVE-2021-23337')?.exception?.source).toBe('vex');
    expect(about(await report('--vex', path), 'CVE-2023-0286')?.exception).toBeUndefined();
  });
});

test('a bill is the product of a statement that links to it', async () => {
  const serial = '3e671687-395b-41f5-a30f-a58921a69b79';
  const component = { type: 'library', name: 'lodash', version: '4.17.20', purl: 'pkg:npm/lodash@4.17.20' };
  const bill = { bomFormat: 'CycloneDX', specVersion: '1.6', version: 2, serialNumber: `urn:uuid:${serial}` };
  write('cart.cdx.json', JSON.stringify({ ...bill, components: [component] }));
  const verdictWith = async (link: string) => {
    const affects = [{ ref: `${link}#${component.purl}` }];
    const vulnerability = { id: 'CVE-2021-23337', analysis: { state: 'not_affected' }, affects };
    const text = { bomFormat: 'CycloneDX', specVersion: '1.6', vulnerabilities: [vulnerability] };
    const path = write('vex.json', JSON.stringify(text));
    const { out } = await plimsoll('scan', `sbom:${tree.path('cart.cdx.json')}`, '--vex', path, '-o', 'json');
    const { verdict }: ReportDocument = JSON.parse(out);
    return verdict;
  };
  expect(await verdictWith(`urn:cdx:${serial}/2`)).toBe('passed');
  expect(await verdictWith(`urn:cdx:${serial}/1`)).toBe('blocked');
});

describe('a policy', () => {
  test('names documents, and nobody looks for others', async () => {
    write('vex.json', openVex(LODASH));
    expect((await report()).vex).toBeUndefined();
    write('plimsoll.yaml', 'profile: restricted\nvex: [vex.json]\n');
    expect(about(await report(), 'CVE-2021-23337')?.exception).toMatchObject({ source: 'vex', file: 'vex.json' });
  });

  test('says whose statements count', async () => {
    write('vex.json', openVex(LODASH));
    write('plimsoll.yaml', 'vex: { files: [vex.json], authors: [vendor@example.com] }\n');
    const whole = await report();
    expect(about(whole, 'CVE-2021-23337')?.exception).toBeUndefined();
    expect(whole.vex?.statements.map(({ state }) => state)).toEqual(['untrusted']);
    write('plimsoll.yaml', 'vex: { files: [vex.json], authors: [security@example.com] }\n');
    expect(about(await report(), 'CVE-2021-23337')?.exception?.source).toBe('vex');
  });

  test('says of which rules statements are only noted', async () => {
    write('vex.json', openVex(LODASH));
    write('plimsoll.yaml', 'vex: { files: [vex.json], noted: [image/fixable-vulnerability] }\n');
    expect(about(await report(), 'CVE-2021-23337')).toMatchObject({
      refusal: expect.stringContaining('findings of image/fixable-vulnerability are accepted by an exception alone'),
    });
  });

  test('that locks a rule lets only the documents that it names accept', async () => {
    write('platform.yaml', 'profile: restricted\nlocked: [image/*]\nvex: [platform.json]\n');
    write('plimsoll.yaml', 'extends: platform.yaml\nvex: [vex.json]\n');
    write('platform.json', openVex({ name: 'CVE-2023-0286', products: ['pkg:deb/debian/openssl'] }));
    write('vex.json', openVex(LODASH));
    const whole = await report();
    expect(about(whole, 'CVE-2023-0286')?.exception).toMatchObject({ file: 'platform.json' });
    expect(about(whole, 'CVE-2021-23337')).toMatchObject({
      refusal: expect.stringMatching(
        /platform\.yaml:2:\d+ locks image\/fixable-vulnerability, and no file there names/,
      ),
    });
    expect(about(await report('--vex', tree.path('vex.json')), 'CVE-2021-23337')?.exception).toBeUndefined();
  });

  test('with an exception for it counts before VEX', async () => {
    write('vex.json', openVex(LODASH));
    write(
      'plimsoll.yaml',
      `vex: [vex.json]
exceptions:
  - rule: image/fixable-vulnerability
    scope: { vulnerability: CVE-2021-23337 }
    owner: shop
    reason: no template comes from outside
    expires: 2030-01-01
`,
    );
    expect(about(await report(), 'CVE-2021-23337')?.exception).toMatchObject({ source: 'policy', owner: 'shop' });
  });
});

function exceptions(justification: string): string {
  return ['CVE-2021-23337', 'CVE-2023-0286']
    .map(
      (name) => `  - rule: image/fixable-vulnerability
    scope: { vulnerability: ${name} }
    owner: team-shop
    reason: no template comes from outside
${justification}    expires: 2030-01-31
`,
    )
    .join('');
}

const JUSTIFIED = '    justification: vulnerable_code_not_in_execute_path\n';

describe('plimsoll vex', () => {
  test('writes what exceptions say, which --vex takes for the same', async () => {
    write('plimsoll.yaml', `exceptions:\n${exceptions(JUSTIFIED)}`);
    expect((await report()).verdict).toBe('passed');
    const first = await plimsoll('vex', 'oci:image', '--no-cache', '-o', tree.path('cart.openvex.json'));
    expect(first).toEqual({ code: 0, out: '', err: '' });
    const { out } = await plimsoll('vex', 'oci:image', '--no-cache');
    write('again.json', out);
    write('plimsoll.yaml', 'profile: restricted\n');
    expect((await report()).verdict).toBe('blocked');
    for (const name of ['cart.openvex.json', 'again.json']) {
      const whole = await report('--vex', tree.path(name));
      expect(whole.verdict).toBe('passed');
      expect(about(whole, 'CVE-2023-0286')?.exception).toMatchObject({
        author: 'team-shop',
        justification: 'vulnerable_code_not_in_execute_path',
        reason: 'no template comes from outside',
      });
    }
    expect(JSON.parse(out)).toMatchObject({
      '@id': expect.stringMatching(/^https:\/\/openvex\.dev\/docs\/public\/vex-[0-9a-f]{64}$/),
      author: 'team-shop',
      timestamp: '2023-11-14T22:13:20.000Z',
      statements: [
        { vulnerability: { name: 'CVE-2021-23337', aliases: ['GHSA-35jh-r3h4-6jhm'] }, status: 'not_affected' },
        {
          products: [
            {
              '@id': expect.stringMatching(/^pkg:oci\/image@sha256:[0-9a-f]{64}/),
              subcomponents: [{ '@id': 'pkg:deb/debian/libssl3' }, { '@id': 'pkg:deb/debian/openssl' }],
            },
          ],
          status_notes: 'Accepted by team-shop until 2030-01-31.',
        },
      ],
    });
  });

  test('writes the same from a report', async () => {
    write('plimsoll.yaml', `exceptions:\n${exceptions(JUSTIFIED)}`);
    write('report.json', JSON.stringify(await report()));
    const { code, out, err } = await plimsoll(
      'vex',
      '--report',
      tree.path('report.json'),
      '--author',
      'me@example.com',
    );
    expect([code, err]).toEqual([0, '']);
    write('cart.json', out);
    write('plimsoll.yaml', 'profile: restricted\n');
    const whole = await report('--vex', tree.path('cart.json'));
    expect([whole.verdict, about(whole, 'CVE-2023-0286')?.exception]).toMatchObject([
      'passed',
      { author: 'me@example.com' },
    ]);
  });

  test.each<[string, object, string]>([
    [
      'the image that it describes',
      { metadata: { component: { type: 'container', name: 'registry.example.com/shop/cart:v1' } } },
      'pkg:oci/cart?repository_url=registry.example.com%2Fshop%2Fcart&tag=v1',
    ],
    [
      'the link to it',
      { serialNumber: 'urn:uuid:3e671687-395b-41f5-a30f-a58921a69b79', version: 2 },
      'urn:cdx:3e671687-395b-41f5-a30f-a58921a69b79/2',
    ],
  ])('writes of a bill %s, which --vex takes for it', async (_, about_, product) => {
    const components = [
      { type: 'library', 'bom-ref': 'a', name: 'lodash', version: '4.17.20', purl: 'pkg:npm/lodash@4.17.20' },
    ];
    write('bill.json', JSON.stringify({ bomFormat: 'CycloneDX', specVersion: '1.6', components, ...about_ }));
    write('plimsoll.yaml', `exceptions:\n${exceptions(JUSTIFIED)}`);
    const bill = `sbom:${tree.path('bill.json')}`;
    const { code, out, err } = await plimsoll('vex', bill);
    expect([code, err, JSON.parse(out).statements[0].products[0]['@id']]).toEqual([0, '', product]);
    write('cart.openvex.json', out);
    const told = await plimsoll('scan', bill, '-o', `json=${tree.path('told.json')}`, '-o', 'text');
    expect(told.code).toBe(0);
    // A report has the name of its file alone.
    const { err: unnamed } = await plimsoll('vex', '--report', tree.path('told.json'));
    expect(unnamed).toContain('CVE-2021-23337 in lodash is left out');
    expect(unnamed).toContain('PL_E_VEX_EMPTY');
    write('plimsoll.yaml', 'profile: restricted\n');
    expect((await plimsoll('scan', bill)).code).toBe(1);
    const taken = await plimsoll('scan', bill, '--vex', tree.path('cart.openvex.json'));
    expect([taken.code, taken.out]).toEqual([0, expect.stringContaining('VEX accepts 1 finding')]);
  });

  test('does not say of what somebody only lives with that it cannot be used', async () => {
    write('plimsoll.yaml', `exceptions:\n${exceptions('')}`);
    const { code, out, err } = await plimsoll('vex', 'oci:image', '--no-cache');
    expect([code, err]).toEqual([0, expect.stringContaining('2 statements of 2 say that the product is affected')]);
    expect(JSON.parse(out).statements[0]).toMatchObject({
      status: 'affected',
      action_statement: 'Accepted by team-shop until 2030-01-31. no template comes from outside',
    });
    write('cart.json', out);
    write('plimsoll.yaml', 'profile: restricted\n');
    const whole = await report('--vex', tree.path('cart.json'));
    expect([whole.verdict, whole.vex?.statements.map(({ state }) => state)]).toEqual(['blocked', ['noted', 'noted']]);
  });

  test('says where there is nothing to write, and what it wants', async () => {
    const nothing = await plimsoll('vex', 'oci:image', '--no-cache');
    expect([nothing.code, nothing.err]).toEqual([2, expect.stringContaining('PL_E_VEX_EMPTY')]);
    expect((await plimsoll('vex')).err).toContain('Name an image, or a report with --report: one of them.');
  });
});
