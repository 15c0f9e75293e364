import type { OpenedImage } from './opened-image.ts';

/** Source: https://github.com/opencontainers/image-spec/blob/main/annotations.md. */
const BASE_NAME = 'org.opencontainers.image.base.name';
const BASE_DIGEST = 'org.opencontainers.image.base.digest';

/** Any other is passed over: who wrote it tells nothing by it. */
const DIGEST = /^sha256:[0-9a-f]{64}$/;

/** The image that another says it is made from: in an annotation of its manifest, or else in a label; empty where it does not say. */
export function baseNameOf({ annotations, config }: Pick<OpenedImage, 'annotations' | 'config'>): string {
  return annotations?.[BASE_NAME] ?? config.config?.Labels[BASE_NAME] ?? '';
}

/** The same with the digest that it had then, where the image says that as well: a tag may name another one today. */
export function baseReferenceOf(image: Pick<OpenedImage, 'annotations' | 'config'>): string {
  const name = baseNameOf(image);
  const digest = image.annotations?.[BASE_DIGEST] ?? image.config.config?.Labels[BASE_DIGEST] ?? '';
  return name === '' || !DIGEST.test(digest) || name.includes('@') ? name : `${name}@${digest}`;
}
