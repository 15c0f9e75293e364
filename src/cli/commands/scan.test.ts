import { readFileSync, writeFileSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { writeLayout } from '../../../test/image/write-layout.ts';
import { writeTar } from '../../../test/image/write-tar.ts';
import { type TemporaryTree, temporaryTree } from '../../../test/temporary-tree.ts';
import { runMain } from '../testing/run-main.ts';

const SECRET = 'Vb7-kettle-Rowlock-42';

let tree: TemporaryTree;
beforeEach(() => {
  tree = temporaryTree();
  writeLayout(tree.path('faulty'), {
    layers: [
      writeTar([
        { name: 'etc/os-release', body: 'ID=debian\nVERSION_ID=12\nPRETTY_NAME="Debian GNU/Linux 12"\n' },
        { name: 'etc/passwd', body: 'root:x:0:0::/:/bin/sh\noperator:x:0:0::/:/bin/sh\n' },
        { name: 'usr/bin/su', mode: 0o4755, body: 'program' },
      ]),
      writeTar([{ name: 'app/.env', body: `DATABASE_PASSWORD=${SECRET}\n` }]),
      writeTar([{ name: 'app/.wh..env' }]),
    ],
    config: { User: 'operator', Env: [`API_TOKEN_PASSWORD=${SECRET}`] },
  });
  writeLayout(tree.path('sound'), {
    layers: [writeTar([{ name: 'cart', mode: 0o755, body: 'program' }])],
    config: { User: '10001' },
  });
  writeFileSync(tree.path('plimsoll.yaml'), 'profile: restricted\n');
});
afterEach(() => {
  tree.remove();
});

async function scanned(...argv: readonly string[]) {
  return runMain(['scan', ...argv, '--policy', tree.path('plimsoll.yaml')], {
    directory: tree.root,
    environment: { SOURCE_DATE_EPOCH: '1700000000' },
    width: 200,
  });
}

describe('plimsoll scan', () => {
  test('says what an image is, and what is wrong with it', async () => {
    const { code, out, err } = await scanned(`oci:${tree.path('faulty')}`);
    expect([code, err]).toEqual([1, '']);
    expect(out).toMatch(
      /^System +Debian GNU\/Linux 12, supported until 2028-06-30\nUser +operator\nSize +.* in 3 layers, 40 B of it in files/m,
    );
    expect(out).toContain('Layer 2 holds a credential in /app/.env, which a later layer only hides: Password.');
    expect(out).toContain('The image runs as root: its last USER is operator, which has the number 0');
    expect(out).toContain('Who runs /usr/bin/su gets the rights of its owner or group.');
    expect(out).toContain('ENV API_TOKEN_PASSWORD holds a credential: Password.');
    expect(out).toContain(`--> oci:${tree.path('faulty')}, layer 1\n     | # step 1\n`);
    expect(out).not.toContain('FROM scratch');
    expect(out).not.toContain(SECRET);
    expect(out).toMatch(/^blocked: 3 denied, .* in 1 image$/m);
  });

  test('passes what has no fault', async () => {
    const { code, out } = await scanned(`oci:${tree.path('sound')}`);
    expect(code).toBe(0);
    expect(out).toMatch(/^passed: .* in 1 image$/m);
  });

  test.each(['json', 'sarif', 'gitlab', 'junit', 'html', 'markdown', 'github'])(
    'writes %s without the secret',
    async (format) => {
      const { code, out } = await scanned(`oci:${tree.path('faulty')}`, '-o', format);
      expect(code).toBe(1);
      expect(out).toContain('image/credential-in-file');
      expect(out).not.toContain(SECRET);
      expect(out).not.toMatch(/^System/m);
    },
  );

  test('tells programs the digests of the image and layer, the step and the files of a finding', async () => {
    const { out } = await scanned(`oci:${tree.path('faulty')}`, '-o', 'json', '--all');
    const { findings, units } = JSON.parse(out);
    const located = (rule: string) => findings.find((each: { rule: string }) => each.rule === rule).location.image;
    const digest = expect.stringMatching(/^sha256:[0-9a-f]{64}$/);
    const inLayer = { digest, layerDigest: digest, diffId: digest };
    expect(located('image/credential-in-file')).toEqual({
      ...inLayer,
      layer: 2,
      step: '# step 2',
      paths: ['app/.env'],
    });
    expect(located('image/setuid-file')).toEqual({ ...inLayer, layer: 1, step: '# step 1', paths: ['usr/bin/su'] });
    const inNone = { digest, layer: null, layerDigest: null, diffId: null, paths: [] };
    expect(located('image/health-check')).toEqual({ ...inNone, step: '' });
    expect(located('image/credential-in-variable')).toEqual({ ...inNone, step: 'ENV API_TOKEN_PASSWORD=****' });
    expect(units).toEqual([{ path: `oci:${tree.path('faulty')}`, verdict: 'blocked' }]);
    const sarif = JSON.parse((await scanned(`oci:${tree.path('faulty')}`, '-o', 'sarif')).out);
    const result = sarif.runs[0].results.find((each: { ruleId: string }) => each.ruleId === 'image/setuid-file');
    expect(result.properties.image).toMatchObject({ layer: 1, step: '# step 1', paths: ['usr/bin/su'] });
    expect(result.locations[0].logicalLocations[0]).toMatchObject({ name: 'layer 1', kind: 'layer' });
  });

  test('tells programs where layers were not hashed', async () => {
    const layers = [writeTar([{ name: 'usr/bin/su', mode: 0o4755, body: 'program' }])];
    writeLayout(tree.path('open'), { layers, config: { User: '10001' }, compression: 'none' });
    const unitsOf = async (...argv: readonly string[]) =>
      JSON.parse((await scanned(`oci:${tree.path('open')}`, '-o', 'json', ...argv)).out).units;
    expect(await unitsOf()).toMatchObject([{ unverified: true }]);
    expect(await unitsOf('--verify')).not.toMatchObject([{ unverified: true }]);
  });

  test('is incomplete where a layer could not be read, and rules that need files cannot decide', async () => {
    const layout = tree.path('sound');
    const manifest = JSON.parse(readFileSync(`${layout}/index.json`, 'utf8')).manifests[0].digest.slice(7);
    const { layers } = JSON.parse(readFileSync(`${layout}/blobs/sha256/${manifest}`, 'utf8'));
    writeFileSync(`${layout}/blobs/sha256/${layers[0].digest.slice(7)}`, 'no layer');
    const { code, out } = await scanned(`oci:${layout}`, '-o', 'json', '--all');
    expect(code).toBe(3);
    const { incomplete, findings } = JSON.parse(out);
    expect(incomplete).not.toEqual([]);
    const undecided = findings.filter(({ status }: { status: string }) => status === 'unknown');
    expect(undecided.map(({ rule }: { rule: string }) => rule)).toContain('image/credential-in-file');
  });

  test('tells the base that the manifest names, and how old the image is, unless its date is a fixed one', async () => {
    const layers = [writeTar([{ name: 'cart', mode: 0o755, body: 'program' }])];
    const base = 'registry.example.com/base:1.4';
    const annotations = { 'org.opencontainers.image.base.name': base };
    writeLayout(tree.path('old'), { layers, config: {}, annotations, created: '2023-01-01T00:00:00Z' });
    writeLayout(tree.path('fixed'), { layers, config: {}, created: '1970-01-01T00:00:00Z' });
    const old = await scanned(`oci:${tree.path('old')}`, '--all');
    expect(old.out).toMatch(/^Base +registry\.example\.com\/base:1\.4 \(as the image says\)$/m);
    expect(old.out).toContain('The image was made on 2023-01-01, 317 days ago, more than 180.');
    const fixed = await scanned(`oci:${tree.path('fixed')}`, '--all');
    expect(fixed.out).not.toContain('days ago');
  });

  test('judges a directory by its files, and not by a configuration that it has not', async () => {
    tree.write({ 'root/credentials.env': `A_PASSWORD=${SECRET}\n` });
    const { out } = await scanned(`dir:${tree.path('root')}`, '-o', 'json', '--all');
    const rules = new Set(JSON.parse(out).findings.map(({ rule }: { rule: string }) => rule));
    expect(rules).toEqual(new Set(['image/credential-in-file']));
  });
});
