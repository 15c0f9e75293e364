import { problemOf, UserError } from '../core/errors.ts';
import type { ByteSources } from '../core/ports.ts';
import { archiveStore, type BlobStore, directoryStore } from './blob-store.ts';
import { imageErrors } from './errors.ts';
import { type ImageName, parseImageName } from './image-name.ts';
import { configSchema, type Descriptor, dockerArchiveSchema, indexSchema, manifestSchema } from './manifest.ts';
import type { ImageLayer, OpenedImage } from './opened-image.ts';
import { packingOf } from './packing.ts';
import { blobName, readDocument } from './read-blob.ts';

/** How an image is opened. */
export interface OpenOptions {
  /** Of an image for several platforms the one that is opened, as `linux/amd64` or `linux/arm/v7`. */
  readonly platform: string;
}

/** Opens an image in a local place: an archive of `docker save`, an OCI archive or an OCI layout. What keeps it from it is a `UserError`. */
export async function openImage(image: string, sources: ByteSources, options: OpenOptions): Promise<OpenedImage> {
  const name = parseImageName(image);
  if (name === undefined) throw new UserError(problemOf(imageErrors, 'PL_E_IMAGE_NAME', { image }));
  const store = await storeOf(image, name, sources);
  try {
    const asked = { image, name, store };
    return (await isDockerArchive(name, store)) ? await openDockerArchive(asked) : await openLayout(asked, options);
  } catch (error) {
    await store.close();
    throw error;
  }
}

/** An archive that is both, as newer versions of Docker write it, is taken for a layout: that has a manifest with a digest. */
async function isDockerArchive({ transport }: ImageName, store: BlobStore): Promise<boolean> {
  if (transport !== 'path') return transport === 'docker-archive';
  const index = await store.open('index.json');
  await index?.close();
  return index === undefined;
}

async function storeOf(image: string, { transport, path }: ImageName, sources: ByteSources): Promise<BlobStore> {
  if (transport === 'oci' || (transport === 'path' && (await isLayout(path, sources))))
    return directoryStore(sources, path);
  const archive = await sources.open(path);
  if (archive === undefined) throw new UserError(problemOf(imageErrors, 'PL_E_IMAGE_ABSENT', { image, part: path }));
  try {
    if (packingOf(await archive.read(0, 4)) !== 'none')
      throw new UserError(problemOf(imageErrors, 'PL_E_IMAGE_PACKED', { image }));
    return await archiveStore(archive);
  } catch (error) {
    await archive.close();
    throw error;
  }
}

async function isLayout(path: string, sources: ByteSources): Promise<boolean> {
  const mark = await sources.open(`${path}/oci-layout`);
  await mark?.close();
  return mark !== undefined;
}

interface Asked {
  readonly image: string;
  readonly name: ImageName;
  readonly store: BlobStore;
}

async function openDockerArchive({ image, name: { reference }, store }: Asked): Promise<OpenedImage> {
  const asked = { image, store, name: 'manifest.json', part: 'manifest' };
  const { value: images } = await readDocument(dockerArchiveSchema, asked);
  const named = reference === '' ? images : images.filter(({ RepoTags }) => RepoTags?.includes(reference));
  const [found, ...others] = named;
  if (found === undefined) throw absent(image, reference === '' ? 'an image' : reference);
  if (others.length > 0)
    throw ambiguous(
      image,
      named.flatMap(({ RepoTags }) => RepoTags ?? []),
    );
  const { value: config } = await readDocument(configSchema, {
    image,
    store,
    name: found.Config,
    part: 'configuration',
    digest: digestIn(found.Config),
  });
  const layers = found.Layers.map(
    (file, index): ImageLayer => ({
      digest: undefined,
      diffId: config.rootfs.diff_ids?.[index],
      open: async () => store.open(file),
    }),
  );
  return { name: image, digest: undefined, config, layers, close: async () => store.close() };
}

