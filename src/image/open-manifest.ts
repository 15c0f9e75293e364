import { problemOf, UserError } from '../core/errors.ts';
import type { ByteSource } from '../core/ports.ts';
import type { AttachingStore } from './attached.ts';
import { imageErrors } from './errors.ts';
import { configSchema, type Descriptor, indexSchema, manifestSchema } from './manifest.ts';
import { INDEX_TYPES, isForeignType } from './media-types.ts';
import type { BlobLayer, BlobParts, ImageLayer, OpenedImage } from './opened-image.ts';
import { choosePlatform, holdAgainst, imagesAmong, type PlatformChoice, platformName } from './platform.ts';
import { readDocument } from './read-blob.ts';

/** Where the manifests and blobs of an image lie. */
export interface ManifestStore extends AttachingStore {
  /** Set where it gives no other bytes than those of a digest, as a registry does. */
  readonly isAddressedByDigest?: true;
  /** Where a blob begins, for those that are best read in their order. */
  offsetOf(descriptor: Descriptor): number;
  /** The parts of a blob; left out where blobs are only to be had whole. */
  parts?(descriptor: Descriptor): BlobParts;
  close(): Promise<void>;
}

/** An image that was found, for as many platforms as it is there for. */
export interface ManifestRoot {
  /** As it was asked for. */
  readonly image: string;
  readonly store: ManifestStore;
  /** Its manifest, or lists of them. */
  readonly descriptors: readonly Descriptor[];
}

/** How deep a list of manifests may name further ones, and how many of them are read. */
const MAX_INDEX_DEPTH = 4;
const MAX_INDEXES = 16;

/** A descriptor, and the digests of the lists of manifests that it was found through. */
type ListedManifest = Descriptor & { readonly through: readonly string[] };

/** The manifest of an image, and what is listed for it. */
type ImageManifest = ListedManifest & {
  readonly attestations: readonly Descriptor[];
  /** Its digest, and those of the lists that name no other image. */
  readonly subjects: readonly string[];
};

/** Opens an image for one platform. */
export async function openManifest(root: ManifestRoot, choice: PlatformChoice): Promise<OpenedImage> {
  const chosen = choosePlatform(root.image, await manifestsOf(root), choice);
  const opened = await openOne(root, chosen);
  const name = platformName(chosen.platform);
  const isHeld = name === '' || (choice.asked !== undefined && name !== opened.platform);
  if (isHeld) holdAgainst(root.image, opened.platform, choice);
  return opened;
}

/** Opens an image for every platform that it is there for, one after the other. The images stay open until the last one is done with. */
export async function* openManifests(root: ManifestRoot): AsyncGenerator<OpenedImage, void, undefined> {
  for (const descriptor of await manifestsOf(root))
    yield { ...(await openOne(root, descriptor)), close: async () => {} };
}

/** The manifests of images behind all lists. */
async function manifestsOf(root: ManifestRoot): Promise<readonly ImageManifest[]> {
  let found: readonly ListedManifest[] = root.descriptors.map((each) => ({ ...each, through: [] }));
  let [depth, read] = [0, 0];
  for (; found.some(isIndex); depth += 1) {
    read += found.filter(isIndex).length;
    if (depth === MAX_INDEX_DEPTH || read > MAX_INDEXES) throw absent(root.image, 'a manifest behind its indexes');
    const lists = await Promise.all(found.map(async (each) => (isIndex(each) ? readIndex(root, each) : [each])));
    found = lists.flat();
  }
  const images = imagesAmong(found);
  if (images.length === 0) throw absent(root.image, 'an image');
  const attestations = Map.groupBy(found, ({ annotations }) => annotations['vnd.docker.reference.digest']);
  return images.map((each) => ({
    ...each,
    attestations: attestations.get(each.digest) ?? [],
    subjects: images.length === 1 ? [each.digest, ...each.through] : [each.digest],
  }));
}

function isIndex({ mediaType }: Descriptor): boolean {
  return INDEX_TYPES.has(mediaType);
}

async function readIndex(
  { image, store }: ManifestRoot,
  descriptor: ListedManifest,
): Promise<readonly ListedManifest[]> {
  const { digest, through } = descriptor;
  const open = async (): Promise<ByteSource | undefined> => store.manifest(descriptor);
  const { value } = await readDocument(indexSchema, { image, open, name: digest, part: 'index', digest });
  return value.manifests.map((each) => ({ ...each, through: [...through, digest] }));
}

async function openOne({ image, store }: ManifestRoot, descriptor: ImageManifest): Promise<OpenedImage> {
  const { value: manifest, digest } = await readDocument(manifestSchema, {
    image,
    open: async () => store.manifest(descriptor),
    name: descriptor.digest,
    part: 'manifest',
    digest: descriptor.digest,
  });
  const { value: config } = await readDocument(configSchema, {
    image,
    open: async () => store.blob(manifest.config),
    name: manifest.config.digest,
    part: 'configuration',
    digest: manifest.config.digest,
  });
  const layers = manifest.layers.map(
    (layer, position): ImageLayer => ({
      digest: layer.digest,
      diffId: config.rootfs.diff_ids?.[position],
      size: layer.size,
      offset: store.offsetOf(layer),
      ...(store.isAddressedByDigest === undefined ? {} : { isAddressedByDigest: store.isAddressedByDigest }),
      ...(isForeignType(layer.mediaType) ? { elsewhere: layer.urls ?? [] } : chunkedIn(store, layer)),
      open: async () => store.blob(layer),
    }),
  );
  const { platform: listed } = descriptor;
  const isUntold = listed !== undefined && listed['os.version'] === undefined && listed.os === config.os;
  const platform =
    platformName(isUntold ? { ...listed, 'os.version': config['os.version'] } : listed) || platformName(config);
  return {
    name: image,
    digest,
    listedIn: descriptor.through,
    platform,
    config,
    annotations: manifest.annotations,
    layers,
    attachedBills: async () => {
      const { attachedBills } = await import('./attached-bills.ts');
      return attachedBills({ image, store, ...descriptor });
    },
    close: async () => store.close(),
  };
}

function chunkedIn(store: ManifestStore, layer: Descriptor): Pick<BlobLayer, 'chunked'> {
  const parts = store.parts?.(layer);
  return parts === undefined ? {} : { chunked: { annotations: layer.annotations, parts } };
}

function absent(image: string, part: string): UserError {
  return new UserError(problemOf(imageErrors, 'PL_E_IMAGE_ABSENT', { image, part }));
}
