import { problemOf, UserError } from '../core/errors.ts';
import type { ByteSource, ByteSources } from '../core/ports.ts';
import { archiveStore, type BlobStore, directoryStore } from './blob-store.ts';
import { closedOnError } from './closed-on-error.ts';
import { imageErrors } from './errors.ts';
import type { LocalName } from './image-name.ts';
import type { ImagePlaces } from './image-places.ts';
import { openDirectory } from './open-directory.ts';
import { openDockerArchive } from './open-docker-archive.ts';
import { findInLayout } from './open-layout.ts';
import type { ManifestRoot } from './open-manifest.ts';
import type { OpenedImage } from './opened-image.ts';
import { refuseOtherKind, refuseOtherStore } from './other-kind.ts';
import { foreignPacking, packingOf } from './packing.ts';
import type { PlatformChoice } from './platform.ts';
import type { ReadAhead } from './read-ahead.ts';
import { unpackedArchive } from './unpacked-archive.ts';

/** An image that was found: with manifests, or without any and for one platform alone. */
export type Found = { readonly close: () => Promise<void> } & (
  | { readonly root: ManifestRoot }
  | { readonly root: undefined; readonly open: (choice: PlatformChoice) => Promise<OpenedImage> }
);

/** A store of images, and as what it is opened. */
export interface FoundStore {
  readonly store: BlobStore;
  readonly transport: 'oci' | 'oci-archive' | 'docker-archive';
}

/** What the images in a layout or archive consist of. Undefined where nothing is, and for a directory that is no layout. */
export async function openStore(path: string, files: ByteSources): Promise<FoundStore | undefined> {
  if (await isLayout(path, files)) return { store: directoryStore(files, path), transport: 'oci' };
  const archive = await files.open(path);
  if (archive === undefined) return undefined;
  return closedOnError(
    async () => archive.close(),
    async () => {
      const store = await archiveStore(await unpackedFrom(path, archive));
      const isDocker = await isDockerArchive({ transport: 'path', path, reference: '' }, store);
      return { store, transport: isDocker ? 'docker-archive' : 'oci-archive' };
    },
  );
}

/** Finds an image in a file or directory. */
export async function findLocal(image: string, name: LocalName, places: ImagePlaces): Promise<Found> {
  const { transport, path } = name;
  await refuseOtherKind(image, name, places);
  if (await isRootFileSystem(name, places)) {
    const opened = await openDirectory(image, path, places.trees);
    return { root: undefined, open: async () => opened, close: async () => {} };
  }
  if (transport === 'oci' || (transport === 'path' && (await isLayout(path, places.files))))
    return foundInStore(image, name, directoryStore(places.files, path));
  const archive = await places.files.open(path);
  if (archive === undefined) throw new UserError(problemOf(imageErrors, 'PL_E_IMAGE_ABSENT', { image, part: path }));
  return foundIn(image, name, { archive, ahead: places.ahead });
}

/** An archive, and what reads its layers while it goes by, where it is a stream. */
interface StreamedArchive {
  readonly archive: ByteSource;
  readonly ahead: ReadAhead | undefined;
}

/** Finds an image in an archive, packed or not. */
export async function foundIn(image: string, name: LocalName, { archive, ahead }: StreamedArchive): Promise<Found> {
  const source = await closedOnError(
    async () => archive.close(),
    async () => unpackedFrom(image, archive),
  );
  return closedOnError(
    async () => source.close(),
    async () => foundInStore(image, name, await archiveStore(source, ahead)),
  );
}

async function foundInStore(image: string, name: LocalName, store: BlobStore): Promise<Found> {
  const close = async (): Promise<void> => store.close();
  const { reference } = name;
  return closedOnError(close, async () => {
    await refuseOtherStore(image, name, store);
    if (await isDockerArchive(name, store)) {
      const asked = { image, reference, store };
      return { root: undefined, open: async (choice) => openDockerArchive(asked, choice), close };
    }
    return { root: await findInLayout(image, reference, store), close };
  });
}

async function unpackedFrom(image: string, archive: ByteSource): Promise<ByteSource> {
  const first = await archive.read(0, 8);
  const foreign = foreignPacking(first);
  if (foreign !== undefined)
    throw new UserError(problemOf(imageErrors, 'PL_E_IMAGE_PACKED', { image, packing: foreign }));
  const packing = packingOf(first);
  return packing === 'none' ? archive : unpackedArchive({ image, archive, packing });
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

async function isLayout(path: string, sources: ByteSources): Promise<boolean> {
  const mark = await sources.open(`${path}/oci-layout`);
  await mark?.close();
  return mark !== undefined;
}
