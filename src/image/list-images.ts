import { parseImageReference } from '../core/image-reference.ts';
import type { ByteSources } from '../core/ports.ts';
import type { BlobStore } from './blob-store.ts';
import { openStore } from './find-local.ts';
import type { LocalName } from './image-name.ts';
import { dockerArchiveSchema, indexSchema } from './manifest.ts';
import { annotatedNames } from './open-layout.ts';
import { readDocument } from './read-blob.ts';

/** An image of an archive or layout, as that names it. */
export interface ListedImage {
  /** Where it lies, as `parseImageName` reads it. */
  readonly place: string;
  /** What it is called where it was built or pulled from. What is no whole reference, such as a tag alone, is left out. */
  readonly references: readonly string[];
  /** That of its manifest, or of the list of its manifests; undefined where there is no single one, as in an archive of `docker save`. */
  readonly digest: string | undefined;
}

/** The images of an archive or layout. Undefined where there is neither; what keeps it from being read is a `UserError`. */
export async function listImages(path: string, files: ByteSources): Promise<readonly ListedImage[] | undefined> {
  const opened = await openStore(path, files);
  if (opened === undefined) return undefined;
  const { store, transport } = opened;
  try {
    const named = transport === 'docker-archive' ? await inDockerArchive(path, store) : await inLayout(path, store);
    const isOnly = named.length === 1;
    return named.map(({ choice, references, digest }) => ({
      place: placeOf(transport, path, isOnly ? '' : choice),
      references: references.filter(isWhole),
      digest,
    }));
  } finally {
    await store.close();
  }
}

interface NamedImage extends Omit<ListedImage, 'place'> {
  /** How it is chosen among others in the same place. */
  readonly choice: string;
}

async function inLayout(path: string, store: BlobStore): Promise<readonly NamedImage[]> {
  const open = async (): ReturnType<BlobStore['open']> => store.open('index.json');
  const { value } = await readDocument(indexSchema, { image: path, open, name: 'index.json', part: 'index' });
  const images = Map.groupBy(value.manifests, (each) => annotatedNames(each)[0] ?? each.digest);
  return [...images].map(([name, manifests]) => {
    const digest = manifests.length === 1 ? manifests[0]?.digest : undefined;
    return { choice: digest ?? name, references: [...new Set(manifests.flatMap(annotatedNames))], digest };
  });
}

async function inDockerArchive(path: string, store: BlobStore): Promise<readonly NamedImage[]> {
  const open = async (): ReturnType<BlobStore['open']> => store.open('manifest.json');
  const request = { image: path, open, name: 'manifest.json', part: 'manifest' };
  const { value } = await readDocument(dockerArchiveSchema, request);
  return value.map(({ RepoTags }) => ({ choice: RepoTags?.[0] ?? '', references: RepoTags ?? [], digest: undefined }));
}

/** A colon in a path would be taken for the one before a choice. */
function placeOf(transport: LocalName['transport'], path: string, choice: string): string {
  if (choice === '' && path.includes(':')) return /^\.{0,2}\//.test(path) ? path : `./${path}`;
  return choice === '' ? `${transport}:${path}` : `${transport}:${path}:${choice}`;
}

/** `cart:v1` and `shop/cart` are references; `v1` and `latest` are a tag alone. */
function isWhole(name: string): boolean {
  return /[:/]/.test(name) && typeof parseImageReference(name) !== 'string';
}
