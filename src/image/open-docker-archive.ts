import { problemOf, UserError } from '../core/errors.ts';
import type { BlobStore } from './blob-store.ts';
import { imageErrors } from './errors.ts';
import { configSchema, dockerArchiveSchema } from './manifest.ts';
import type { ImageLayer, OpenedImage } from './opened-image.ts';
import { holdAgainst, type PlatformChoice, platformName } from './platform.ts';
import { readDocument } from './read-blob.ts';

/** What is looked for in an archive. */
export interface DockerArchiveRequest {
  /** As it was asked for. */
  readonly image: string;
  /** The name of the image in the archive; empty for the only one. */
  readonly reference: string;
  readonly store: BlobStore;
}

/** Opens an image of an archive of `docker save`. */
export async function openDockerArchive(
  { image, reference, store }: DockerArchiveRequest,
  choice: PlatformChoice,
): Promise<OpenedImage> {
  const { value: images } = await readDocument(dockerArchiveSchema, {
    image,
    open: async () => store.open('manifest.json'),
    name: 'manifest.json',
    part: 'manifest',
  });
  const named = reference === '' ? images : images.filter(({ RepoTags }) => RepoTags?.includes(reference));
  const [found, ...others] = named;
  if (found === undefined) {
    const known = images.flatMap(({ RepoTags }) => RepoTags ?? []);
    throw new UserError(problemOf(imageErrors, 'PL_E_IMAGE_ABSENT', { image, part: reference || 'an image', known }));
  }
  if (others.length > 0) {
    const known = named.flatMap(({ RepoTags }) => RepoTags ?? []);
    throw new UserError(problemOf(imageErrors, 'PL_E_IMAGE_AMBIGUOUS', { image, known }));
  }
  const { value: config, digest: imageId } = await readDocument(configSchema, {
    image,
    open: async () => store.open(found.Config),
    name: found.Config,
    part: 'configuration',
    digest: digestIn(found.Config),
  });
  const platform = platformName(config);
  holdAgainst(image, platform, choice);
  const layers = found.Layers.map(
    (file, index): ImageLayer => ({
      digest: undefined,
      diffId: config.rootfs.diff_ids?.[index],
      offset: store.offsetOf(file),
      open: async () => store.open(file),
    }),
  );
  return { name: image, digest: undefined, imageId, platform, config, layers, close: async () => store.close() };
}

/** The digest that the name of a configuration tells: `<hex>.json`, or a blob of a layout. */
function digestIn(name: string): string | undefined {
  const hex = /(?:^|\/)([0-9a-f]{64})(?:\.json)?$/.exec(name)?.[1];
  return hex === undefined ? undefined : `sha256:${hex}`;
}
