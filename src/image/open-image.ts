import { problemOf, UserError } from '../core/errors.ts';
import type { ByteSources } from '../core/ports.ts';
import { archiveStore, type BlobStore, directoryStore } from './blob-store.ts';
import { imageErrors } from './errors.ts';
import { type LocalName, parseImageName } from './image-name.ts';
import type { ImagePlaces } from './image-places.ts';
import { openDirectory } from './open-directory.ts';
import { openDockerArchive } from './open-docker-archive.ts';
import { findInLayout } from './open-layout.ts';
import { type ManifestRoot, openManifest, openManifests } from './open-manifest.ts';
import type { OpenedImage } from './opened-image.ts';
import { packingOf } from './packing.ts';
import type { PlatformChoice } from './platform.ts';

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

/** An image that was found: with manifests, or without any and for one platform alone. */
type Found = { readonly close: () => Promise<void> } & (
  | { readonly root: ManifestRoot }
  | { readonly root: undefined; readonly open: (choice: PlatformChoice) => Promise<OpenedImage> }
);

async function find(image: string, places: ImagePlaces): Promise<Found> {
  const name = parseImageName(image);
  if (name === undefined) throw new UserError(problemOf(imageErrors, 'PL_E_IMAGE_NAME', { image }));
  if (name.transport !== 'registry') return findLocal(image, name, places);
  const { findInRegistry } = await import('./registry/find-in-registry.ts');
  const root = await findInRegistry(image, name.reference, places.registry);
  return { root, close: async () => root.store.close() };
}

async function findLocal(image: string, name: LocalName, places: ImagePlaces): Promise<Found> {
  if (await isRootFileSystem(name, places)) {
    const opened = await openDirectory(image, name.path, places.trees);
    return { root: undefined, open: async () => opened, close: async () => {} };
  }
  const store = await storeOf(image, name, places.files);
  const close = async (): Promise<void> => store.close();
  return closedOnError(close, async () => {
    const asked = { image, reference: name.reference, store };
    if (await isDockerArchive(name, store))
      return { root: undefined, open: async (choice) => openDockerArchive(asked, choice), close };
    return { root: await findInLayout(image, name.reference, store), close };
  });
}

async function closedOnError<Result>(close: () => Promise<void>, use: () => Promise<Result>): Promise<Result> {
  try {
    return await use();
  } catch (error) {
    await close();
    throw error;
  }
}

/** A directory with the mark of a layout is one, any other a root file system. */
async function isRootFileSystem({ transport, path }: LocalName, { files, trees }: ImagePlaces): Promise<boolean> {
  if (transport !== 'path') return transport === 'dir';
  return (await trees.has(path)) && !(await isLayout(path, files));
}

/** An archive that is both, as newer versions of Docker write it, is taken for a layout: that has a manifest with a digest. */
async function isDockerArchive({ transport }: LocalName, store: BlobStore): Promise<boolean> {
  if (transport !== 'path') return transport === 'docker-archive';
  const index = await store.open('index.json');
  await index?.close();
  return index === undefined;
}

async function storeOf(image: string, { transport, path }: LocalName, sources: ByteSources): Promise<BlobStore> {
  if (transport === 'oci' || (transport === 'path' && (await isLayout(path, sources))))
    return directoryStore(sources, path);
  const archive = await sources.open(path);
  if (archive === undefined) throw new UserError(problemOf(imageErrors, 'PL_E_IMAGE_ABSENT', { image, part: path }));
  return closedOnError(
    async () => archive.close(),
    async () => {
      if (packingOf(await archive.read(0, 4)) !== 'none')
        throw new UserError(problemOf(imageErrors, 'PL_E_IMAGE_PACKED', { image }));
      return archiveStore(archive);
    },
  );
}

async function isLayout(path: string, sources: ByteSources): Promise<boolean> {
  const mark = await sources.open(`${path}/oci-layout`);
  await mark?.close();
  return mark !== undefined;
}
