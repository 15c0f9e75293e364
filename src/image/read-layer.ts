import { type Problem, problemOf, UserError } from '../core/errors.ts';
import type { ByteSource } from '../core/ports.ts';
import { type ByteReader, SeekingReader, StreamReader } from '../formats/byte-reader.ts';
import type { TarBody } from '../formats/tar/body.ts';
import type { TarEntry } from '../formats/tar/entry.ts';
import { readTar } from '../formats/tar/read-tar.ts';
import { imageErrors } from './errors.ts';
import { LayerStream, TooLarge } from './layer-stream.ts';
import type { BlobLayer } from './opened-image.ts';
import { packingOf } from './packing.ts';

/** What a layer may cost. */
export interface LayerLimits {
  /** The most that it unpacks to, in bytes. */
  readonly maxBytes: number;
}

/** Reads what it wants of a file while its layer is read; undefined where it wants nothing, at once where that is known without reading. */
export type VisitFile<Item> = (entry: TarEntry, body: TarBody) => Promise<Item | undefined> | undefined;

/** How the layers of an image are read. */
export interface LayersOptions extends LayerLimits {
  /** Whether all of a layer is read and hashed; otherwise one that lies open is read only where something is wanted of it. */
  readonly verifies: boolean;
}

/** What is asked for of one layer. */
export interface LayerRequest extends LayersOptions {
  readonly image: string;
  /** Which layer it is, as users know it. */
  readonly part: string;
}

/** How a layer is read. */
export interface LayerOptions<Item> extends LayerRequest {
  readonly visit?: VisitFile<Item> | undefined;
}

/** What was read of a file. */
export interface VisitedFile<Item> {
  /** The place of its entry among those of the layer, counted from 0. */
  readonly entry: number;
  readonly item: Item;
}

/** A layer that was read: its entries, its digests as they were computed, and what is wrong with it. */
export interface ReadLayer<Item = undefined> {
  readonly entries: readonly TarEntry[];
  readonly visited: readonly VisitedFile<Item>[];
  /** The digest of the blob as it is kept; undefined where it was not computed. */
  readonly digest: string | undefined;
  /** The digest of what it unpacks to; undefined where it was not computed, or could not be read to its end. */
  readonly diffId: string | undefined;
  /** In bytes, as it is unpacked. */
  readonly size: number;
  readonly problems: readonly Problem[];
}

type Named = Pick<LayerRequest, 'image' | 'part'>;

const UNREAD = { entries: [], visited: [], digest: undefined, diffId: undefined, size: 0 } as const;

/** Reads a layer, none of its bytes more than once. */
export async function readLayer<Item = undefined>(
  layer: BlobLayer,
  options: LayerOptions<Item>,
): Promise<ReadLayer<Item>> {
  const named = { image: options.image, part: options.part };
  const source = await layer.open();
  if (source === undefined) return { ...UNREAD, problems: [absent(layer, named)] };
  try {
    const isRead = options.verifies || !(await liesOpen(source));
    return isRead ? await streamLayer(layer, source, options) : await seekLayer(source, options);
  } finally {
    await source.close();
  }
}

function absent({ elsewhere }: BlobLayer, named: Named): Problem {
  if (elsewhere === undefined) return problemOf(imageErrors, 'PL_E_LAYER_ABSENT', named);
  return problemOf(imageErrors, 'PL_E_LAYER_FOREIGN', { ...named, elsewhere });
}

/** Whether it can be read where it lies: neither packed, nor coming from elsewhere. */
export async function liesOpen(source: ByteSource): Promise<boolean> {
  return source.isStream === undefined && packingOf(await source.read(0, 4)) === 'none';
}

/** Reads the headers, and of the files what is wanted. Nothing is hashed, so nothing of it is verified. */
async function seekLayer<Item>(
  source: ByteSource,
  { image, part, visit }: LayerOptions<Item>,
): Promise<ReadLayer<Item>> {
  const listing = new Listing<Item>({ image, part });
  await listing.add(new SeekingReader(source), visit);
  return { ...listing.read(), digest: undefined, diffId: undefined, size: source.size };
}