/** The digest that the name of a configuration tells: `<hex>.json`, or a blob of a layout. */
function digestIn(name: string): string | undefined {
  const hex = /(?:^|\/)([0-9a-f]{64})(?:\.json)?$/.exec(name)?.[1];
  return hex === undefined ? undefined : `sha256:${hex}`;
}

const INDEX_TYPES = new Set([
  'application/vnd.oci.image.index.v1+json',
  'application/vnd.docker.distribution.manifest.list.v2+json',
]);

/** How deep an index may name further ones. */
const MAX_INDEX_DEPTH = 4;

async function openLayout({ image, name: { reference }, store }: Asked, options: OpenOptions): Promise<OpenedImage> {
  const { value: index } = await readDocument(indexSchema, { image, store, name: 'index.json', part: 'index' });
  const named = index.manifests.filter((each) => reference === '' || referenceOf(each) === reference);
  const [first, ...others] = named;
  if (first === undefined) throw absent(image, reference === '' ? 'an image' : reference);
  const isOneImage = others.length === 0 || named.every(({ platform }) => platform !== undefined);
  if (!isOneImage) throw ambiguous(image, named.map(referenceOf));
  const descriptor = await manifestOf(
    others.length === 0 ? first : platformOf(image, named, options),
    { image, store },
    options,
  );
  const request = { image, store, name: blobName(descriptor.digest), part: 'manifest', digest: descriptor.digest };
  const { value: manifest, digest } = await readDocument(manifestSchema, request);
  const { value: config } = await readDocument(configSchema, {
    image,
    store,
    name: blobName(manifest.config.digest),
    part: 'configuration',
    digest: manifest.config.digest,
  });
  const layers = manifest.layers.map(
    (layer, position): ImageLayer => ({
      digest: layer.digest,
      diffId: config.rootfs.diff_ids?.[position],
      open: async () => store.open(blobName(layer.digest)),
    }),
  );
  return { name: image, digest, config, layers, close: async () => store.close() };
}

/** Follows indexes to the manifest of the platform. */
async function manifestOf(
  descriptor: Descriptor,
  { image, store }: Pick<Asked, 'image' | 'store'>,
  options: OpenOptions,
): Promise<Descriptor> {
  let found = descriptor;
  for (let depth = 0; INDEX_TYPES.has(found.mediaType); depth += 1) {
    if (depth === MAX_INDEX_DEPTH) throw absent(image, 'a manifest behind its indexes');
    const { digest } = found;
    const { value } = await readDocument(indexSchema, { image, store, name: blobName(digest), part: 'index', digest });
    found = platformOf(image, value.manifests, options);
  }
  return found;
}

function platformOf(image: string, manifests: readonly Descriptor[], { platform }: OpenOptions): Descriptor {
  const found = manifests.find((each) => isFor(each, platform));
  if (found !== undefined) return found;
  const known = manifests.map(platformName).filter((name) => name !== '' && name !== 'unknown/unknown');
  throw new UserError(problemOf(imageErrors, 'PL_E_IMAGE_PLATFORM', { image, platform, known }));
}

/** A variant that is not asked for may be any. */
function isFor(descriptor: Descriptor, platform: string): boolean {
  const name = platformName(descriptor);
  return name === platform || name.startsWith(`${platform}/`);
}

function platformName({ platform }: Descriptor): string {
  if (platform === undefined) return '';
  return [platform.os, platform.architecture, platform.variant].filter(Boolean).join('/');
}

function referenceOf({ annotations, digest }: Descriptor): string {
  return annotations['org.opencontainers.image.ref.name'] ?? digest;
}

function absent(image: string, part: string): UserError {
  return new UserError(problemOf(imageErrors, 'PL_E_IMAGE_ABSENT', { image, part }));
}

function ambiguous(image: string, known: readonly string[]): UserError {
  return new UserError(problemOf(imageErrors, 'PL_E_IMAGE_AMBIGUOUS', { image, known }));
}
