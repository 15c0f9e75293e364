import type { OpenedImage } from './opened-image.ts';

/** Source: https://github.com/opencontainers/image-spec/blob/main/annotations.md. */
const BASE_NAME = 'org.opencontainers.image.base.name';

/** The image that another says it is made from: in an annotation of its manifest, or else in a label; empty where it does not say. */
export function baseNameOf({ annotations, config }: Pick<OpenedImage, 'annotations' | 'config'>): string {
  return annotations?.[BASE_NAME] ?? config.config?.Labels[BASE_NAME] ?? '';
}
