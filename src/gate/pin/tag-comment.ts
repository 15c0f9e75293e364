import { type ImageReference, parseImageReference, repositoryOf } from '../../core/image-reference.ts';

/** The tag of an image that names none: github.com/distribution/reference, TagNameOnly. */
export const DEFAULT_TAG = 'latest';

/** The tag alone, as frizbee and pinact write it: the whole comment is one word that looks like a version. */
const BARE_TAG = /^(?:v?[0-9][A-Za-z0-9_.-]{0,126}|latest)$/;

/** The comment that keeps the tag of an image that is named by its digest: `# nginx:1.27`, with the last part of a long name. */
export function tagComment(name: string, tag: string): string {
  return `# ${name.slice(name.lastIndexOf('/') + 1)}:${tag}`;
}

const NAME_AND_TAG = /^([^\s@]+):([A-Za-z0-9_][A-Za-z0-9_.-]{0,127})(?=\s|$)/;

/** The tag that the comment behind a reference keeps: its first word is the image with a tag, perhaps without the head of its name. */
function tagInComment(comment: string, image: ImageReference): string | undefined {
  const words = comment.trim();
  if (BARE_TAG.test(words)) return words;
  const [, name = '', tag] = NAME_AND_TAG.exec(words) ?? [];
  if (`/${repositoryOf(image)}`.endsWith(`/${name}`)) return tag;
  const whole = parseImageReference(`${name}:${tag}`);
  return typeof whole !== 'string' && repositoryOf(whole) === repositoryOf(image) ? tag : undefined;
}

/** What a reference names an image by, without tag and digest, as it is written. */
export function writtenName(text: string, { tag, digest }: ImageReference): string {
  const named = digest === undefined ? text : text.slice(0, text.indexOf('@'));
  return tag === undefined || !named.endsWith(`:${tag}`) ? named : named.slice(0, -tag.length - 1);
}

/** An image with the tag that stands behind its digest, or with the one that it has where it names none. */
export function withTag(image: ImageReference, comment: string | undefined): ImageReference {
  if (image.tag !== undefined) return image;
  if (image.digest === undefined) return { ...image, tag: DEFAULT_TAG };
  return comment === undefined ? image : { ...image, tag: tagInComment(comment, image) };
}
