import { problemOf, UserError } from '../core/errors.ts';
import type { Stage } from '../core/progress.ts';
import { closedOnError } from './closed-on-error.ts';
import { imageErrors } from './errors.ts';
import { type Found, findLocal, foundIn } from './find-local.ts';
import { parseImageName } from './image-name.ts';
import type { ImagePlaces } from './image-places.ts';
import { type ManifestRoot, openManifest, openManifests } from './open-manifest.ts';
import type { OpenedImage } from './opened-image.ts';
import { watchAll, watchFiles } from './watched.ts';

/** How an image is opened. */
export interface OpenOptions {
  /**
   * Of an image for several platforms the one that is opened, as `linux/amd64` or `linux/arm/v7`. Without it that of this machine is,
   * or the only one that there is, which the user is told.
   */
  readonly platform: string | undefined;
}

/**
 * Opens an image wherever it lies: in a registry, an archive of `docker save`, an OCI archive or layout, or a directory that is the root
 * file system of one. What keeps it from it is a `UserError`.
 */
export async function openImage(image: string, places: ImagePlaces, { platform }: OpenOptions): Promise<OpenedImage> {
  const choice = { asked: platform, own: places.platform, tell: places.tell };
  const found = await find(image, places);
  return closedOnError(found.close, async () =>
    found.root === undefined ? found.open(choice) : openManifest(found.root, choice),
  );
}

/** Opens an image in a registry, whatever its reference looks like: who wrote it has no say over files of this machine. */
export async function openReference(
  reference: string,
  places: ImagePlaces,
  { platform }: OpenOptions,
): Promise<OpenedImage> {
  const choice = { asked: platform, own: places.platform, tell: places.tell };
  return openManifest(await watchedRoot(reference, places), choice);
}

/**
 * Opens an image for each platform that it is there for, one after the other; manifests that are no images, such as attestations, are
 * left out. Layers with the same digest are the same in all of them. An image may be read until the next one is asked for.
 */
export async function* openPlatforms(image: string, places: ImagePlaces): AsyncGenerator<OpenedImage, void, undefined> {
  const found = await find(image, places);
  const choice = { asked: undefined, own: places.platform, tell: () => {} };
  try {
    if (found.root === undefined) yield { ...(await found.open(choice)), close: async () => {} };
    else yield* openManifests(found.root);
  } finally {
    await found.close();
  }
}

/** The same for an image in a registry, whatever its reference looks like. */
export async function* openReferencePlatforms(
  reference: string,
  places: ImagePlaces,
): AsyncGenerator<OpenedImage, void, undefined> {
  const root = await watchedRoot(reference, places);
  try {
    yield* openManifests(root);
  } finally {
    await root.store.close();
  }
}

async function watchedRoot(reference: string, places: ImagePlaces): Promise<ManifestRoot> {
  const stage = places.progress?.begin({ name: () => `opening ${reference}` });
  return rootInRegistry(reference, reference, places).finally(() => stage?.end());
}

async function find(image: string, places: ImagePlaces): Promise<Found> {
  const stage = places.progress?.begin({ name: () => `opening ${image}` });
  try {
    return await findWatched(image, { ...places, files: watchFiles(places.files, stage) }, stage);
  } finally {
    stage?.end();
  }
}

async function findWatched(image: string, places: ImagePlaces, stage: Stage | undefined): Promise<Found> {
  const name = parseImageName(image);
  if (name === undefined) throw new UserError(problemOf(imageErrors, 'PL_E_IMAGE_NAME', { image }));
  if (name.transport === 'docker-daemon') {
    const { archiveOfDaemon } = await import('./find-in-daemon.ts');
    const archive = await archiveOfDaemon(image, name.reference, places.daemons);
    const named = { transport: 'path', path: '', reference: '' } as const;
    return foundIn(image, named, { archive: watchAll(archive, stage), ahead: places.ahead });
  }
  if (name.transport !== 'registry') return findLocal(image, name, places);
  const root = await rootInRegistry(image, name.reference, places).catch(async (error: unknown) => {
    throw image === name.reference ? await withOthersNamed(error, image, places) : error;
  });
  return { root, close: async () => root.store.close() };
}

/** What keeps an image from being found in a registry that may be meant to lie on this machine. */
const NOT_THERE: ReadonlySet<string> = new Set([
  'PL_E_IMAGE_ABSENT',
  'PL_E_OFFLINE',
  'PL_E_REGISTRY_DENIED',
  'PL_E_REGISTRY_UNREACHABLE',
]);

/** Other tools look for a bare name at the daemon first, and people write the name of a directory without a slash. */
async function withOthersNamed(error: unknown, image: string, { trees }: ImagePlaces): Promise<unknown> {
  if (!(error instanceof UserError) || !NOT_THERE.has(error.problem.code)) return error;
  const { problem } = error;
  const others = [
    ...((await trees.has(image)) ? [`The directory ${image} is ./${image}.`] : []),
    `An image of Docker or Podman on this machine is docker-daemon:${image}.`,
  ];
  return new UserError({ ...problem, remedy: [problem.remedy, ...others].join(' ') }, error.cause);
}

async function rootInRegistry(image: string, reference: string, places: ImagePlaces): Promise<ManifestRoot> {
  const { findInRegistry } = await import('./registry/find-in-registry.ts');
  return findInRegistry(image, reference, places.registry);
}