/** Reads a layer from its first to its last byte: it is hashed, unpacked, hashed again and listed as it streams by. */
async function streamLayer<Item>(
  layer: BlobLayer,
  source: ByteSource,
  { image, part, maxBytes, visit }: LayerOptions<Item>,
): Promise<ReadLayer<Item>> {
  const named = { image, part };
  const stream = new LayerStream(source, maxBytes);
  const listing = new Listing<Item>(named);
  try {
    // What is packed is not read without a limit either: it may unpack to nothing at all.
    if (source.size > maxBytes) throw new TooLarge();
    const reader = new StreamReader(stream.chunks());
    await listing.add(reader, visit);
    await reader.skip(Number.MAX_SAFE_INTEGER);
  } catch (error) {
    const problem = problemFor(error, { ...named, limit: maxBytes });
    const { problems, ...read } = listing.read();
    return { ...read, problems: [...problems, problem], digest: undefined, diffId: undefined, size: stream.size };
  }
  const { digest, diffId } = stream.digests();
  const read = listing.read();
  const problems = [...read.problems, ...heldAgainst(layer, { digest, diffId }, named)];
  return { ...read, problems, digest, diffId, size: stream.size };
}

/** What is wrong with digests that were computed: they are not those that a manifest or configuration names. */
export function heldAgainst(
  layer: Pick<BlobLayer, 'digest' | 'diffId'>,
  { digest, diffId }: Pick<ReadLayer, 'digest' | 'diffId'>,
  { image, part }: Named,
): readonly Problem[] {
  return [
    ...mismatch(layer.digest, digest, { image, part }),
    ...mismatch(layer.diffId, diffId, { image, part: `unpacked ${part}` }),
  ];
}

type Listed<Item> = Pick<ReadLayer<Item>, 'entries' | 'visited' | 'problems'>;

/** The entries of a layer, as far as they could be read. */
class Listing<Item> {
  readonly #entries: TarEntry[] = [];
  readonly #visited: VisitedFile<Item>[] = [];
  readonly #problems: Problem[] = [];
  readonly #named: Named;

  constructor(named: Named) {
    this.#named = named;
  }

  read(): Listed<Item> {
    return { entries: this.#entries, visited: this.#visited, problems: this.#problems };
  }

  async add(reader: ByteReader, visit: VisitFile<Item> | undefined): Promise<void> {
    for await (const item of readTar<Item>(reader, visit === undefined ? {} : { take: visit })) {
      if ('problem' in item) {
        this.#problems.push(inLayer(item.problem, this.#named));
        continue;
      }
      if (item.taken !== undefined) this.#visited.push({ entry: this.#entries.length, item: item.taken });
      this.#entries.push(item.entry);
    }
  }
}

/** What is wrong with an archive, with the layer that it is. */
function inLayer(problem: Problem, { image, part }: Named): Problem {
  return { ...problem, message: `In ${part} of image ${image}: ${problem.message}` };
}

function mismatch(expected: string | undefined, found: string | undefined, named: Named): readonly Problem[] {
  if (expected === undefined || found === undefined || expected === found) return [];
  return [problemOf(imageErrors, 'PL_E_IMAGE_DIGEST', { ...named, expected, found })];
}

function problemFor(error: unknown, { image, part, limit }: Named & { readonly limit: number }): Problem {
  if (error instanceof TooLarge) return problemOf(imageErrors, 'PL_E_LAYER_TOO_LARGE', { image, part, limit });
  // The place that the layer comes from failed while it was read.
  if (error instanceof UserError) return error.problem;
  // What Node.js says of broken input has a code of zlib; every other error is a bug.
  if (!(error instanceof Error) || !('code' in error) || !/^(?:Z_|ZSTD_|ERR_)/.test(String(error.code))) throw error;
  return problemOf(imageErrors, 'PL_E_LAYER_COMPRESSION', { image, part, why: error.message });
}
