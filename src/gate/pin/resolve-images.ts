import type { Problem } from '../../core/errors.ts';
import { type ImageReference, repositoryOf } from '../../core/image-reference.ts';
import type { Progress } from '../../core/progress.ts';

/** Says what a tag names now. */
export interface ImageResolver {
  /** The digest (`sha256:...`) of a reference with a tag: of the index, where the image is there for several platforms. */
  resolve(reference: string): Promise<string | Problem>;
}

/** An image with its tag. */
export type TaggedImage = ImageReference & { readonly tag: string };

/** How many references are asked for at once. */
const AT_ONCE = 6;

/** What keeps a whole registry from answering: it is not asked again. */
export const WHOLE_REGISTRY: ReadonlySet<string> = new Set([
  'PL_E_OFFLINE',
  'PL_E_REGISTRY_BUSY',
  'PL_E_REGISTRY_CERTIFICATE',
  'PL_E_REGISTRY_UNREACHABLE',
]);

/** `docker.io/library/nginx:1.27`: the same for all ways to write an image and its tag. */
export function taggedName(image: TaggedImage): string {
  return `${repositoryOf(image)}:${image.tag}`;
}

/** The digests of images by their `taggedName`, or why there is none. Each is asked for once. */
export async function resolveImages(
  images: Iterable<TaggedImage>,
  resolver: ImageResolver,
  progress?: Progress,
): Promise<ReadonlyMap<string, string | Problem>> {
  const wanted = new Map([...images].map((image) => [taggedName(image), image.registry]));
  const answers = new Map<string, string | Problem>();
  const silent = new Map<string, Problem>();
  const queue = wanted.entries();
  const stage = progress?.begin({ name: (ended) => `image ${Math.min(ended + 1, wanted.size)} of ${wanted.size}` });
  const work = async (): Promise<void> => {
    for (const [name, registry] of queue) {
      const answer = silent.get(registry) ?? (await resolver.resolve(name));
      if (typeof answer !== 'string' && WHOLE_REGISTRY.has(answer.code)) silent.set(registry, answer);
      answers.set(name, answer);
      stage?.endPart(0);
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, work)).finally(() => stage?.end());
  return answers;
}
