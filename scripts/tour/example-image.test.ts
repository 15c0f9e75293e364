import { readFileSync } from 'node:fs';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { listFiles, readText } from '../../test/repository.ts';
import { type TemporaryTree, temporaryTree } from '../../test/temporary-tree.ts';
import { readExampleImage, writeExampleImage } from './example-image.ts';

let tree: TemporaryTree;
beforeEach(() => {
  tree = temporaryTree();
});
afterEach(() => {
  tree.remove();
});

interface Layout {
  readonly digest: string;
  readonly reference: string | undefined;
}

function layoutOf(path: string): Layout {
  writeExampleImage(readExampleImage(readText(path)), tree.path('layout'));
  const [{ digest, annotations }] = JSON.parse(readFileSync(tree.path('layout/index.json'), 'utf8')).manifests;
  return { digest, reference: annotations['org.opencontainers.image.ref.name'] };
}

// The digests of one machine are those of every other: they stand here, and the second in a manifest.
test.each([
  ['cart-1.8', 'sha256:95d4129cef0d01ca90f0f42208e257220bcbe8588c0429714f1db7bb8b5b2646'],
  ['cart-1.8.2', 'sha256:0ea3fc930e4365fdbd1c3b72835dad533e3cbbb3b39c80b7d0c1193fec8adfad'],
])('%s becomes the same bytes everywhere', (name, digest) => {
  const version = name.replace('cart-', '');
  expect(layoutOf(`examples/images/${name}.yaml`)).toEqual({
    digest,
    reference: `registry.example.com/shop/cart:${version}`,
  });
});

test('the mended example runs the very image that is built', () => {
  const { digest, reference } = layoutOf('examples/images/cart-1.8.2.yaml');
  expect(readText('examples/shop-mended/cart.yaml')).toContain(`image: ${reference}@${digest}\n`);
});

test('every image of the examples is tested here', () => {
  expect(listFiles('examples/images/*')).toEqual(['examples/images/cart-1.8.2.yaml', 'examples/images/cart-1.8.yaml']);
});

test.each(['reference: a', 'a: 1', '[]'])('%j is no image', (text) => {
  expect(() => readExampleImage(text)).toThrow(/Invalid/);
});
