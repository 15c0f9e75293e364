import { execFileSync } from 'node:child_process';
import { mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { runMain } from '../../src/cli/testing/run-main.ts';
import { type TestAuthority, testAuthority } from '../image/authority.ts';
import { type DockerRegistry, dockerRegistry } from '../image/docker-registry.ts';
import { writeLayout } from '../image/write-layout.ts';
import { writeTar } from '../image/write-tar.ts';
import { isInstalled } from '../programs.ts';
import { type TemporaryTree, temporaryTree } from '../temporary-tree.ts';
import { flaw, writeBucket } from './write-bucket.ts';

const hasPrograms = ['docker-registry', 'openssl', 'htpasswd', 'skopeo'].every((program) => isInstalled(program));

const PASSWORD = 'hunter2-is-no-secret';

describe.skipIf(!hasPrograms)(
  'advisories in a real registry (skipped without docker-registry, openssl, htpasswd and skopeo)',
  { timeout: 60_000 },
  () => {
    let tree: TemporaryTree;
    let authority: TestAuthority;
    let registry: DockerRegistry;
    let place = '';
    let database = '';
    let count = 0;

    beforeAll(async () => {
      tree = temporaryTree();
      authority = testAuthority(tree.root);
      writeFileSync(tree.path('htpasswd'), execFileSync('htpasswd', ['-Bbn', 'ann', PASSWORD]));
      registry = await dockerRegistry(tree.path('registry'), {
        http: { tls: { certificate: authority.certificatePath, key: authority.keyPath } },
        auth: { htpasswd: { realm: 'test', path: tree.path('htpasswd') } },
      });
      writeFileSync(tree.path('ca.pem'), authority.authority);
      mkdirSync(tree.path('trusted'));
      writeFileSync(tree.path('trusted/ca.crt'), authority.authority);
      mkdirSync(tree.path('docker'));
      const auth = Buffer.from(`ann:${PASSWORD}`).toString('base64');
      writeFileSync(tree.path('docker/config.json'), JSON.stringify({ auths: { [registry.host]: { auth } } }));
    });
    beforeEach(() => {
      count += 1;
      place = `oci://${registry.host}/security/advisories-${count}:1`;
      database = `db-${count}`;
    });
    afterAll(() => {
      registry.stop();
      tree.remove();
    });

    async function db(argv: readonly string[], into: string, more: Readonly<Record<string, string>> = {}) {
      return runMain(['db', ...argv, '--db', tree.path(into), '--ca-file', tree.path('ca.pem')], {
        directory: tree.root,
        environment: { SOURCE_DATE_EPOCH: '1700000000', DOCKER_CONFIG: tree.path('docker'), ...more },
        width: 100,
      });
    }

    /** A database of two releases of Debian, and of npm, that is pushed. */
    async function published(fixed: string): Promise<void> {
      writeBucket(
        tree.path(`osv-${count}`),
        {
          Debian: [flaw('DSA-1', ['Debian:11', 'openssl', '1']), flaw('DSA-2', ['Debian:12', 'openssl', fixed])],
          npm: [flaw('GHSA-1', ['npm', 'lodash', '4'])],
        },
        'untold',
      );
      expect(await db(['import', `osv-${count}`], 'made')).toMatchObject({ code: 0 });
      expect(await db(['push', place], 'made')).toMatchObject({ code: 0, err: '' });
    }

    function filesOf(directory: string): readonly string[] {
      return readdirSync(tree.path(directory))
        .filter((name) => name.endsWith('.pldb'))
        .toSorted();
    }

    function inside(directory: string): ReadonlyMap<string, number> {
      return new Map(filesOf(directory).map((name) => [name, statSync(tree.path(`${directory}/${name}`)).mtimeMs]));
    }

    test('are what was pushed, and the same database has the same digest', async () => {
      await published('2');
      const { out } = await db(['push', place], 'made');
      expect(out).toContain('3 files, 0 uploaded, sha256:');
      expect(await db(['pull', place], database)).toEqual({
        code: 0,
        out: `Debian: 2 releases\nnpm: 1 release\n3 files fetched from ${place.slice('oci://'.length)}\n`,
        err: '',
      });
      expect(filesOf(database)).toEqual(filesOf('made'));
      for (const name of filesOf(database))
        expect(readFileSync(tree.path(`${database}/${name}`))).toEqual(readFileSync(tree.path(`made/${name}`)));
      const { sources } = JSON.parse(readFileSync(tree.path(`${database}/database.json`), 'utf8'));
      expect(sources.npm).toMatchObject({ from: place, taken: '2023-11-14T22:13:20.000Z', records: 1 });
    });

    test('only the releases that are named are fetched, and later only what changed', async () => {
      await published('2');
      expect(await db(['pull', place, 'Debian:12'], database)).toMatchObject({
        code: 0,
        out: expect.stringContaining('1 file fetched'),
      });
      expect(filesOf(database)).toEqual([expect.stringMatching(/^Debian%3A12\./)]);
      expect((await db(['pull', place, 'npm', 'Debian:11'], database)).out).toContain('2 files fetched');
      const before = inside(database);
      expect((await db(['update', '--from', place], database)).out).toContain('0 files fetched');
      expect(inside(database)).toEqual(before);
      await published('3');
      expect((await db(['update', '--from', place], database)).out).toContain('1 file fetched');
      const after = inside(database);
      const [same, changed] = [...after].reduce(
        ([kept, made], [name, time]) => (before.get(name) === time ? [kept + 1, made] : [kept, made + 1]),
        [0, 0],
      );
      expect({ same, changed }).toEqual({ same: 2, changed: 1 });
    });

    test('what advisories tell people is a layer of its own, and can be left out', async () => {
      const told = flaw('GHSA-2', ['npm', 'lodash', '4'], { summary: 'A flaw in lodash' });
      writeBucket(tree.path('osv-told'), { npm: [told] }, 'untold');
      await db(['import', 'osv-told'], 'told');
      await db(['push', place], 'told');
      const isDetails = expect.stringMatching(/^npm%3Adetails\./);
      expect((await db(['pull', place, '--no-details'], database)).out).toContain('npm: 1 release\n1 file fetched');
      expect(filesOf(database)).toEqual([expect.stringMatching(/^npm\.[0-9a-f]+\.pldb$/)]);
      expect((await db(['pull', place], database)).out).toContain('1 file fetched');
      expect(filesOf(database)).toContainEqual(isDetails);
      await db(['pull', place, '--no-details'], database);
      expect(filesOf(database)).not.toContainEqual(isDetails);
    });

    test('what is not published is told, and the rest is there', async () => {
      await published('2');
      const { code, err } = await db(['pull', place, 'npm', 'Debian:99'], database);
      expect(code).toBe(3);
      expect(err).toContain('it has none of Debian:99');
      expect(filesOf(database)).toEqual([expect.stringMatching(/^npm\./)]);
    });

    test('other tools read it as an artifact', async () => {
      await published('2');
      const image = `docker://${place.slice('oci://'.length)}`;
      const trusted = ['--cert-dir', tree.path('trusted'), '--creds', `ann:${PASSWORD}`];
      const manifest = JSON.parse(execFileSync('skopeo', ['inspect', '--raw', ...trusted, image]).toString());
      expect(manifest.artifactType).toBe('application/vnd.plimsoll.advisories.v1');
      const titles = manifest.layers.map(
        ({ annotations }: { annotations: Record<string, string> }) => annotations['org.opencontainers.image.title'],
      );
      expect(titles).toEqual(filesOf('made'));
    });

    test.each([
      ['a place that is not there', 'PL_E_ADVISORY_ARTIFACT', 'nowhere:1'],
      ['an image', 'PL_E_ADVISORY_ARTIFACT', 'image:1'],
    ])('%s is told, and what is here stays', async (_, code, name) => {
      await published('2');
      await db(['pull', place], database);
      const before = inside(database);
      if (name === 'image:1') pushImage();
      const ended = await db(['pull', `oci://${registry.host}/${name}`], database);
      expect([ended.code, ended.err]).toEqual([3, expect.stringContaining(code)]);
      expect(inside(database)).toEqual(before);
    });

    function pushImage(): void {
      writeLayout(tree.path('image'), { layers: [writeTar([{ name: 'a', body: 'one' }])] });
      const shown = ['--dest-cert-dir', tree.path('trusted'), '--dest-creds', `ann:${PASSWORD}`];
      const to = `docker://${registry.host}/image:1`;
      execFileSync('skopeo', ['copy', '-q', ...shown, `oci:${tree.path('image')}:v1`, to], { stdio: 'pipe' });
    }

    test('a file that is not what its digest tells changes nothing', async () => {
      await published('2');
      await db(['pull', place, 'npm'], database);
      const before = inside(database);
      const shard = filesOf('made').find((name) => name.startsWith('Debian%3A11')) ?? '';
      const sum = JSON.parse(readFileSync(tree.path('made/database.json'), 'utf8')).shards['Debian:11'].sha256;
      const blob = tree.path(`registry/data/docker/registry/v2/blobs/sha256/${sum.slice(0, 2)}/${sum}/data`);
      const bytes = readFileSync(tree.path(`made/${shard}`));
      bytes[0] = (bytes[0] ?? 0) ^ 1;
      writeFileSync(blob, bytes);
      const { code, err } = await db(['pull', place, 'Debian:11'], database);
      bytes[0] ^= 1;
      writeFileSync(blob, bytes);
      expect([code, err]).toEqual([3, expect.stringContaining('is not what its digest tells')]);
      expect(inside(database)).toEqual(before);
    });

    test('who is not signed in is told, for reading and for writing', async () => {
      await published('2');
      const anonymous = { DOCKER_CONFIG: tree.path('nobody'), HOME: tree.root };
      expect((await db(['pull', place], database, anonymous)).err).toContain('does not let who is not signed in read');
      const { code, err } = await db(['push', place], 'made', anonymous);
      expect(code).toBe(3);
      expect(err).toContain('does not let who is not signed in write to');
    });

    test.each([
      [['pull']],
      [['pull', 'registry.example.com/advisories:1']],
      [['push', 'oci://registry.example.com/advisories@sha256:0']],
      [['push', 'oci://registry.example.com/advisories:1', 'npm']],
      [['pull', 'oci://registry.example.com/advisories:1', '../npm']],
    ])('%j is a wrong call', async (argv) => {
      await published('2');
      expect((await db(argv, 'made')).code).toBe(2);
    });
  },
);
