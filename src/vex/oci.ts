import type { PackageURL } from 'packageurl-js';
import { parseImageReference, repositoryOf } from '../core/image-reference.ts';
import type { JudgedSoftware } from './judged.ts';

const TYPES: ReadonlySet<string> = new Set(['oci', 'docker']);
const DIGEST = /^sha(?:256|384|512):[0-9a-f]+$/i;

/** Whether a package URL names an image. */
export function namesImage({ type }: PackageURL): boolean {
  return TYPES.has(type);
}

/** The digest by which a package URL names an image; undefined where it does not. */
export function imageDigestOf(purl: PackageURL): string | undefined {
  const version = purl.version ?? '';
  return namesImage(purl) && DIGEST.test(version) ? version.toLowerCase() : undefined;
}

/**
 * Why a package URL does not name the image that is judged, as the rest of a sentence; undefined where it does. A digest says which image it is, wherever
 * it lies. Without one the name must be the same, and what the qualifiers say of repository, tag and architecture.
 * Source: https://github.com/package-url/purl-spec/blob/main/types-doc/oci-definition.md.
 */
export function imageDifference(said: PackageURL, { images, digests, name }: JudgedSoftware): string | undefined {
  const digest = imageDigestOf(said);
  if (digest !== undefined) {
    if (digests.has(digest)) return undefined;
    return digests.size === 0
      ? `is ${name}, of which no digest is known`
      : `has the digest ${[...digests].join(' and ')}`;
  }
  // Tags are in no order.
  if (said.qualifiers?.['vers'] !== undefined) return `is ${name}, whose tags are in no range`;
  const differences = images.map((image) => difference(nameOf(said), image));
  return differences.length === 0 ? 'is no image' : differences.includes(undefined) ? undefined : differences[0];
}

/** An image by what its package URL tells of it; what is empty is not told. */
interface ImageName {
  readonly base: string;
  readonly repository: string;
  readonly tag: string;
  readonly architecture: string;
}

function difference(said: ImageName, image: PackageURL): string | undefined {
  const found = nameOf(image);
  if (said.base !== found.base) return `is ${image.toString()}`;
  for (const part of ['repository', 'tag', 'architecture'] as const) {
    if (said[part] !== '' && said[part] !== found[part])
      return `has ${found[part] === '' ? `no known ${part}` : `the ${part} ${found[part]}`}, not ${said[part]}`;
  }
  return undefined;
}

function nameOf({ type, namespace, name, version, qualifiers }: PackageURL): ImageName {
  const { repository_url: url = '', tag = '', arch = '', platform = '' } = qualifiers ?? {};
  const base = name.toLowerCase();
  const written = type === 'docker' ? [url, namespace, name].filter(Boolean).join('/') : url;
  return {
    base,
    repository: repositoryNamed(written.replace(/^https?:\/\//, ''), base),
    tag: tag || (version ?? '').replace(DIGEST, ''),
    architecture: arch || (platform.split('/')[1] ?? ''),
  };
}

/** A repository in full. Some write the registry and the path without the name. */
function repositoryNamed(written: string, base: string): string {
  if (written === '') return '';
  const whole = written.endsWith(`/${base}`) || written === base ? written : `${written}/${base}`;
  const reference = parseImageReference(whole);
  return typeof reference === 'string' ? whole : repositoryOf(reference);
}
