import { parseImageReference } from '../../core/image-reference.ts';
import type { ImageSite } from './image-site.ts';
import type { ResourceField } from './manifest-sites.ts';
import { withTag } from './tag-comment.ts';

/** The site of a field of a resource that a program rendered: it stands where people wrote what it came from. */
export function renderedSite({ source, document, path, field }: ResourceField, text: string): ImageSite | undefined {
  const located = document.locate(path);
  const { rendering } = source;
  if (located === undefined || rendering === undefined) return undefined;
  const { value: _, ...position } = rendering.originOf(located.value.start, field);
  const parsed = parseImageReference(text);
  return {
    source,
    position,
    text,
    image: typeof parsed === 'string' ? parsed : withTag(parsed, undefined),
    writing: rendering.by === 'kustomize' ? { by: 'kustomization' } : { by: 'chart', values: [] },
  };
}

/** Sites that differ in place or image, each once: a chart writes one of its values into many resources. */
export function distinctSites(sites: Iterable<ImageSite>): readonly ImageSite[] {
  const distinct = new Map<string, ImageSite>();
  for (const site of sites) {
    const { file, line, column } = site.position;
    distinct.set(`${file}\0${line}\0${column}\0${site.text}`, site);
  }
  return [...distinct.values()];
}

/** `docker.io/library/nginx:1.27`, or with `@` and the digest: what an image is, however it is written. */
export function identityOf({ image, text }: Pick<ImageSite, 'image' | 'text'>): string {
  if (typeof image === 'string') return text;
  const { registry, path, tag, digest } = image;
  return `${registry}/${path}${digest === undefined ? `:${tag}` : `@${digest}`}`;
}

/** The repository of an image as it is written, which is what Kustomize compares with a name. */
export function kustomizeName(text: string): string {
  const named = text.split('@', 1)[0] ?? '';
  const colon = named.lastIndexOf(':');
  return colon > named.lastIndexOf('/') ? named.slice(0, colon) : named;
}
