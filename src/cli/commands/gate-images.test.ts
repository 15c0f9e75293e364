import { readFileSync, writeFileSync } from 'node:fs';
import { Readable } from 'node:stream';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { digestOf, writeLayout } from '../../../test/image/write-layout.ts';
import { writePlatforms } from '../../../test/image/write-platforms.ts';
import { writeTar } from '../../../test/image/write-tar.ts';
import { type TemporaryTree, temporaryTree } from '../../../test/temporary-tree.ts';
import type { ReportDocument } from '../../contract/report.ts';
import { main } from '../main.ts';

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
  let out = '';
  await main(['gate', tree.path('k8s'), '-o', 'json', ...argv], {
    out: (text) => {
      out += text;
    },
    err: () => {},
    in: Readable.from([]),
    directory: tree.root,
    environment: { PLIMSOLL_DB: tree.path('db'), PLIMSOLL_CACHE_DIR: tree.path('cache'), PLIMSOLL_OFFLINE: '1' },
    colour: false,
    width: 100,
  });
  const report: ReportDocument = JSON.parse(out);
  return report.images;
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
    const why = `${place} is another one: ${digestIn('images/cart')}.`;
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
      { unknown: expect.stringContaining('it has no digest') },
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
