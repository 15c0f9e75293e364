import { PackageURL } from 'packageurl-js';
import { parseImageReference } from '../../core/image-reference.ts';
import { parseImageName } from '../../image/image-name.ts';
import type { OpenedImage } from '../../image/opened-image.ts';
import type { Bill } from '../../sbom/bill.ts';
import { imageName } from '../image/image-purl.ts';

/** What others may call something that is judged. */
export interface SoftwareNames {
  /** As the report calls it. */
  readonly name: string;
  /** Its package URLs, of type `oci`; none where it is no image. */
  readonly images: readonly PackageURL[];
  /** `sha256:...` of its manifest, and as it was asked for, which may be that of a list of images. */
  readonly digests: ReadonlySet<string>;
  /** `urn:cdx:` with serial number and version of the bill that it is; empty where it is no such bill. */
  readonly link: string;
}

/** The names of an image that was opened. */
export function namesOfImage(image: Pick<OpenedImage, 'name' | 'digest' | 'config'>, name: string): SoftwareNames {
  const purl = imageName(image);
  const reference = parseImageReference(parseImageName(image.name)?.reference ?? image.name);
  const asked = typeof reference === 'string' ? undefined : reference.digest;
  return { name, images: purl === undefined ? [] : [purl], digests: present([image.digest, asked]), link: '' };
}

/** The names of what a bill describes. */
export function namesOfBill({ subject, link = '' }: Bill, name: string): SoftwareNames {
  const { isImage, version } = subject;
  const image = imageOf(subject.purl ?? '') ?? (isImage ? imageNamed(subject.name) : undefined);
  const digests = isImage ? [image?.version, version].filter((text) => text?.startsWith('sha')) : [];
  return { name, images: image === undefined ? [] : [image], digests: present(digests), link };
}

/** The package URL of an image that is known by its reference alone. */
export function imageNamed(name: string, digest?: string): PackageURL | undefined {
  return imageName({
    name,
    digest,
    config: { architecture: '', os: '', created: '', rootfs: { diff_ids: [] }, history: [] },
  });
}

function imageOf(purl: string): PackageURL | undefined {
  try {
    const parsed = PackageURL.fromString(purl);
    return parsed.type === 'oci' || parsed.type === 'docker' ? parsed : undefined;
  } catch {
    return undefined;
  }
}

function present(digests: readonly (string | undefined | null)[]): ReadonlySet<string> {
  return new Set(digests.flatMap((digest) => digest ?? []));
}
