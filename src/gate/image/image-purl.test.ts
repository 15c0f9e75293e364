import { expect, test } from 'vitest';
import type { OpenedImage } from '../../image/opened-image.ts';
import { imagePurl } from './image-purl.ts';

const DIGEST = `sha256:${'0'.repeat(64)}`;

test.each<[string, string | undefined, string | undefined]>([
  ['oci:build/Layout:v1', DIGEST, `pkg:oci/layout@${DIGEST}?arch=amd64&tag=v1`],
  ['./cart.tar', DIGEST, `pkg:oci/cart@${DIGEST}?arch=amd64`],
  ['docker-archive:cart.tar', undefined, undefined],
  [
    'registry.example.com:5000/shop/cart:v1',
    DIGEST,
    `pkg:oci/cart@${DIGEST}?arch=amd64&repository_url=registry.example.com%3A5000%2Fshop%2Fcart&tag=v1`,
  ],
  ['nginx', DIGEST, `pkg:oci/nginx@${DIGEST}?arch=amd64&repository_url=docker.io%2Flibrary%2Fnginx`],
  ['docker://nginx', DIGEST, `pkg:oci/nginx@${DIGEST}?arch=amd64&repository_url=docker.io%2Flibrary%2Fnginx`],
  ['oci:/', DIGEST, undefined],
])('%s', (name, digest, purl) => {
  const image = { name, digest, config: { architecture: 'amd64', os: 'linux' } } as OpenedImage;
  expect(imagePurl(image)).toBe(purl);
});
