import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { Readable } from 'node:stream';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { main } from '../../src/cli/main.ts';
import { readBill } from '../../src/sbom/read-bill.ts';
import { schemaFaults } from '../../src/sbom/testing/schemas.ts';
import { writeLayout } from '../image/write-layout.ts';
import { writeTar } from '../image/write-tar.ts';
import { isInstalled } from '../programs.ts';
import { type TemporaryTree, temporaryTree } from '../temporary-tree.ts';

const STATUS = '/var/lib/dpkg/status';
const INFO = '/var/lib/dpkg/info';
const isDebian = existsSync(STATUS) && isInstalled('dpkg-query');
const files = { cyclonedx: 'cart.cdx.json', spdx: 'cart.spdx.json', spdx3: 'cart.spdx3.json' } as const;
const formats = { cyclonedx: 'cyclonedx-json', spdx: 'spdx-json', spdx3: 'spdx-json@3.0' } as const;

/** What SPDX's own model says of a document: what it refers to and does not hold, and how many packages it has. */
const READ_BY_MODEL = `
import sys
from spdx_python_model import v3_0_1 as spdx
graph = spdx.SHACLObjectSet()
with open(sys.argv[1], 'rb') as file:
    spdx.JSONLDDeserializer().read(file, graph)
[document] = graph.foreach_type(spdx.SpdxDocument)
[root] = document.rootElement[0].rootElement
[contains] = [each for each in graph.foreach_type(spdx.Relationship) if each.from_ is root]
print(sorted(graph.missing_ids), root.software_primaryPurpose.split('/')[-1], len(contains.to))
`;

const hasModel = spawnSync('python3', ['-c', 'import spdx_python_model'], { stdio: 'ignore' }).status === 0;

let tree: TemporaryTree;
beforeAll(async () => {
  tree = temporaryTree();
  if (!isDebian) return;
  const lists = readdirSync(INFO).filter((name) => name.endsWith('.list'));
  const taken = [STATUS, '/etc/os-release', '/etc/debian_version', ...lists.map((name) => `${INFO}/${name}`)].filter(
    (path) => existsSync(path),
  );
  const entries = taken.map((path) => ({ name: path.slice(1), body: readFileSync(path, 'utf8') }));
  writeLayout(tree.path('l'), { layers: [writeTar(entries)] });
  const outputs = (['cyclonedx', 'spdx', 'spdx3'] as const).flatMap((each) => [
    '-o',
    `${formats[each]}=${tree.path(files[each])}`,
  ]);
  await plimsoll('sbom', `oci:${tree.path('l')}`, ...outputs);
}, 60_000);
afterAll(() => {
  tree.remove();
});

async function plimsoll(...argv: readonly string[]): Promise<string> {
  let out = '';
  const code = await main(argv, {
    out: (text) => {
      out += text;
    },
    err: (text) => {
      throw new Error(text);
    },
    in: Readable.from([]),
    directory: tree.root,
    environment: { SOURCE_DATE_EPOCH: '1700000000' },
    colour: false,
    width: 100,
  });
  expect(code).toBe(0);
  return out;
}

/** What a program prints, which must end well. */
function outputOf(program: string, ...given: readonly string[]): string {
  const { status, stdout, stderr } = spawnSync(program, given, { encoding: 'utf8', maxBuffer: 2 ** 28 });
  expect(`${status} ${stderr.slice(0, 2000)}`).toMatch(/^0 /);
  return stdout;
}

describe.skipIf(!isDebian)('the packages of this Debian machine (dpkg-query)', () => {
  test.each(['cyclonedx', 'spdx', 'spdx3'] as const)('are those that %s lists', (family) => {
    const listed = outputOf('dpkg-query', '-W', '-f', '${db:Status-Abbrev}${Package} ${Version} ${Architecture}\n');
    const installed = listed
      .split('\n')
      .filter((line) => line.startsWith('ii'))
      .map((line) => line.slice(2).trim());
    const { bill } = readBill(readFileSync(tree.path(files[family])), family);
    const found = bill.components.map(
      ({ package: { name, version, architecture } }) => `${name} ${version} ${architecture}`,
    );
    expect(found.toSorted()).toEqual(installed.toSorted());
    expect(bill.unknown).toEqual([]);
  });

  test('make bills that the official schemas accept', () => {
    expect(schemaFaults('CycloneDX 1.6', readFileSync(tree.path(files.cyclonedx), 'utf8'))).toEqual([]);
    expect(schemaFaults('SPDX 2.3', readFileSync(tree.path(files.spdx), 'utf8'))).toEqual([]);
    expect(schemaFaults('SPDX 3.0.1', readFileSync(tree.path(files.spdx3), 'utf8'))).toEqual([]);
  });

  test.skipIf(!isInstalled('pyspdxtools', '--help'))(
    "make a bill that SPDX's own tool accepts (pyspdxtools)",
    () => {
      expect(outputOf('pyspdxtools', '-i', tree.path(files.spdx))).not.toContain('invalid');
    },
    120_000,
  );

  test.skipIf(!hasModel)(
    "make a bill that SPDX's own model of 3.0.1 reads (skipped without spdx-python-model of PyPI)",
    () => {
      const { components } = readBill(readFileSync(tree.path(files.spdx3)), 'spdx3').bill;
      const told = outputOf('python3', '-c', READ_BY_MODEL, tree.path(files.spdx3));
      expect(told).toBe(`[] container ${components.length + 1}\n`);
    },
    120_000,
  );

  test.skipIf(!isInstalled('trivy'))(
    'are those that trivy lists, with their sources',
    () => {
      const given = ['image', '--input', tree.path('l'), '--format', 'cyclonedx', '--offline-scan', '--quiet'];
      const text = outputOf('trivy', ...given);
      expect(namesIn(readFileSync(tree.path(files.cyclonedx)))).toEqual(namesIn(Buffer.from(text)));
    },
    120_000,
  );
});

/** Trivy's package URLs have the epoch among the qualifiers, and the release from `etc/debian_version`: what they say is the same. */
function namesIn(bytes: Uint8Array): readonly string[] {
  const { components } = readBill(bytes, 'x').bill;
  const names = components.map(({ package: { name, version, architecture, source } }) =>
    [name, version, architecture, source?.name].join(' '),
  );
  return names.toSorted();
}
