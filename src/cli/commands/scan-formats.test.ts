import { writeFileSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { flaw, writeBucket } from '../../../test/advisories/write-bucket.ts';
import { writeLayout } from '../../../test/image/write-layout.ts';
import { writeTar } from '../../../test/image/write-tar.ts';
import { type TemporaryTree, temporaryTree } from '../../../test/temporary-tree.ts';
import { schemaFaults } from '../../sbom/testing/schemas.ts';
import { runMain } from '../testing/run-main.ts';

const HIGH = { severity: [{ type: 'CVSS_V3', score: 'CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:N/I:N/A:H' }] };
const ADVISORIES = {
  npm: [
    flaw('GHSA-35jh-r3h4-6jhm', ['npm', 'lodash', '4.17.21'], { aliases: ['CVE-2021-23337'], ...HIGH }),
    flaw('GHSA-unrated-flaw', ['npm', '@shop/cart', '2.0.0']),
    flaw('GHSA-accepted-flaw', ['npm', '@shop/cart'], HIGH),
  ],
};
const POLICY = `profile: restricted
exceptions:
  - rule: image/unfixed-vulnerability
    scope: { package: '@shop/cart', vulnerability: GHSA-accepted-flaw }
    owner: shop
    reason: nobody calls it
    expires: 2099-01-31
`;

let tree: TemporaryTree;
beforeEach(async () => {
  tree = temporaryTree({ 'plimsoll.yaml': POLICY });
  const files = ['lodash 4.17.20', '@shop/cart 1.0.0'].map((each) => {
    const [name = '', version = ''] = each.split(' ');
    return { name: `app/node_modules/${name}/package.json`, body: JSON.stringify({ name, version }) };
  });
  writeLayout(tree.path('image'), { layers: [writeTar(files)], config: { User: '10001' } });
  writeBucket(tree.path('osv'), ADVISORIES);
  await plimsoll('db', 'import', tree.path('osv'));
});
afterEach(() => {
  tree.remove();
});

async function plimsoll(...argv: readonly string[]) {
  const { code, out } = await runMain(argv, {
    directory: tree.root,
    environment: { PLIMSOLL_DB: tree.path('db'), SOURCE_DATE_EPOCH: '1700000000', PLIMSOLL_OFFLINE: '1' },
    width: 120,
  });
  return { code, out };
}

async function written(format: string, ...argv: readonly string[]) {
  const { out } = await plimsoll('scan', `oci:${tree.path('image')}`, '--no-cache', '-o', format, ...argv);
  return { out, document: JSON.parse(out) };
}

describe('plimsoll scan -o cyclonedx', () => {
  test('is valid, with ratings, advisories and what the policy says', async () => {
    const { out, document } = await written('cyclonedx');
    expect(schemaFaults('CycloneDX 1.6', out)).toEqual([]);
    const found = new Map<string, Record<string, unknown>>(
      document.vulnerabilities.map((each: { readonly id: string }) => [each.id, each]),
    );
    expect(found.get('CVE-2021-23337')).toMatchObject({
      ratings: [{ score: 7.5, severity: 'high', method: 'CVSSv31' }],
      advisories: [{ title: 'GHSA-35jh-r3h4-6jhm' }],
      affects: [{ versions: [{ version: '4.17.20', status: 'affected' }] }],
    });
    expect(found.get('GHSA-accepted-flaw')?.['analysis']).toEqual({
      state: 'exploitable',
      response: ['will_not_fix'],
      detail: 'nobody calls it',
    });
    expect(found.get('GHSA-unrated-flaw')?.['analysis']).toEqual({ state: 'in_triage' });
    const references = document.components.map((each: Record<string, unknown>) => [each['bom-ref'], each['purl']]);
    expect(new Map(references).values().toArray()).toEqual(
      expect.arrayContaining(['pkg:npm/lodash@4.17.20', 'pkg:npm/%40shop/cart@1.0.0']),
    );
    for (const { affects } of document.vulnerabilities)
      expect(references.map(([reference]: readonly string[]) => reference)).toContain(affects[0].ref);
  });

  test('is the bill of the image, and holds its vulnerabilities beside it', async () => {
    const { document } = await written('cyclonedx');
    const bill = JSON.parse((await plimsoll('sbom', `oci:${tree.path('image')}`, '--no-cache')).out);
    const { vulnerabilities, serialNumber: _, ...others } = document;
    const { serialNumber: __, ...listed } = bill;
    expect(others).toEqual(listed);
    expect(vulnerabilities.length).toBeGreaterThan(0);
  });

  test('of a bill lists its packages, and its vulnerabilities', async () => {
    const file = tree.path('cart.spdx.json');
    await plimsoll('sbom', `oci:${tree.path('image')}`, '--no-cache', '-o', `spdx-json=${file}`);
    const { document } = await written('cyclonedx');
    const { out } = await plimsoll('scan', `sbom:${file}`, '-o', 'cyclonedx');
    expect(schemaFaults('CycloneDX 1.6', out)).toEqual([]);
    const ofBill = JSON.parse(out);
    for (const [list, field] of [
      ['components', 'purl'],
      ['vulnerabilities', 'id'],
    ] as const) {
      const named = ofBill[list].map((each: Record<string, unknown>) => each[field]);
      expect(named).toEqual(document[list].map((each: Record<string, unknown>) => each[field]));
    }
  });
});

describe('plimsoll scan -o sarif', () => {
  test('names rules that have the severity of what was found, since GitHub takes it from them', async () => {
    const { document } = await written('sarif');
    const [run] = document.runs;
    const graded = run.results.map(({ ruleId, ruleIndex }: { readonly ruleId: string; readonly ruleIndex: number }) => {
      const { id, properties } = run.tool.driver.rules[ruleIndex];
      expect(id).toBe(ruleId);
      return [ruleId, properties['security-severity']];
    });
    expect(graded).toContainEqual(['image/fixable-vulnerability', '8.0']);
    expect(graded).toContainEqual(['image/fixable-vulnerability/unknown', undefined]);
    expect(graded).toContainEqual(['image/unfixed-vulnerability/high', '8.0']);
  });
});

describe('plimsoll scan -o gitlab-container-scanning', () => {
  test('has what the schema requires, without what is accepted', async () => {
    const { document } = await written('gitlab-container-scanning');
    expect(document).toMatchObject({
      version: '15.0.4',
      scan: {
        type: 'container_scanning',
        status: 'success',
        start_time: '2023-11-14T22:13:20',
        analyzer: { id: 'plimsoll', vendor: { name: 'Plimsoll' } },
        scanner: { id: 'plimsoll', vendor: { name: 'Plimsoll' } },
      },
    });
    expect(document.vulnerabilities).toHaveLength(2);
    expect(document.vulnerabilities[0]).toMatchObject({
      id: expect.stringMatching(/^[0-9a-f]{64}$/),
      severity: 'High',
      identifiers: [
        { type: 'cve', name: 'CVE-2021-23337', value: 'CVE-2021-23337' },
        { type: 'ghsa', value: 'GHSA-35jh-r3h4-6jhm' },
      ],
      location: {
        dependency: { package: { name: 'lodash' }, version: '4.17.20' },
        operating_system: 'npm',
        image: expect.stringMatching(/^oci:.*image$/),
      },
    });
    expect((await written('gitlab-container-scanning', '--all')).document.vulnerabilities).toHaveLength(3);
  });

  test('tells what was not judged', async () => {
    const { document } = await written('gitlab-container-scanning', '--db', tree.path('empty'));
    expect(document.scan.messages).toEqual([{ level: 'warn', value: expect.stringMatching(/^Not judged: /) }]);
  });
});

describe('plimsoll scan -o sarif', () => {
  test('names the layer of an image, and of a bill that knows no layers the package', async () => {
    const { document } = await written('sarif');
    expect(placesIn(document)).toContain('layer 1: layer');
    const purl = 'pkg:npm/lodash@4.17.20';
    const components = [{ type: 'library', name: 'lodash', version: '4.17.20', purl }];
    writeFileSync(tree.path('bill.json'), JSON.stringify({ bomFormat: 'CycloneDX', specVersion: '1.6', components }));
    const { out } = await plimsoll('scan', `sbom:${tree.path('bill.json')}`, '-o', 'sarif');
    expect(placesIn(JSON.parse(out))).toEqual(['lodash 4.17.20: package']);
    expect(out).toContain('bill.json, package lodash 4.17.20"');
    expect(out).toContain('"layer": null');
  });
});

interface SarifDocument {
  readonly runs: readonly { readonly results: readonly { readonly locations: readonly Location[] }[] }[];
}

interface Location {
  readonly logicalLocations: readonly { readonly name: string; readonly kind: string }[];
}

/** The innermost logical locations of all results, each once. */
function placesIn({ runs }: SarifDocument): readonly string[] {
  const places = runs.flatMap(({ results }) =>
    results.flatMap(({ locations: [location] }) => {
      const inner = location?.logicalLocations[0];
      return inner === undefined ? [] : [`${inner.name}: ${inner.kind}`];
    }),
  );
  return [...new Set(places)];
}
