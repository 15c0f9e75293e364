import { problemOf, UserError } from '../core/errors.ts';
import type { AttachedManifest } from './attached.ts';
import { billTagsOf } from './bill-tags.ts';
import type { BlobStore } from './blob-store.ts';
import { imageErrors } from './errors.ts';
import { type Descriptor, indexSchema } from './manifest.ts';
import { INDEX_TYPES } from './media-types.ts';
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
  const images = index.manifests.filter((each) => !isAttached(each));
  const named = reference === '' ? images : index.manifests.filter((each) => namesOf(each).includes(reference));
  const [first, ...others] = named;
  if (first === undefined) {
    const known = images.map(nameOf);
    throw new UserError(problemOf(imageErrors, 'PL_E_IMAGE_ABSENT', { image, part: reference || 'an image', known }));
  }
  const isOneImage = others.length === 0 || named.every(({ platform }) => platform !== undefined);
  if (!isOneImage)
    throw new UserError(problemOf(imageErrors, 'PL_E_IMAGE_AMBIGUOUS', { image, known: named.map(nameOf) }));
  return {
    image,
    descriptors: named,
    store: {
      manifest: open,
      blob: open,
      attachedTo: async (digest) => {
        const asked = { digest, isOnly: images.length === 1 };
        return index.manifests.flatMap((each) => attachedIn(each, asked, async () => open(each)));
      },
      offsetOf: ({ digest }) => store.offsetOf(blobName(digest)),
      close: async () => store.close(),
    },
  };
}

/** What go-containerregistry calls an image, too, with which crane, ko and cosign write layouts: it takes the type of the configuration. */
const IMAGE_TYPES: ReadonlySet<string> = new Set([
  '',
  'application/vnd.docker.container.image.v1+json',
  'application/vnd.oci.image.config.v1+json',
]);

/** What `cosign save` calls what it saves: `image` and `imageIndex`, `sigs` and `atts`. Source: `pkg/oci/layout/index.go` of cosign. */
const COSIGN_KIND = /^dev\.cosignproject\.cosign\/(?!image(?:Index)?$)/;
const COSIGN_ATTESTATIONS = 'dev.cosignproject.cosign/atts';

/** What is no image, but was attached to one. */
function isAttached({ artifactType = '', annotations }: Descriptor): boolean {
  if (!IMAGE_TYPES.has(artifactType) || COSIGN_KIND.test(annotations['kind'] ?? '')) return true;
  return /^sha256-[0-9a-f]{64}\.(?:sbom|att|sig)$/.test(annotations[NAME] ?? '');
}

function attachedIn(
  descriptor: Descriptor,
  { digest, isOnly }: { readonly digest: string; readonly isOnly: boolean },
  open: AttachedManifest['open'],
): readonly AttachedManifest[] {
  const { artifactType = '', annotations, platform } = descriptor;
  if (platform !== undefined || descriptor.digest === digest || INDEX_TYPES.has(descriptor.mediaType)) return [];
  const isSaved = isOnly && annotations['kind'] === COSIGN_ATTESTATIONS;
  const isTagged = isSaved || namesOf(descriptor).some((name) => billTagsOf(digest).includes(name));
  return [{ digest: descriptor.digest, artifactType, by: isTagged ? 'tag' : 'subject', open }];
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
