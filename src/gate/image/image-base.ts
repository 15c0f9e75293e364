import * as v from 'valibot';
import type { KeptResults } from '../../core/ports.ts';
import { chainOf } from '../../image/chain.ts';
import { parseImageName } from '../../image/image-name.ts';
import type { OpenedImage } from '../../image/opened-image.ts';
import type { GatheredImage } from './gathered-image.ts';
import type { ToldImage } from './told-image.ts';

/** An image whose layers are the lowest of another. */
export interface RecognisedBase {
  readonly name: string;
  /** How many layers it has, and so how many of the other are its. */
  readonly layers: number;
  /** The day on which it was scanned, as an ISO date. */
  readonly day: string;
}

const keptSchema = v.object({ name: v.pipe(v.string(), v.maxLength(4096)), day: v.pipe(v.string(), v.isoDate()) });

const TOP = 100;

/**
 * The largest image among those that were scanned before whose layers are the lowest of this one; undefined where there is none, or where the
 * layers were not hashed: what an image claims of its layers recognises nothing.
 */
export async function recognisedBase(
  { image, chain }: Pick<GatheredImage, 'image' | 'chain'>,
  kept: KeptResults,
): Promise<RecognisedBase | undefined> {
  for (let layers = Math.min(chain.length, image.layers.length - 1, TOP); layers > 0; layers -= 1) {
    const known = await keptBase(chain[layers - 1] ?? '', kept);
    if (known !== undefined) return { ...known, layers };
  }
  return undefined;
}

/** Keeps the name of an image, by which those that are made from it are recognised. Layers that were not hashed, or read to the end, name nothing. */
export async function keepAsBase(
  { image, read, chain }: Pick<GatheredImage, 'image' | 'read' | 'chain'>,
  kept: KeptResults,
  day: string,
): Promise<void> {
  const top = chain.at(-1);
  if (top === undefined || chain.length < image.layers.length || chain.length > TOP || read.problems.length > 0) return;
  const before = await keptBase(top, kept);
  // The name in a registry says more than that of a file which was made from it.
  if (before !== undefined && isInRegistry(before.name) && !isInRegistry(image.name)) return;
  if (before?.name === image.name && before.day === day) return;
  await kept.keep(keyOf(top), Buffer.from(JSON.stringify({ name: image.name, day })));
}

/** How an image and one that it may be made from are related, by the layers that their configurations name. */
export interface ComparedBase {
  readonly name: string;
  /** How many layers the base has. */
  readonly layers: number;
  /** How many of them are the lowest of the image. */
  readonly shared: number;
}

/** Compares an image with one that somebody takes for its base. */
export function comparedBase(
  image: Pick<OpenedImage, 'config'>,
  base: Pick<OpenedImage, 'config' | 'name'>,
): ComparedBase {
  const { diff_ids: own } = image.config.rootfs;
  const { diff_ids: lower } = base.config.rootfs;
  const differing = lower.findIndex((diffId, index) => diffId !== own[index]);
  return { name: base.name, layers: lower.length, shared: differing < 0 ? lower.length : differing };
}

/** The chain of the layers up to the first that was not hashed. */
export function hashedChain({ layers }: ToldImage['read']): readonly string[] {
  const unknown = layers.findIndex(({ diffId }) => diffId === undefined);
  return chainOf(layers.slice(0, unknown < 0 ? layers.length : unknown).flatMap(({ diffId }) => diffId ?? []));
}

async function keptBase(top: string, kept: KeptResults): Promise<Pick<RecognisedBase, 'name' | 'day'> | undefined> {
  const bytes = await kept.read(keyOf(top));
  if (bytes === undefined) return undefined;
  const parsed = v.safeParse(v.pipe(v.string(), v.parseJson(), keptSchema), Buffer.from(bytes).toString());
  return parsed.success ? parsed.output : undefined;
}

function keyOf(top: string): string {
  return `base 1 ${top}`;
}

function isInRegistry(name: string): boolean {
  const place = parseImageName(name);
  return place !== undefined && !('path' in place);
}
