import { execFileSync } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { runMain } from '../../src/cli/testing/run-main.ts';
import { type DockerRegistry, dockerRegistry } from '../image/docker-registry.ts';
import { digestOf, writeLayout } from '../image/write-layout.ts';
import { writeTar } from '../image/write-tar.ts';
import { isInstalled } from '../programs.ts';
import { type TemporaryTree, temporaryTree } from '../temporary-tree.ts';

const hasPrograms = ['docker-registry', 'skopeo'].every((program) => isInstalled(program));
const hasKubectl = isInstalled('kubectl', 'version', '--client');
const hasHelm = isInstalled('helm', 'version');

interface Ended {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

function manifestsOf(layout: string): readonly { readonly digest: string }[] {
  const { manifests }: { manifests: { digest: string }[] } = JSON.parse(readFileSync(`${layout}/index.json`, 'utf8'));
  return manifests;
}

function pod(...images: readonly string[]): string {
  const containers = images.map((each, index) => `    - name: c${index}\n      image: ${each}\n`).join('');
  return `apiVersion: v1\nkind: Pod\nmetadata:\n  name: web\nspec:\n  containers:\n${containers}`;
}

function read(path: string): string {
  return readFileSync(path, 'utf8');
}

describe.skipIf(!hasPrograms)(
  'plimsoll pin with a real registry (skipped without docker-registry and skopeo)',
  { timeout: 60_000 },
  () => {
    let tree: TemporaryTree;
    let registry: DockerRegistry;
    const digests: Record<string, string> = {};

    beforeAll(async () => {
      tree = temporaryTree();
      registry = await dockerRegistry(tree.path('registry'));
      push('one', 'web:v1');
      push('two', 'redis:7');
      pushIndex('many', 'proxy:v2');
    });
    afterAll(() => {
      registry.stop();
      tree.remove();
    });
    beforeEach(() => {
      push('one', 'web:v1');
    });

    /** Pushes an image that differs by its name, and keeps its digest under that. */
    function push(name: string, to: string): void {
      const layout = tree.path(`layouts/${name}`);
      writeLayout(layout, { layers: [writeTar([{ name: 'etc/name', body: name }])] });
      copy(`oci:${layout}:v1`, to);
      digests[name] = String(manifestsOf(layout)[0]?.digest);
    }

    /** Pushes an image that is there for two platforms. */
    function pushIndex(name: string, to: string): void {
      const layout = tree.path(`layouts/${name}`);
      writeLayout(layout, { layers: [writeTar([{ name: 'etc/name', body: name }])] });
      const [manifest] = manifestsOf(layout);
      const platforms = ['amd64', 'arm64'].map((architecture) => ({
        ...manifest,
        annotations: {},
        platform: { os: 'linux', architecture },
      }));
      const mediaType = 'application/vnd.oci.image.index.v1+json';
      const index = Buffer.from(JSON.stringify({ schemaVersion: 2, mediaType, manifests: platforms }));
      const digest = digestOf(index);
      writeFileSync(`${layout}/blobs/sha256/${digest.slice('sha256:'.length)}`, index);
      const annotations = { 'org.opencontainers.image.ref.name': 'v1' };
      const root = { schemaVersion: 2, manifests: [{ mediaType, digest, size: index.length, annotations }] };
      writeFileSync(`${layout}/index.json`, JSON.stringify(root));
      copy('--all', `oci:${layout}:v1`, to);
      digests[name] = digest;
    }

    function copy(...given: readonly string[]): void {
      const to = `docker://${registry.host}/${given.at(-1) ?? ''}`;
      execFileSync('skopeo', ['copy', '-q', '--dest-tls-verify=false', ...given.slice(0, -1), to]);
    }

    async function pin(...argv: readonly string[]): Promise<Ended> {
      return runMain(['pin', ...argv, '--insecure-registry', registry.host], {
        directory: tree.root,
        environment: { ...process.env },
        width: 100,
      });
    }

    const image = (name: string): string => `${registry.host}/${name}`;
    const pinned = (name: string, digest = ''): string => `${image(name)}@${digests[digest]}`;

    function folder(files: Readonly<Record<string, string>>): string {
      const path = tree.path(`f${Math.random().toString(36).slice(2)}`);
      mkdirSync(path);
      for (const [name, text] of Object.entries(files)) {
        mkdirSync(`${path}/${name}`.replace(/\/[^/]*$/, ''), { recursive: true });
        writeFileSync(`${path}/${name}`, text);
      }
      return path;
    }

    test('shows a diff and writes nothing', async () => {
      const path = folder({ 'a.yaml': pod(image('web:v1')) });
      const { code, out, err } = await pin(path);
      expect(out).toContain(`-      image: ${image('web:v1')}\n+      image: ${pinned('web', 'one')} # web:v1\n`);
      expect(err).toBe('1 image in 1 file can be pinned; --write does it.\n');
      expect(code).toBe(0);
      expect(read(`${path}/a.yaml`)).toBe(pod(image('web:v1')));
    });

    test('the diff is one that git applies', async () => {
      const path = folder({ 'a.yaml': `${pod(image('web:v1'))}---\n${pod(image('redis:7'))}` });
      const { out } = await pin(path);
      execFileSync('git', ['apply', '-p1', '--unsafe-paths', '-'], {
        cwd: path,
        input: out.replaceAll(`${path}/`, 'a/'),
      });
      const before = read(`${path}/a.yaml`);
      expect(before).toContain(pinned('web', 'one'));
      expect(await pin(path)).toMatchObject({ code: 0, out: '', err: 'Pinned already: 2 images.\n' });
    });

    test('writes the index of an image for several platforms', async () => {
      const path = folder({ 'a.yaml': pod(image('proxy:v2')) });
      expect(await pin(path, '--write')).toMatchObject({ code: 0, out: '', err: 'Pinned 1 image in 1 file.\n' });
      expect(read(`${path}/a.yaml`)).toBe(pod(`${pinned('proxy', 'many')} # proxy:v2`));
    });

    test('a tag that moved is told, and pinned anew where that is asked for', async () => {
      const path = folder({ 'a.yaml': pod(image('web:v1'), image('redis:7')) });
      await pin(path, '--write');
      expect(await pin(path, '--check')).toMatchObject({ code: 0, out: '', err: '2 images, each with its digest.\n' });
      const before = read(`${path}/a.yaml`);
      const old = digests['one'];
      push('three', 'web:v1');
      const moved = `${path}/a.yaml:8:14: ${image('web:v1')} has moved from ${old} to ${digests['three']}\n`;
      expect(await pin(path, '--check')).toMatchObject({ code: 1, out: moved });
      expect(await pin(path, '--write')).toMatchObject({ code: 0, err: expect.stringContaining(moved) });
      expect(read(`${path}/a.yaml`)).toBe(before);
      expect(await pin(path, '--update', '--write')).toMatchObject({ code: 0, err: 'Pinned 1 image in 1 file.\n' });
      expect(read(`${path}/a.yaml`)).toBe(before.replace(old ?? '', digests['three'] ?? ''));
    });

    test('--check names what is not pinned, and what has no digest to be had', async () => {
      const path = folder({ 'a.yaml': pod(image('web:v1'), image('built-here:dev')) });
      const { code, out, err } = await pin(path, '--check');
      expect(code).toBe(1);
      expect(out).toBe(
        `${path}/a.yaml:8:14: ${image('web:v1')} is not pinned: its tag names ${digests['one']}\n` +
          `${path}/a.yaml:10:14: ${image('built-here:dev')} is not pinned\n`,
      );
      expect(err).toContain(`${path}/a.yaml:10:14: The registry has no image ${image('built-here:dev')}.`);
      expect(err).toContain('PL_E_PIN_ABSENT');
    });

    test('what cannot be asked or read is told with exit code 3, and the rest is pinned', async () => {
      const path = folder({
        'a.yaml': pod(image('web:v1'), '127.0.0.1:1/gone:v1', '127.0.0.1:1/gone:v2'),
        'b.yaml': pod('"${REGISTRY}/web:v1"'),
        'c.yaml': 'kind: [\n',
      });
      const { code, err } = await pin(path, '--write');
      expect(code).toBe(3);
      expect(err).toContain('PL_E_REGISTRY_UNREACHABLE');
      expect(err).toContain('"${REGISTRY}/web:v1" names no image yet');
      expect(err).toContain('PL_E_YAML_SYNTAX');
      expect(read(`${path}/a.yaml`)).toContain(pinned('web', 'one'));
    });

    test('--offline asks nobody', async () => {
      const path = folder({ 'a.yaml': pod(image('web:v1')) });
      expect(await pin(path, '--offline')).toMatchObject({ code: 3, err: expect.stringContaining('PL_E_OFFLINE') });
    });

    test('as JSON', async () => {
      const path = folder({ 'a.yaml': pod(image('web:v1')) });
      const { out } = await pin(path, '-o', 'json');
      expect(JSON.parse(out)).toEqual({
        schemaVersion: 1,
        images: [
          {
            file: `${path}/a.yaml`,
            line: 8,
            column: 14,
            image: image('web:v1'),
            tagged: image('web:v1'),
            state: 'unpinned',
            now: digests['one'],
            changed: true,
          },
        ],
        files: [{ file: `${path}/a.yaml`, written: false }],
        missing: [],
      });
    });

    test('no credential beside an image is shown, not even the one of a Secret on its line', async () => {
      const secret = '{"apiVersion":"v1","kind":"Secret","metadata":{"name":"s"},"stringData":{"a":"correct horse"}}';
      const web = `{"apiVersion":"v1","kind":"Pod","metadata":{"name":"p"},"spec":{"containers":[{"name":"a","image":"${image('web:v1')}"}]}}`;
      const path = folder({
        'a.json': `{"apiVersion":"v1","kind":"List","items":[${web},${secret}]}\n`,
        'b.yaml': `${pod(image('web:v1'))}      env:\n        - {name: DB_PASSWORD, value: hunter2-and-more}\n`,
      });
      const { out } = await pin(path);
      expect(out).toContain(`${image('web:v1')}@${digests['one']}`);
      expect(out).not.toContain('correct horse');
      expect(out).not.toContain('hunter2');
    });

    test.each([['--write'], ['--update']])('--check goes without %s', async (flag) => {
      expect(await pin(folder({}), '--check', flag)).toMatchObject({ code: 2 });
    });

    test('standard input is shown, and not written', async () => {
      expect(await pin('-', '--write')).toMatchObject({ code: 2 });
    });

    test('nothing that names an image is not all right to --check', async () => {
      expect(await pin(folder({ 'a.yaml': 'kind: x\n' }), '--check')).toMatchObject({ code: 3 });
    });

    test.skipIf(!hasKubectl)('kustomizations are pinned at what comes out of them', async () => {
      const path = folder({
        'base/kustomization.yaml': 'resources: [pod.yaml]\n',
        'base/pod.yaml': pod('web', image('redis:7')),
        'prod/kustomization.yaml': `resources: [../base]\nimages:\n  - name: web\n    newName: ${image('web')}\n    newTag: v1\n`,
      });
      const { code, err } = await pin(path, '--write');
      expect(err).toBe('Pinned 2 images in 2 files. Left as they are: 1 image that kustomizations replace.\n');
      expect(code).toBe(0);
      expect(read(`${path}/base/pod.yaml`)).toBe(pod('web', `${pinned('redis', 'two')} # redis:7`));
      expect(read(`${path}/prod/kustomization.yaml`)).toContain(`    digest: ${digests['one']} # web:v1\n`);
      expect(await pin(path, '--check')).toMatchObject({ code: 0 });
    });

    test.skipIf(!hasKubectl)('what comes out of a kustomization and stands elsewhere is told', async () => {
      const path = folder({
        'base/kustomization.yaml': 'resources: [pod.yaml]\n',
        'base/pod.yaml': pod(image('web:v1')),
        'prod/kustomization.yaml': 'resources: [../base]\n',
      });
      expect(await pin(`${path}/prod`)).toMatchObject({
        code: 3,
        out: '',
        err: expect.stringContaining('PL_E_PIN_KUSTOMIZED'),
      });
    });

    test.skipIf(!hasHelm)('charts are told with the values that their images come from', async () => {
      const path = folder({
        'Chart.yaml': 'apiVersion: v2\nname: web\nversion: 1.0.0\n',
        'values.yaml': `image: ${image('web')}\ntag: v1\n`,
        'templates/pod.yaml': pod('{{ .Values.image }}:{{ .Values.tag }}'),
      });
      const { code, err } = await pin(path);
      expect(err).toContain(
        `${path}/templates/pod.yaml:8:7: ${image('web:v1')} is written by a chart, from .Values.image, .Values.tag; its digest is ${digests['one']}.`,
      );
      expect(code).toBe(3);
      writeFileSync(`${path}/values.yaml`, `image: ${image('web')}\ntag: v1@${digests['one']}\n`);
      expect(await pin(path, '--check')).toMatchObject({ code: 0 });
    });
  },
);
