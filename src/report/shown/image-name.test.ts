import { expect, test } from 'vitest';
import { imageCell, imageNameOf, resourceNameOf } from './image-name.ts';

test.each([
  [{ subject: { name: 'nginx:1.27', kind: 'Image', image: 'nginx:1.27' }, unit: 'nginx:1.27' }, 'nginx:1.27'],
  [
    { subject: { name: 'nginx:1.27', kind: 'Image', image: 'nginx:1.27' }, unit: 'nginx:1.27 (linux/arm64)' },
    'nginx:1.27 (linux/arm64)',
  ],
  [{ subject: { name: 'cart', kind: 'Deployment', image: 'cart:v1' }, unit: 'k8s' }, 'cart:v1'],
  [{ subject: { name: 'cart', kind: 'Deployment' }, unit: 'k8s' }, ''],
])('%j is in the image %s', (finding, expected) => {
  expect(imageNameOf(finding)).toBe(expected);
});

test('an image among others is told with its platform, and in a column without the digest that pins it', () => {
  const subject = { name: 'cart@sha256:0', kind: 'Image', image: 'cart@sha256:0' };
  const finding = { subject, unit: 'cart@sha256:0 (linux/arm64)' };
  expect(resourceNameOf(finding)).toBe('Image cart@sha256:0 (linux/arm64)');
  expect(imageCell(finding)).toBe('cart (linux/arm64)');
});
