import { readdirSync, writeFileSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { writeLayout } from '../../../test/image/write-layout.ts';
import { writeTar } from '../../../test/image/write-tar.ts';
import { type TemporaryTree, temporaryTree } from '../../../test/temporary-tree.ts';
import { runMain } from '../testing/run-main.ts';

/** 2026-11-23. */
const NOW = '1795392000';

let tree: TemporaryTree;
beforeEach(() => {
  tree = temporaryTree();
});
afterEach(() => {
  tree.remove();
});

async function plimsoll(...argv: readonly string[]) {
  return runMain(argv, {
    directory: tree.root,
    environment: { SOURCE_DATE_EPOCH: NOW, PLIMSOLL_DB: tree.path('db') },
    width: 200,
  });
}

function writeImage(...layers: readonly (readonly { readonly name: string; readonly body: string }[])[]): string {
  writeLayout(tree.path('image'), { layers: layers.map((files) => writeTar(files)), config: { User: '10001' } });
  return `oci:${tree.path('image')}`;
}

function osRelease(id: string, version: string): { readonly name: string; readonly body: string } {
  return { name: 'etc/os-release', body: `ID=${id}\nVERSION_ID=${version}\nPRETTY_NAME="${id} ${version}"\n` };
}

async function scanned(image: string, ...argv: readonly string[]) {
  tree.write({ 'plimsoll.yaml': 'profile: restricted\n' });
  return plimsoll('scan', image, '--policy', tree.path('plimsoll.yaml'), ...argv);
}

describe('plimsoll scan tells until when a distribution is supported', () => {
  test.each([
    ['debian', '12', 'supported until 2028-06-30 (Debian LTS)'],
    ['debian', '10', 'end of life since 2024-06-30'],
    ['ubuntu', '20.04', 'end of life since 2025-05-31, with Ubuntu Pro until 2030-04-02'],
    ['wolfi', '20230201', 'rolling, without an end'],
    ['photon', '5.0', 'supported, no end announced'],
    ['shopix', '4', 'end of life not known'],
  ])('%s %s is %s', async (id, version, told) => {
    const { out } = await scanned(writeImage([osRelease(id, version)]));
    expect(out).toContain(`System    ${id} ${version}, ${told}\n`);
  });

  test('denies one that has ended, and names the release to build on', async () => {
    const { code, out } = await scanned(writeImage([osRelease('debian', '10')]));
    expect(code).toBe(1);
    expect(out).toContain('deny high image/end-of-life-base');
    expect(out).toContain('Debian 10 gets no fixes any more: its support ended on 2024-06-30.');
    expect(out).toContain('= Build it anew on Debian 12, which is supported until 2028-06-30, or a newer release.');
  });

  test('says how it can be known where nothing tells it', async () => {
    const { code, out } = await scanned(writeImage([osRelease('shopix', '4')]));
    expect(code).toBe(3);
    expect(out).toContain('Whether shopix 4 is still supported cannot be told');
    expect(out).toContain('plimsoll db update eol');
  });

  test('does not believe an os-release that was edited', async () => {
    const status = 'Package: dash\nStatus: install ok installed\nVersion: 0.5.10-1\nArchitecture: amd64\n';
    const packages = { name: 'var/lib/dpkg/status', body: status };
    const image = writeImage([osRelease('debian', '10'), packages], [osRelease('debian', '13')]);
    const { out } = await scanned(image, '-o', 'json');
    const { findings } = JSON.parse(out);
    const told = findings.filter(({ rule }: { rule: string }) => rule === 'image/end-of-life-base');
    expect(told).toMatchObject([{ status: 'unknown', action: 'deny' }]);
  });
});

function feed(day: string): string {
  const debian = { category: 'os', releases: [{ releaseCycle: '10', eol: '2024-06-30', eoes: '2031-01-01' }] };
  return JSON.stringify({ day, products: { debian } });
}

describe('a database of endoflife.date', () => {
  test('counts where it is newer than what is carried along', async () => {
    const image = writeImage([osRelease('debian', '10')]);
    tree.write({ 'eol.json': feed('2026-11-01') });
    await plimsoll('db', 'import', tree.path('eol.json'));
    const { out } = await scanned(image);
    expect(out).toContain('debian 10, supported until 2031-01-01 (Debian LTS)\n');
    expect(out).not.toContain('image/end-of-life-base');
  });

  test('counts as the program interface of endoflife.date writes it, with a time', async () => {
    const image = writeImage([osRelease('debian', '10')]);
    const release = { name: '10', isEol: true, eolFrom: '2024-06-30', isEoes: false, eoesFrom: '2031-01-01' };
    const result = [{ name: 'debian', category: 'os', releases: [release] }];
    tree.write({
      'eol.json': JSON.stringify({ schema_version: '1.2.0', generated_at: '2026-11-01T00:00:00+00:00', result }),
    });
    expect((await plimsoll('db', 'import', tree.path('eol.json'))).code).toBe(0);
    expect((await scanned(image)).out).toContain('debian 10, supported until 2031-01-01 (Debian LTS)\n');
  });

  test('does not where it is older', async () => {
    const image = writeImage([osRelease('debian', '10')]);
    tree.write({ 'eol.json': feed('2020-01-01') });
    await plimsoll('db', 'import', tree.path('eol.json'));
    expect((await scanned(image)).out).toContain('debian 10, end of life since 2024-06-30\n');
  });

  test('that is damaged is told, and what is carried along counts', async () => {
    const image = writeImage([osRelease('debian', '10')]);
    tree.write({ 'eol.json': feed('2026-11-01') });
    await plimsoll('db', 'import', tree.path('eol.json'));
    const file = readdirSync(tree.path('db')).find((name) => name.startsWith('eol.'));
    writeFileSync(tree.path(`db/${file ?? ''}`), '{}');
    const { out } = await scanned(image);
    expect(out).toMatch(
      /The advisory database in .* is damaged: eol\.[0-9a-f]{12}\.json is not what its checksum tells\./,
    );
    expect(out).toContain('debian 10, end of life since 2024-06-30\n');
  });
});

test('languages that no package brought are told with their files', async () => {
  const node = { name: 'usr/local/bin/node', mode: 0o755, body: `\x7fELF${'.'.repeat(500)}\0node.js/v18.20.8\0` };
  const { out } = await scanned(writeImage([node]));
  expect(out).toContain(
    'Node.js 18 gets no fixes any more: its support ended on 2025-04-30. It is in /usr/local/bin/node.',
  );
  expect(out).toContain('= Build it anew on Node.js 22, which is supported until 2027-04-30, or a newer release.');
});
