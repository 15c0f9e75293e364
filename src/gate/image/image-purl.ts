import { PackageURL } from 'packageurl-js';
import { parseImageReference } from '../../core/image-reference.ts';
import { parseImageName } from '../../image/image-name.ts';
import type { OpenedImage } from '../../image/opened-image.ts';

/**
 * The package URL of an image, by its digest; undefined where no digest is known, as in an archive of `docker save`. An image in a local
 * place is named as its file or directory is: which repository it came from is not known.
 * Source: https://github.com/package-url/purl-spec/blob/main/types-doc/oci-definition.md.
 */
export function imagePurl(image: Pick<OpenedImage, 'name' | 'digest' | 'config'>): string | undefined {
  return image.digest === undefined ? undefined : imageName(image)?.toString();
}

/** What an image is called, as a package URL: with its digest where that is known. Undefined for what can have none, such as the root of a file system. */
export function imageName({
  name,
  digest,
  config,
}: Pick<OpenedImage, 'name' | 'digest' | 'config'>): PackageURL | undefined {
  const { base, repository, tag } = named(name);
  const qualifiers = {
    ...(config.architecture === '' ? {} : { arch: config.architecture }),
    ...(repository === undefined ? {} : { repository_url: repository }),
    ...(tag === undefined ? {} : { tag }),
  };
  try {
    return new PackageURL('oci', undefined, base, digest, qualifiers, undefined);
  } catch {
    return undefined;
  }
}

interface Named {
  readonly base: string;
  readonly repository?: string;
  readonly tag?: string | undefined;
}

function named(image: string): Named {
  const place = parseImageName(image);
  if (place !== undefined && 'path' in place) {
    const { path, reference } = place;
    const base = (path.split(/[\\/]/).findLast((step) => step !== '' && step !== '.') ?? '').replace(/\.tar$/, '');
    return { base: base.toLowerCase(), tag: reference === '' ? undefined : reference };
  }
  const reference = parseImageReference(place?.reference ?? image);
  if (typeof reference === 'string') return { base: image };
  const { registry, path, tag } = reference;
  return { base: path.slice(path.lastIndexOf('/') + 1), repository: `${registry}/${path}`, tag };
}
