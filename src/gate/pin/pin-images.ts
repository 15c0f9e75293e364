import { type Problem, problemOf } from '../../core/errors.ts';
import { REFERENCE_FAULTS } from '../../core/image-reference.ts';
import type { Progress } from '../../core/progress.ts';
import type { Source } from '../../core/source.ts';
import { gateErrors } from '../errors.ts';
import type { LoadTools } from '../load-manifests.ts';
import { applyDigests, type WantedDigest } from './apply-digests.ts';
import { type FindOptions, type FoundImages, findImages } from './find-images.ts';
import { type ImageSite, isWritable } from './image-site.ts';
import type { PinnedFile, PinnedImage, PinResult, PinState } from './pinned-image.ts';
import { type ImageResolver, resolveImages, type TaggedImage, taggedName } from './resolve-images.ts';
import { writtenName } from './tag-comment.ts';

/** What is pinned, and how. */
export interface PinInput {
  readonly tools: LoadTools;
  readonly paths: readonly string[];
  readonly options: FindOptions;
  readonly resolver: ImageResolver;
  /** Whether a tag that has moved is pinned to what it names now. */
  readonly updates: boolean;
  /** Shows how many images were asked for. */
  readonly progress?: Progress | undefined;
}

/** Pins every image that is named below some paths: says how each stands, and what is to be written. Nothing is written here. */
export async function pinImages({ tools, paths, options, resolver, updates, progress }: PinInput): Promise<PinResult> {
  const found = await findImages(tools, paths, options);
  const asked = found.sites.flatMap((site) => (found.replaced.has(site) ? [] : taggedOf(site)));
  const answers = await resolveImages(asked, resolver, progress);
  const decided = found.sites.map((site) => {
    const standing = stateOf(site, found, answers);
    return { site, standing, digest: digestFor(standing.state, updates) };
  });
  const { files, refused } = write(found, decided);
  const images = decided.map(({ site, standing, digest }) =>
    imageOf(site, standing, { digest, isRefused: refused.has(site) }),
  );
  return { images, files, missing: found.missing };
}

function taggedOf({ image }: ImageSite): readonly TaggedImage[] {
  return typeof image === 'string' || image.tag === undefined ? [] : [{ ...image, tag: image.tag }];
}

interface Standing {
  readonly state: PinState;
  readonly problem?: Problem;
}

function stateOf(site: ImageSite, { replaced }: FoundImages, answers: ReadonlyMap<string, string | Problem>): Standing {
  const { image, text } = site;
  if (replaced.has(site)) return { state: { type: 'replaced' } };
  if (typeof image === 'string') {
    const problem = problemOf(gateErrors, 'PL_E_PIN_REFERENCE', { image: text, why: REFERENCE_FAULTS[image] });
    return { state: { type: 'unreadable' }, problem };
  }
  const [tagged] = taggedOf(site);
  const answer = tagged === undefined ? undefined : answers.get(taggedName(tagged));
  return image.digest === undefined ? unpinned(answer) : pinned(image.digest, answer);
}

function unpinned(answer: string | Problem | undefined): Standing {
  if (typeof answer === 'string') return { state: { type: 'unpinned', now: answer } };
  return { state: { type: 'unpinned' }, ...(answer === undefined ? {} : { problem: answer }) };
}

function pinned(digest: string, answer: string | Problem | undefined): Standing {
  if (answer === undefined || answer === digest) return { state: { type: 'pinned', digest } };
  if (typeof answer === 'string') return { state: { type: 'moved', digest, now: answer } };
  return { state: { type: 'unverified', digest }, problem: answer };
}

/** The digest that is to be written where an image stands so. */
function digestFor(state: PinState, updates: boolean): string | undefined {
  if (state.type === 'unpinned') return state.now;
  return state.type === 'moved' && updates ? state.now : undefined;
}

interface WrittenFiles {
  readonly files: readonly PinnedFile[];
  readonly refused: ReadonlySet<ImageSite>;
}

interface Decided {
  readonly site: ImageSite;
  readonly digest: string | undefined;
}

function write({ concealed }: FoundImages, decided: readonly Decided[]): WrittenFiles {
  const bySource = new Map<Source, WantedDigest[]>();
  for (const { site, digest } of decided) {
    if (digest === undefined || site.source.rendering !== undefined) continue;
    const wanted = bySource.get(site.source) ?? [];
    bySource.set(site.source, wanted);
    wanted.push({ site, digest });
  }
  const files: PinnedFile[] = [];
  const refused = new Set<ImageSite>();
  for (const [{ path, text }, wanted] of bySource) {
    const applied = applyDigests(text, wanted);
    for (const site of applied.refused) refused.add(site);
    if (applied.splices.length > 0) {
      files.push({ path, before: text, splices: applied.splices, concealed: concealed.get(path) ?? [] });
    }
  }
  return { files, refused };
}

interface Decision {
  /** The digest that is to be written. */
  readonly digest: string | undefined;
  readonly isRefused: boolean;
}

function imageOf(site: ImageSite, { state, problem }: Standing, { digest, isRefused }: Decision): PinnedImage {
  const { position, text: image } = site;
  const tagged = taggedText(site);
  const obstacle = digest === undefined ? problem : obstacleAt(site, digest, isRefused);
  const isChanged = digest !== undefined && obstacle === undefined;
  return {
    position,
    image,
    ...(tagged === undefined ? {} : { tagged }),
    state,
    isChanged,
    ...(obstacle === undefined ? {} : { problem: obstacle }),
  };
}

/** The name of an image as it is written, with its tag. */
function taggedText({ text, image }: ImageSite): string | undefined {
  if (typeof image === 'string' || image.tag === undefined) return undefined;
  return `${writtenName(text, image)}:${image.tag}`;
}

/** What keeps a digest from being written where the image is named. */
function obstacleAt(site: ImageSite, digest: string, isRefused: boolean): Problem | undefined {
  const { writing, text } = site;
  const data = { image: text, digest };
  if (isRefused) return problemOf(gateErrors, 'PL_E_PIN_ENTANGLED', data);
  if (isWritable(writing) || writing.by === 'alias') return undefined;
  switch (writing.by) {
    case 'chart':
      return problemOf(gateErrors, 'PL_E_PIN_CHART', { ...data, values: writing.values });
    case 'kustomization':
      return problemOf(gateErrors, 'PL_E_PIN_KUSTOMIZED', data);
    case 'layout':
    default:
      return problemOf(gateErrors, 'PL_E_PIN_ENTANGLED', data);
  }
}
