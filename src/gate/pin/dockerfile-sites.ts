import { parseImageReference } from '../../core/image-reference.ts';
import type { Source } from '../../core/source.ts';
import type { Missing } from '../../core/verdict.ts';
import type { BaseView } from '../../evidence/image/image-view.ts';
import { LineIndex } from '../../formats/lines.ts';
import type { ImageSite } from './image-site.ts';
import { pinnedReference } from './reference-site.ts';
import { withTag } from './tag-comment.ts';

/** What a Dockerfile says of images. */
export interface DockerfileImages {
  readonly sites: readonly ImageSite[];
  readonly missing: readonly Missing[];
}

/**
 * The images that a Dockerfile builds upon or copies from. Behind them no comment may stand, so that a tag stays in its reference; what is
 * put together of build arguments is left.
 */
export async function dockerfileImages(source: Source): Promise<DockerfileImages> {
  const { readDockerfile } = await import('../../dockerfile/read-dockerfile.ts');
  const { imageOfDockerfile } = await import('../../evidence/image/dockerfile-view.ts');
  const { dockerfile, problems } = readDockerfile(source);
  const bases = dockerfile === undefined ? [] : imageOfDockerfile(dockerfile, source.path).bases;
  const lines = new LineIndex(source.text);
  return { sites: bases.map((base) => siteOf(source, lines, base)), missing: problems };
}

function siteOf(source: Source, lines: LineIndex, { text, image = text, at: { span } }: BaseView): ImageSite {
  const parsed = parseImageReference(image);
  const start = source.text.indexOf(text, span.start);
  const isWritten = image === text && start >= span.start && start + text.length <= span.end;
  return {
    source,
    position: { file: source.path, ...lines.positionAt(isWritten ? start : span.start) },
    text: image,
    image: typeof parsed === 'string' ? parsed : withTag(parsed, undefined),
    writing: isWritten
      ? {
          write: (digest) => {
            const { value } = pinnedReference({ text, parsed, isFree: false }, digest);
            return { value, splices: [{ start, end: start + text.length, text: value }] };
          },
        }
      : { by: 'layout' },
  };
}
