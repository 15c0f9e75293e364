import { parseImageReference, REFERENCE_FAULTS } from '../../core/image-reference.ts';
import type { CommandInput, OptionDeclaration } from '../command.ts';
import { usageError } from '../errors.ts';

/** The option that says where an image lies that no registry has yet. */
export const givenImageOption: OptionDeclaration = {
  flags: '--image <reference=place>',
  description:
    'where the image of a reference lies that was built and not pushed: registry.example.com/shop/cart:v1=docker-archive:cart.tar, or any other place that scan takes',
  repeatable: true,
};

/** The option that says where many images lie. */
export const givenImagesOption: OptionDeclaration = {
  flags: '--images <path>',
  description:
    'where the images lie: an archive or layout, a directory of them, which tell themselves of which reference they are, or a YAML or JSON file that maps references to places',
  repeatable: true,
};

/** An image that lies elsewhere than its reference says. */
interface GivenImage {
  /** As it was written. */
  readonly reference: string;
  /** Where it lies, as `scan` takes it. */
  readonly place: string;
}

/** Images that lie elsewhere than their references say, by the `fullName` of those. */
export type GivenImages = ReadonlyMap<string, GivenImage>;

/** The images that a call gives, by the `fullName` of their references. */
export function givenImages(verb: string, input: CommandInput): GivenImages {
  const given = new Map<string, GivenImage>();
  for (const text of input.values('image')) {
    const equals = text.indexOf('=');
    const [reference, place] = [text.slice(0, Math.max(equals, 0)), text.slice(equals + 1)];
    if (reference === '' || place === '')
      throw usageError(verb, `--image takes REFERENCE=PLACE, as cart:v1=docker-archive:cart.tar, and not ${text}.`);
    const parsed = parseImageReference(reference);
    if (typeof parsed === 'string')
      throw usageError(
        verb,
        `--image takes a reference before the =: ${reference} is none, ${REFERENCE_FAULTS[parsed]}.`,
      );
    const name = fullName(reference);
    if (given.has(name)) throw usageError(verb, `--image gives ${reference} twice: name one place.`);
    given.set(name, { reference, place });
  }
  return given;
}

/** The names under which a call may give the image of a reference: its own, and, where it has a tag and a digest, that of the tag. */
export function fullNames(reference: string): readonly string[] {
  const parsed = parseImageReference(reference);
  if (typeof parsed === 'string' || parsed.digest === undefined || parsed.tag === undefined)
    return [fullName(reference)];
  return [fullName(reference), fullName(reference.slice(0, reference.indexOf('@')))];
}

/** What tells an image from others, however its reference is written: `nginx` is `docker.io/library/nginx:latest`. */
function fullName(reference: string): string {
  const parsed = parseImageReference(reference);
  if (typeof parsed === 'string') return reference;
  const { registry, path, digest, tag = digest === undefined ? 'latest' : undefined } = parsed;
  return [registry, path, tag ?? '', digest ?? ''].join(' ');
}
