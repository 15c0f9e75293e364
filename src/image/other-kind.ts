import { problemOf, UserError } from '../core/errors.ts';
import type { ByteSources } from '../core/ports.ts';
import type { BlobStore } from './blob-store.ts';
import { imageErrors } from './errors.ts';
import type { LocalName } from './image-name.ts';
import type { ImagePlaces } from './image-places.ts';

/** The mark that skopeo and podman leave where they write the blobs of an image as the files of one directory. */
const SKOPEO_MARK = 'Directory Transport Version:';

/**
 * Refuses a directory that is another kind of place than the name says: what is read as a root file system and is none has no packages, and
 * nothing would be wrong with it.
 */
export async function refuseOtherKind(
  image: string,
  { transport, path }: LocalName,
  places: ImagePlaces,
): Promise<void> {
  if (transport === 'docker-archive' || transport === 'oci-archive') {
    if (await places.trees.has(path)) throw otherKind(image, `${path} is a directory`, placeOf(path));
    return;
  }
  if (transport === 'oci') {
    if (!(await places.trees.has(path))) await refuseNoDirectory(image, path, places.files);
    return;
  }
  if (transport === 'dir' && (await beginsWith(`${path}/oci-layout`, '', places.files)))
    throw otherKind(image, `${path} is an OCI layout, and no root file system`, `oci:${path}`);
  if (await beginsWith(`${path}/version`, SKOPEO_MARK, places.files)) {
    const why = `${path} holds the blobs of an image, as skopeo writes them into a directory, and no root file system`;
    throw otherKind(image, why, `an OCI layout: skopeo copy dir:${path} oci:DIRECTORY`);
  }
}

async function refuseNoDirectory(image: string, path: string, files: ByteSources): Promise<never> {
  const file = await files.open(path);
  await file?.close();
  if (file !== undefined) throw otherKind(image, `${path} is a file, and no directory`, placeOf(path));
  throw new UserError(problemOf(imageErrors, 'PL_E_IMAGE_ABSENT', { image, part: `directory ${path}` }));
}

/** Refuses an archive or layout without the document that one of the named kind begins with. */
export async function refuseOtherStore(image: string, { transport, path }: LocalName, store: BlobStore): Promise<void> {
  if (transport === 'path' || transport === 'dir') return;
  const [document, other] =
    transport === 'docker-archive' ? ['manifest.json', 'index.json'] : ['index.json', 'manifest.json'];
  if ((await has(store, document)) || !(await has(store, other))) return;
  const why = `it has no ${document}, but ${other === 'index.json' ? 'an index.json, as an OCI layout has' : 'a manifest.json, as docker save writes it'}`;
  throw otherKind(image, why, placeOf(path));
}

function otherKind(image: string, why: string, instead: string): UserError {
  return new UserError(problemOf(imageErrors, 'PL_E_IMAGE_KIND', { image, why, instead }));
}

/** The name by which it is found out what a file or directory is. */
function placeOf(path: string): string {
  return `${/^\.{0,2}\//.test(path) ? '' : './'}${path}`;
}

async function has(store: BlobStore, name: string): Promise<boolean> {
  const source = await store.open(name);
  await source?.close();
  return source !== undefined;
}

/** What cannot be read is no mark. */
async function beginsWith(path: string, text: string, files: ByteSources): Promise<boolean> {
  try {
    const source = await files.open(path);
    if (source === undefined) return false;
    try {
      return new TextDecoder().decode(await source.read(0, text.length)) === text;
    } finally {
      await source.close();
    }
  } catch (error) {
    if (error instanceof UserError) return false;
    throw error;
  }
}
