import { problemOf, UserError } from '../../core/errors.ts';
import { type ImageReference, parseImageReference, REFERENCE_FAULTS } from '../../core/image-reference.ts';
import type { ByteSource } from '../../core/ports.ts';
import { memorySource } from '../../formats/byte-source.ts';
import type { AttachedManifest } from '../attached.ts';
import { billTagsOf } from '../bill-tags.ts';
import { imageErrors } from '../errors.ts';
import type { Descriptor } from '../manifest.ts';
import { OCI_INDEX, OCI_MANIFEST } from '../media-types.ts';
import type { ManifestRoot } from '../open-manifest.ts';
import { registryErrors } from './errors.ts';
import { type KeptManifest, Repository } from './repository.ts';
import type { RegistrySettings } from './session.ts';

const LATEST = 'latest';

/** Finds an image in its registry, or in a mirror of it: its manifest is read, and nothing else. */
export async function findInRegistry(
  image: string,
  reference: string,
  settings: RegistrySettings,
): Promise<ManifestRoot> {
  const parsed = readReference(image, reference);
  const wanted = parsed.digest ?? parsed.tag ?? LATEST;
  return firstOf(parsed, settings, async (repository) => {
    const manifest = await repository.manifest(wanted);
    if (manifest === undefined) throw absent(image, `${wanted} of ${repository.name}`);
    return rootOf(image, repository, manifest);
  });
}

/**
 * The digest of what a reference names, without fetching it: of the list of manifests, where the image is there for several platforms. A
 * reference with a digest names nothing else.
 */
export async function resolveDigest(reference: string, settings: RegistrySettings): Promise<string> {
  const parsed = readReference(reference, reference);
  const wanted = parsed.digest ?? parsed.tag ?? LATEST;
  return firstOf(parsed, settings, async (repository) => {
    const digest = await repository.digestOf(wanted);
    if (digest === undefined) throw absent(reference, `${wanted} of ${repository.name}`);
    return digest;
  });
}

/** Reads in the repository that a reference names, or in a mirror of it; `use` gets the tag or digest, too. */
export async function inRepository<Result>(
  reference: string,
  settings: RegistrySettings,
  use: (repository: Repository, wanted: string) => Promise<Result>,
): Promise<Result> {
  const parsed = readReference(reference, reference);
  const wanted = parsed.digest ?? parsed.tag ?? LATEST;
  return firstOf(parsed, settings, async (repository) => use(repository, wanted));
}

/** What the first of the mirrors and the registry gives; why a mirror does not is told. */
async function firstOf<Result>(
  { registry, path }: ImageReference,
  settings: RegistrySettings,
  use: (repository: Repository) => Promise<Result>,
): Promise<Result> {
  for (const mirror of settings.mirrors.get(registry) ?? []) {
    try {
      const slash = mirror.indexOf('/');
      const [host, prefix] = slash < 0 ? [mirror, ''] : [mirror.slice(0, slash), `${mirror.slice(slash + 1)}/`];
      return await use(new Repository(settings, host, `${prefix}${path}`));
    } catch (error) {
      if (!(error instanceof UserError)) throw error;
      settings.tell(`${error.problem.message} ${registry} is asked instead.`);
    }
  }
  return use(new Repository(settings, registry, path));
}

function rootOf(image: string, repository: Repository, kept: KeptManifest): ManifestRoot {
  const descriptor: Descriptor = {
    mediaType: kept.kind === 'index' ? OCI_INDEX : OCI_MANIFEST,
    digest: kept.digest,
    size: kept.bytes.length,
    annotations: {},
  };
  return {
    image,
    descriptors: [descriptor],
    store: {
      manifest: async ({ digest }) => {
        const found = digest === kept.digest ? kept : await repository.manifest(digest);
        return opened(found);
      },
      blob: async (blob) => repository.blob(blob),
      parts: (blob) => repository.parts(blob),
      attachedTo: async (digest) => attachedIn(repository, digest),
      isAddressedByDigest: true,
      offsetOf: () => 0,
      close: async () => {},
    },
  };
}

/** What refers to a manifest, and what stands under the tags of cosign. */
async function attachedIn(repository: Repository, digest: string): Promise<readonly AttachedManifest[]> {
  const [referrers, ...tagged] = await Promise.all([
    repository.referrersOf(digest),
    ...billTagsOf(digest).map(async (tag) => repository.manifest(tag)),
  ]);
  return [
    ...referrers.list.map(({ digest: attached, artifactType }) => ({
      digest: attached,
      artifactType,
      by: 'subject' as const,
      open: async () => opened(await repository.manifest(attached)),
    })),
    ...tagged
      .filter((each) => each !== undefined)
      .map((each) => ({ digest: each.digest, artifactType: '', by: 'tag' as const, open: async () => opened(each) })),
  ];
}

function opened(kept: KeptManifest | undefined): ByteSource | undefined {
  return kept === undefined ? undefined : memorySource(kept.bytes);
}

function readReference(image: string, reference: string): ImageReference {
  const parsed = parseImageReference(reference);
  const fault = typeof parsed === 'string' ? REFERENCE_FAULTS[parsed] : undefined;
  if (typeof parsed !== 'string' && parsed.digest?.startsWith('sha256:') !== false) return parsed;
  throw new UserError(
    problemOf(registryErrors, 'PL_E_IMAGE_REFERENCE', { image, why: fault ?? 'its digest is not one of SHA-256' }),
  );
}

function absent(image: string, part: string): UserError {
  return new UserError(problemOf(imageErrors, 'PL_E_IMAGE_ABSENT', { image, part }));
}
