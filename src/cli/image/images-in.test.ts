import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type WrittenLayout, writeLayout } from '../../../test/image/write-layout.ts';
import { writeTar } from '../../../test/image/write-tar.ts';
import { type TemporaryTree, temporaryTree } from '../../../test/temporary-tree.ts';
import { UserError } from '../../core/errors.ts';
import { ImagesIn } from './images-in.ts';

const CART = 'registry.example.com/shop/cart';

let tree: TemporaryTree;
let told: string[];
beforeEach(() => {
  tree = temporaryTree();
  told = [];
});
afterEach(() => {
  tree.remove();
});

async function imagesIn(...paths: readonly string[]): Promise<ImagesIn> {
  return ImagesIn.of({
    verb: 'gate',
    paths: paths.map((path) => tree.path(path)),
    tell: (notice) => told.push(notice),
  });
}

async function faultOf(...paths: readonly string[]): Promise<string> {
  const fault: unknown = await imagesIn(...paths).catch((error: unknown) => error);
  return fault instanceof UserError ? fault.problem.message : 'none';
}

function layout(path: string, name: string, more: Partial<WrittenLayout> = {}): void {
  writeLayout(tree.path(path), { name, layers: [writeTar([{ name: 'a', body: name }])], ...more });
}

interface Manifest {
  readonly digest: string;
  readonly annotations: Readonly<Record<string, string>>;
}

function indexOf(path: string): readonly Manifest[] {
  return JSON.parse(readFileSync(tree.path(`${path}/index.json`), 'utf8')).manifests;
}

/** Writes the manifest of `docker save`, which is all that is asked for the names of its images. */
function savedArchive(path: string, ...tags: readonly (readonly string[])[]): void {
  const images = tags.map((RepoTags, index) => ({ Config: `${index}.json`, RepoTags, Layers: [] }));
  writeFileSync(tree.path(path), writeTar([{ name: 'manifest.json', body: JSON.stringify(images) }]));
}

describe('a directory', () => {
  test('knows its layouts and archives by what they are called, and by their digests', async () => {
    layout('images/cart', `${CART}:v1`);
    savedArchive('images/web.tar', ['nginx:1.27', 'shop/web:v2']);
    writeFileSync(tree.path('images/README.md'), 'no image');
    mkdirSync(tree.path('images/empty'));
    const images = await imagesIn('images');
    const place = `oci:${tree.path('images/cart')}`;
    const [manifest] = indexOf('images/cart');
    expect(images.find(`${CART}:v1`)).toBe(place);
    expect(images.find(`${CART}:renamed@${manifest?.digest}`)).toBe(place);
    expect(images.find('docker.io/library/nginx:1.27')).toBe(`docker-archive:${tree.path('images/web.tar')}`);
    expect(images.find('shop/web:v2')).toBe(`docker-archive:${tree.path('images/web.tar')}`);
    expect(images.find(`${CART}:v2`)).toBeUndefined();
    expect(told).toEqual([]);
  });

  test('chooses among the images of one archive or layout', async () => {
    savedArchive('both.tar', [`${CART}:v1`], [`${CART}:v2`]);
    layout('one', 'v1');
    layout('other', 'v1');
    const [first, second] = [...indexOf('one'), ...indexOf('other')].map((manifest, index) => ({
      ...manifest,
      annotations: { ...manifest.annotations, 'io.containerd.image.name': `${CART}:as-${index}` },
      digest: `sha256:${String(index).repeat(64)}`,
    }));
    writeFileSync(tree.path('one/index.json'), JSON.stringify({ manifests: [first, second] }));
    const images = await imagesIn('both.tar', 'one');
    expect(images.find(`${CART}:v2`)).toBe(`docker-archive:${tree.path('both.tar')}:${CART}:v2`);
    expect(images.find(`${CART}:as-1`)).toBe(`oci:${tree.path('one')}:${second?.digest}`);
  });

  test('takes one image for several platforms for one', async () => {
    layout('one', `${CART}:v1`);
    const manifests = indexOf('one').flatMap((each) => [each, { ...each, digest: `sha256:${'7'.repeat(64)}` }]);
    writeFileSync(tree.path('one/index.json'), JSON.stringify({ manifests }));
    expect((await imagesIn('one')).find(`${CART}:v1`)).toBe(`oci:${tree.path('one')}`);
  });

  test('tells of what it cannot use', async () => {
    layout('images/cart', `${CART}:v1`);
    layout('images/tagged', 'v1');
    savedArchive('images/nameless.tar', []);
    writeFileSync(tree.path('images/half.tar'), 'no archive');
    const images = await imagesIn('images');
    expect(images.find('v1')).toBeUndefined();
    expect(images.find(`any@${indexOf('images/tagged')[0]?.digest}`)).toBe(`oci:${tree.path('images/tagged')}`);
    expect(told).toEqual([
      expect.stringMatching(/half\.tar was passed over\. .*manifest\.json is not there\.$/),
      expect.stringMatching(/nameless\.tar was passed over: it does not tell of which reference it is\.$/),
    ]);
  });

  test('refuses two images of one reference', async () => {
    layout('images/a', `${CART}:v1`);
    layout('images/b', `${CART}:v1`, { config: { User: '1' } });
    expect(await faultOf('images')).toMatch(/both .*images\/a and .*images\/b are .*cart:v1/);
  });

  test.each(['nowhere', 'empty'])('%s is a wrong call', async (path) => {
    mkdirSync(tree.path('empty'));
    expect(await faultOf(path)).toMatch(/is not there|no archive and no layout/);
  });
});

describe('a map', () => {
  test('says where images lie, as seen from where it stands itself', async () => {
    tree = temporaryTree({
      'maps/images.yaml': `${CART}:v1: oci:../cart\n${CART}:v2: cart.tar\n${CART}:v3: docker-archive:/srv/a.tar:v3\nnginx: other.example.com/nginx\n`,
    });
    const images = await imagesIn('maps/images.yaml');
    expect(images.find(`${CART}:v1`)).toBe(`oci:${tree.path('cart')}`);
    expect(images.find(`${CART}:v2`)).toBe(tree.path('maps/cart.tar'));
    expect(images.find(`${CART}:v3`)).toBe('docker-archive:/srv/a.tar:v3');
    expect(images.find('docker.io/library/nginx:latest')).toBe('other.example.com/nginx');
  });

  test.each([
    ['[a]', 'is no map'],
    ['Cart: oci:a', 'has capital letters'],
    ['cart: [oci:a]', 'does not say where cart lies'],
    ['cart: oci:a\ndocker.io/library/cart: oci:b', 'both'],
    ['a: &b', 'does not say where'],
    ['a: {', 'cannot be read'],
    ['', 'is no map'],
  ])('%j is a wrong call', async (text, words) => {
    tree = temporaryTree({ 'images.yaml': text });
    expect(await faultOf('images.yaml')).toContain(words);
  });
});
