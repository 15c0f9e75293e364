import { problemOf, UserError } from '../core/errors.ts';
import type { BlobStore } from './blob-store.ts';
import { imageErrors } from './errors.ts';
import { type Descriptor, indexSchema } from './manifest.ts';
import type { ManifestRoot } from './open-manifest.ts';
import { readDocument } from './read-blob.ts';

/** An image of an OCI layout, by its name in it; the only one where the name is empty. */
export async function findInLayout(image: string, reference: string, store: BlobStore): Promise<ManifestRoot> {
  const open = async (descriptor: Descriptor): ReturnType<BlobStore['open']> => store.open(blobName(descriptor.digest));
  const { value: index } = await readDocument(indexSchema, {
    image,
    open: async () => store.open('index.json'),
    name: 'index.json',
    part: 'index',
  });
  const named = index.manifests.filter((each) => reference === '' || namesOf(each).includes(reference));
  const [first, ...others] = named;
  if (first === undefined)
    throw new UserError(problemOf(imageErrors, 'PL_E_IMAGE_ABSENT', { image, part: reference || 'an image' }));
  const isOneImage = others.length === 0 || named.every(({ platform }) => platform !== undefined);
  if (!isOneImage)
    throw new UserError(problemOf(imageErrors, 'PL_E_IMAGE_AMBIGUOUS', { image, known: named.map(nameOf) }));
  return {
    image,
    descriptors: named,
    store: {
      manifest: open,
      blob: open,
      offsetOf: ({ digest }) => store.offsetOf(blobName(digest)),
      close: async () => store.close(),
    },
  };
}

/** What containerd and the newer versions of Docker call an image by, in full. */
const FULL_NAME = 'io.containerd.image.name';
/** What others do, in full or as a tag alone. Source: https://github.com/opencontainers/image-spec/blob/main/annotations.md. */
const NAME = 'org.opencontainers.image.ref.name';

/** What an image of a layout is called by, the fullest name first; none where it has only a digest. */
export function annotatedNames({ annotations }: Descriptor): readonly string[] {
  return [annotations[FULL_NAME], annotations[NAME]].filter((name) => name !== undefined);
}

function namesOf(descriptor: Descriptor): readonly string[] {
  return [...annotatedNames(descriptor), descriptor.digest];
}

function nameOf(descriptor: Descriptor): string {
  return annotatedNames(descriptor).at(-1) ?? descriptor.digest;
}

/** The name of a blob in an OCI layout. Source: https://github.com/opencontainers/image-spec/blob/main/image-layout.md. */
function blobName(digest: string): string {
  return `blobs/${digest.replace(':', '/')}`;
}
