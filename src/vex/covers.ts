import { cpeCovers } from './cpe.ts';
import { isIdentified } from './identity.ts';
import type { JudgedPackage, JudgedSoftware } from './judged.ts';
import { imageDifference, namesImage } from './oci.ts';
import { purlDifference } from './purl.ts';
import type { ProductIdentity, VexProduct } from './statement.ts';

/** What a product of a statement is held against. */
export interface Held {
  readonly software: JudgedSoftware;
  readonly package: JudgedPackage;
}

/**
 * Why a product of a statement is not what was found, as the rest of a sentence about that; undefined where it is. A product without subcomponents is the
 * image, with all that is in it, or the package. One with subcomponents is the image, or the distribution that it has, and a subcomponent the
 * package: of a package that is part of another package nobody can tell.
 */
export function productDifference(product: VexProduct, held: Held): string | undefined {
  const { subcomponents } = product;
  if (subcomponents.length === 0) return nearer(imageOrNothing(product, held), packageDifference(product, held));
  if (subcomponents.some((part) => imageOrNothing(part, held) === undefined)) return undefined;
  const whole = wholeDifference(product, held);
  if (whole !== undefined) return whole;
  const differences = subcomponents.map((part) => packageDifference(part, held));
  return differences.includes(undefined) ? undefined : differences[0];
}

/** Of a package URL that names an image why it is another; what names no image is none. */
function imageOrNothing({ purls, digests, range }: ProductIdentity, { software }: Held): string | undefined {
  if (digests.some((digest) => software.digests.has(digest))) return undefined;
  // Tags are in no order.
  if (range !== undefined) return NO_IMAGE;
  const differences = purls.filter(namesImage).map((purl) => imageDifference(purl, software));
  return differences.includes(undefined) ? undefined : (differences[0] ?? NO_IMAGE);
}

const NO_IMAGE = 'is no image';

function wholeDifference(product: VexProduct, held: Held): string | undefined {
  const { software } = held;
  // Nothing tells of which version a whole is in the order of a range.
  if (product.range !== undefined) return `is in ${software.name}, which nothing tells to be in ${product.text}`;
  if (product.cpes.some((cpe) => software.cpe !== '' && cpeCovers(cpe, software.cpe))) return undefined;
  if (software.link !== '' && isLinked(product.text, software.link)) return undefined;
  const difference = imageOrNothing(product, held);
  if (difference !== NO_IMAGE)
    return difference === undefined ? undefined : `is in ${software.name}, which ${difference}`;
  return `is in ${software.name}, and not told to be in ${unidentified(product)}`;
}

/** Whether a bom-link leads into a document, in the version that it is or in any. */
function isLinked(text: string, link: string): boolean {
  const [document = ''] = text.toLowerCase().split('#');
  return document === link || document === link.replace(/\/\d+$/, '');
}

function packageDifference(part: ProductIdentity, { package: found }: Held): string | undefined {
  if (part.digests.some((digest) => found.digests.includes(digest))) return undefined;
  if (part.cpes.some((cpe) => found.cpes.some((other) => cpeCovers(cpe, other)))) return rangeDifference(part, found);
  const differences = part.purls.flatMap((said) =>
    found.purls.map((purl) => purlDifference(said, purl) ?? part.range?.difference(purl)),
  );
  if (differences.includes(undefined)) return undefined;
  // What is nearly the package is told before what is another one.
  return (
    differences.find((each) => each?.startsWith('has')) ?? differences[0] ?? `is not told to be ${unidentified(part)}`
  );
}

function rangeDifference({ range }: ProductIdentity, { purls }: JudgedPackage): string | undefined {
  if (range === undefined) return undefined;
  const differences = purls.map((purl) => range.difference(purl));
  return differences.includes(undefined) ? undefined : (differences[0] ?? `has no version to be one of ${range.text}`);
}

function nearer(image: string | undefined, found: string | undefined): string | undefined {
  if (image === undefined || found === undefined) return undefined;
  return image === NO_IMAGE ? found : image;
}

function unidentified(identity: ProductIdentity): string {
  return isIdentified(identity)
    ? identity.text
    : `${identity.text}, which nothing identifies by a package URL, CPE or digest`;
}
