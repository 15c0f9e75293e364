import { readFileSync, writeFileSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { digestOf, writeLayout } from '../../../test/image/write-layout.ts';
import { writePlatforms } from '../../../test/image/write-platforms.ts';
import { writeTar } from '../../../test/image/write-tar.ts';
import { type TemporaryTree, temporaryTree } from '../../../test/temporary-tree.ts';
import type { ReportDocument } from '../../contract/report.ts';
import { runMain } from '../testing/run-main.ts';

const CART = 'registry.example.com/shop/cart';
const LAYERS = [writeTar([{ name: 'cart', mode: 0o755, body: 'program' }])];

let tree: TemporaryTree;
beforeEach(() => {
  tree = temporaryTree({ 'k8s/cart.yaml': pod(`${CART}:v1`) });
  writeLayout(tree.path('images/cart'), { name: `${CART}:v1`, layers: LAYERS, config: { User: '10001' } });
});
afterEach(() => {
  tree.remove();
});

function pod(image: string): string {
  return `apiVersion: v1\nkind: Pod\nmetadata: { name: cart }\nspec:\n  containers:\n    - { name: cart, image: '${image}' }\n`;
}

async function imagesOf(...argv: readonly string[]): Promise<ReportDocument['images']> {
  return (await reportOf('gate', ...argv)).images;
}

async function reportOf(command: string, ...argv: readonly string[]): Promise<ReportDocument> {
  const { out } = await runMain([command, tree.path('k8s'), '-o', 'json', ...argv], {
    directory: tree.root,
    environment: { PLIMSOLL_DB: tree.path('db'), PLIMSOLL_CACHE_DIR: tree.path('cache'), PLIMSOLL_OFFLINE: '1' },
    width: 100,
  });
  return JSON.parse(out);
}

function digestIn(layout: string): string {
  return JSON.parse(readFileSync(tree.path(`${layout}/index.json`), 'utf8')).manifests[0].digest;
}

const images = (): readonly string[] => ['--images', tree.path('images')];

describe('plimsoll gate --images', () => {
  test('opens the images that lie in a directory', async () => {
    expect(await imagesOf(...images())).toMatchObject([{ reference: `${CART}:v1`, digest: digestIn('images/cart') }]);
  });

  test('opens an image by its digest, whatever its name', async () => {
    writeFileSync(tree.path('k8s/cart.yaml'), pod(`${CART}:v9@${digestIn('images/cart')}`));
    expect(await imagesOf(...images())).toMatchObject([{ digest: digestIn('images/cart') }]);
  });

  test('opens no other image than the manifest names by its digest', async () => {
    const pinned = `${CART}:v1@sha256:${'a'.repeat(64)}`;
    writeFileSync(tree.path('k8s/cart.yaml'), pod(pinned));
    const place = `oci:${tree.path('images/cart')}`;
    const why = `${place} is another one, ${digestIn('images/cart')}.`;
    for (const given of [images(), ['--image', `${pinned}=${place}`], ['--image', `${CART}:v1=${place}`]])
      expect(await imagesOf(...given)).toMatchObject([{ reference: pinned, unknown: why }]);
  });

  test('opens no archive of docker save for a digest, since it has none', async () => {
    const [layer = ''] = LAYERS.map((each) => Buffer.from(each).toString('latin1'));
    const config = JSON.stringify({ rootfs: { diff_ids: [digestOf(Buffer.from(layer, 'latin1'))] }, config: {} });
    const manifest = JSON.stringify([{ Config: 'c.json', RepoTags: [`${CART}:v1`], Layers: ['l.tar'] }]);
    const files = { 'manifest.json': manifest, 'c.json': config, 'l.tar': Buffer.from(layer, 'latin1') };
    const entries = Object.entries(files).map(([name, body]) => ({ name, body }));
    writeFileSync(tree.path('saved.tar'), writeTar(entries));
    expect(await imagesOf('--images', tree.path('saved.tar'))).toMatchObject([{ reference: `${CART}:v1` }]);
    writeFileSync(tree.path('k8s/cart.yaml'), pod(`${CART}:v1@sha256:${'a'.repeat(64)}`));
    expect(await imagesOf('--images', tree.path('saved.tar'))).toMatchObject([
      { unknown: expect.stringContaining('has no digest to compare with') },
    ]);
  });

  test('knows an image for several platforms by the digest of its index', async () => {
    const platforms = ['amd64', 'arm64'].map((architecture) => ({ architecture, layers: LAYERS }));
    writePlatforms(tree.path('many'), platforms);
    const index = readFileSync(tree.path('many/index.json'));
    writeFileSync(tree.path(`many/blobs/${digestOf(index).replace(':', '/')}`), index);
    const mediaType = 'application/vnd.oci.image.index.v1+json';
    const manifests = [{ mediaType, digest: digestOf(index), size: index.length }];
    writeFileSync(tree.path('many/index.json'), JSON.stringify({ schemaVersion: 2, manifests }));
    const platform = ['--platform', 'linux/arm64'];
    writeFileSync(tree.path('k8s/cart.yaml'), pod(`${CART}@${digestOf(index)}`));
    const [found] = await imagesOf('--images', tree.path('many'), ...platform);
    expect([found?.unknown, found?.digest]).toEqual([undefined, expect.stringMatching(/^sha256:/)]);
    const place = `oci:${tree.path('many')}`;
    writeFileSync(tree.path('k8s/cart.yaml'), pod(`${CART}@${found?.digest}`));
    const given = ['--image', `${CART}@${found?.digest}=${place}`];
    expect(await imagesOf(...given, ...platform)).toMatchObject([{ digest: found?.digest }]);
  });
});

function installed(...names: readonly string[]): Uint8Array {
  return writeTar(
    names.map((name) => ({
      name: `node_modules/${name}/package.json`,
      body: JSON.stringify({ name, version: '1.0.0' }),
    })),
  );
}

async function gated(...argv: readonly string[]) {
  const rules = ['known-exploited', 'fixable', 'unfixed'].map((which) => `  image/${which}-vulnerability: off\n`);
  tree.write({ 'plimsoll.yaml': `profile: restricted\nrules:\n${rules.join('')}` });
  const given = ['--image', `${CART}:v1=oci:${tree.path('many')}`, '--policy', tree.path('plimsoll.yaml')];
  return runMain(['gate', tree.path('k8s'), ...given, ...argv], {
    directory: tree.root,
    environment: { PLIMSOLL_CACHE_DIR: tree.path('cache'), PLIMSOLL_OFFLINE: '1' },
    width: 100,
  });
}

test('an image that was not hashed is told as such in every form that people read', async () => {
  writeLayout(tree.path('open'), { layers: LAYERS, compression: 'none', config: { User: '10001' } });
  const argv = ['gate', tree.path('k8s'), '--image', `${CART}:v1=oci:${tree.path('open')}`, '--no-cache'];
  const read = async (...more: readonly string[]) =>
    runMain([...argv, ...more], { directory: tree.root, environment: { PLIMSOLL_OFFLINE: '1' }, width: 100 });
  for (const format of ['html', 'markdown']) {
    expect((await read('-o', format)).out, format).toContain('(not hashed; --verify hashes all of it)');
    expect((await read('-o', format, '--verify')).out, format).not.toContain('not hashed');
  }
  expect((await read()).out).toMatch(/ \S+\/cart:v1 \(not hashed; --verify hashes all of it\)\n/);
  expect((await read('--verify')).out).not.toContain('not hashed');
});

describe('plimsoll gate --all-platforms', () => {
  beforeEach(() => {
    writePlatforms(tree.path('many'), [
      { architecture: 'amd64', layers: [...LAYERS, installed('cart', 'fast')], config: { User: '10001' } },
      { architecture: 'arm64', layers: [...LAYERS, installed('cart')], config: { User: 'root' } },
    ]);
  });

  test('judges an image for each platform, as a unit of the report', async () => {
    const { units, findings, checked }: ReportDocument = JSON.parse((await gated('--all-platforms', '-o', 'json')).out);
    expect(units.slice(1).map(({ path, verdict }) => [path, verdict])).toEqual([
      [`${CART}:v1 (linux/amd64)`, 'passed'],
      [`${CART}:v1 (linux/arm64)`, 'blocked'],
    ]);
    expect(checked.images).toBe(2);
    const users = findings.filter(({ rule }) => rule === 'image/non-root-user');
    expect(users.map(({ unit, subject }) => [unit, subject.image])).toEqual([
      [`${CART}:v1 (linux/arm64)`, `${CART}:v1`],
    ]);
    // The pod may be started where the image runs as root.
    expect(findings.filter(({ rule }) => rule === 'workload/image-user')).toHaveLength(1);
  });

  test('tells in which packages they differ, and which platform a finding is of', async () => {
    const { out } = await gated('--all-platforms');
    expect(out).toMatch(/^Image registry\.example\.com\/shop\/cart:v1 \(linux\/arm64\), run by Pod cart$/m);
    expect(out).toContain(
      `${CART}:v1:\nPackages that are not the same on every platform:\n  npm fast: 1.0.0 on linux/amd64; not on`,
    );
    expect((await gated('--platform', 'linux/amd64')).out).not.toContain('not the same');
  });

  test('goes not with one platform', async () => {
    const { code, err } = await gated('--all-platforms', '--platform', 'linux/amd64');
    expect(code).toBe(2);
    expect(err).toContain('only one of them can be given');
  });
});

/** The rules that join both, with what they say. */
async function joined(command: string, ...argv: readonly string[]): Promise<readonly (readonly string[])[]> {
  const { findings } = await reportOf(command, ...argv);
  return findings
    .filter(({ rule }) => rule.startsWith('workload/image-'))
    .map(({ rule, message, subject }) => [rule, subject.container ?? '', message] as const)
    .toSorted(([a], [b]) => (a < b ? -1 : Number(a > b)));
}

describe('a container and its image', () => {
  const SECURITY = 'securityContext: { readOnlyRootFilesystem: true, capabilities: { drop: [ALL] } }';
  const CONFINED = pod(`${CART}:v1`).replace("v1' }", `v1', ${SECURITY}, ports: [{ containerPort: 8080 }] }`);

  beforeEach(() => {
    const layer = writeTar([{ name: 'var/cache/nginx/', flag: '5', mode: 0o755 }]);
    const config = { Volumes: { '/data': {} }, ExposedPorts: { '80/tcp': {} } };
    writeLayout(tree.path('images/cart'), { name: `${CART}:v1`, layers: [layer], config });
    writeFileSync(tree.path('k8s/cart.yaml'), CONFINED);
  });

  test('are judged together where the image is opened', async () => {
    expect(await joined('gate', ...images())).toEqual([
      ['workload/image-port', 'cart', expect.stringMatching(/port 80 of its image/)],
      ['workload/image-port', 'cart', expect.stringMatching(/names port 8080, and its image exposes 80\/TCP/)],
      ['workload/image-user', 'cart', expect.stringMatching(/runs as root: its image names no user/)],
      ['workload/image-volume', 'cart', expect.stringMatching(/its image writes: \/data, \/var\/cache\/nginx\.$/)],
    ]);
  });

  test('are not where it is not: the verdict is incomplete already', async () => {
    expect(await joined('gate')).toEqual([]);
    expect(await joined('check')).toEqual([]);
  });

  test('tell of a pod that will not start', async () => {
    writeFileSync(
      tree.path('k8s/cart.yaml'),
      pod(`${CART}:v1`).replace('spec:', 'spec:\n  securityContext: { runAsNonRoot: true }'),
    );
    expect(await joined('gate', ...images())).toEqual([
      ['workload/image-user', 'cart', expect.stringMatching(/^Container "cart" will not start: /)],
    ]);
  });
});
