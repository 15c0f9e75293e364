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
  const named = index.manifests.filter((each) => reference === '' || referenceOf(each) === reference);
  const [first, ...others] = named;
  if (first === undefined)
    throw new UserError(problemOf(imageErrors, 'PL_E_IMAGE_ABSENT', { image, part: reference || 'an image' }));
  const isOneImage = others.length === 0 || named.every(({ platform }) => platform !== undefined);
  if (!isOneImage)
    throw new UserError(problemOf(imageErrors, 'PL_E_IMAGE_AMBIGUOUS', { image, known: named.map(referenceOf) }));
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

function referenceOf({ annotations, digest }: Descriptor): string {
  return annotations['org.opencontainers.image.ref.name'] ?? digest;
}

/** The name of a blob in an OCI layout. Source: https://github.com/opencontainers/image-spec/blob/main/image-layout.md. */
function blobName(digest: string): string {
  return `blobs/${digest.replace(':', '/')}`;
}
