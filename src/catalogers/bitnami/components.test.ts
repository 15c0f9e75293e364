import { describe, expect, test } from 'vitest';
import { Claims } from '../claims.ts';
import { catalogText } from '../testing/catalog-text.ts';
import { bitnamiComponents } from './components.ts';

const SPDX = 'opt/bitnami/redis/.spdx-redis.spdx';
const LIST = 'opt/bitnami/.bitnami_components.json';

function purl(locator: string): object {
  return { referenceCategory: 'PACKAGE-MANAGER', referenceType: 'purl', referenceLocator: locator };
}

function document(...packages: readonly unknown[]): string {
  return JSON.stringify({ SPDXID: 'SPDXRef-redis', spdxVersion: 'SPDX-2.3', packages });
}

test.each([
  [SPDX, true],
  [LIST, true],
  ['opt/bitnami/common/lib/.spdx-geos.spdx', true],
  ['opt/bitnami/redis/redis.spdx', false],
  ['home/me/opt/bitnami/.bitnami_components.json', false],
])('%s is claimed: %s', (path, isClaimed) => {
  expect(new Claims([bitnamiComponents]).of(path)).toHaveLength(isClaimed ? 1 : 0);
});

describe('a document of a component', () => {
  test('tells it and what is bundled in it', async () => {
    const text = document(
      {
        SPDXID: 'SPDXRef-redis',
        name: 'redis',
        versionInfo: '7.4.2-3',
        licenseConcluded: 'BSD-3-Clause',
        licenseDeclared: 'BSD-3-Clause',
        externalRefs: [
          {
            referenceCategory: 'SECURITY',
            referenceType: 'cpe23Type',
            referenceLocator: 'cpe:2.3:*:redis:redis:7.4.2:*:*:*:*:*:*:*',
          },
          purl('pkg:bitnami/redis@7.4.2-3?arch=amd64&distro=debian-12'),
        ],
      },
      { name: 'geos', licenseDeclared: 'NOASSERTION', externalRefs: [purl('pkg:bitnami/geos@3.13.0')] },
      { name: 'pljava', versionInfo: '1.6.8', externalRefs: [purl('pkg:maven/org.postgresql/pljava@1.6.8')] },
    );
    expect(await catalogText(bitnamiComponents, SPDX, text)).toEqual([
      {
        kind: 'package',
        package: {
          type: 'bitnami',
          name: 'redis',
          version: '7.4.2-3',
          evidence: 'installed',
          architecture: 'amd64',
          licences: ['BSD-3-Clause'],
          cpes: ['cpe:2.3:a:redis:redis:7.4.2:*:*:*:*:*:*:*'],
        },
      },
      { kind: 'package', package: { type: 'bitnami', name: 'geos', version: '3.13.0', evidence: 'installed' } },
    ]);
  });

  test.each<[string, string, readonly unknown[]]>([
    ['no JSON', 'SPDXVersion: SPDX-2.3\n', [{ kind: 'unknown', reason: 'no JSON that can be read' }]],
    ['another document', '{"packages":[]}', [{ kind: 'unknown', reason: 'no document of SPDX' }]],
    ['a list', '[1]', [{ kind: 'unknown', reason: 'no document of SPDX' }]],
    [
      'a package URL that is none',
      document(
        7,
        { externalRefs: [null, purl('pkg:bitnami/')] },
        { externalRefs: [purl(`pkg:bitnami/${'a'.repeat(10_000)}`)] },
      ),
      [
        { kind: 'unknown', reason: 'packages[1] has a package URL that is none' },
        { kind: 'unknown', reason: 'packages[2] has a package URL that is none' },
      ],
    ],
  ])('that is %s is told', async (_, text, expected) => {
    const items = await catalogText(bitnamiComponents, SPDX, text);
    expect(items).toMatchObject(expected);
    expect(items).toHaveLength(expected.length);
  });
});

test('the list of older images tells components, and what is damaged in it', async () => {
  const text =
    '{"postgresql":{"arch":"amd64","distro":"debian-11","type":"NAMI","version":"11.22.0-4"},"gosu":{},"":{"version":"1"}}';
  expect(await catalogText(bitnamiComponents, LIST, text)).toEqual([
    {
      kind: 'package',
      package: {
        type: 'bitnami',
        name: 'postgresql',
        version: '11.22.0-4',
        evidence: 'installed',
        architecture: 'amd64',
      },
    },
    { kind: 'unknown', reason: 'a component without a version' },
    { kind: 'unknown', reason: 'a component without a name' },
  ]);
});
