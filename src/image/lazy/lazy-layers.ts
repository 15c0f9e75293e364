import { UserError } from '../../core/errors.ts';
import type { KeptResults } from '../../core/ports.ts';
import { ChunkFault } from '../../formats/chunked/chunk.ts';
import type { LayerReader } from '../layer-reader.ts';
import { type BlobLayer, type ImageLayer, isDirectory } from '../opened-image.ts';
import { packLayer, unpackLayer } from '../pack-layer.ts';
import type { LayerRequest, ReadLayer, VisitFile } from '../read-layer.ts';
import { readLazily } from './read-lazily.ts';
import { claimIn, type TableClaim } from './table-claim.ts';

/** How a layer was read: by its table of contents, so many bytes fetched, or whole, and why. */
export type LazyOutcome = Pick<LayerRequest, 'image' | 'part'> &
  ({ readonly fetched: number; readonly size: number } | { readonly why: string });

/** What reads layers by their tables of contents. */
export interface LazyReading<Item> {
  /** Reads a layer whole where it cannot be read otherwise. */
  readonly whole: LayerReader<Item>;
  readonly visit: VisitFile<Item> | undefined;
  /** Where results are kept; undefined where none are. */
  readonly results: KeptResults | undefined;
  /** What made the results, and what else serves, as `CachedLayers` has it. */
  readonly made: readonly [string, ...string[]];
  readonly tell: (outcome: LazyOutcome) => void;
}

/** Counted up when something else is read by the same table. */
const LAZY_FORM = 1;

/** What is smaller is read whole, in bytes: that takes a single request, and hashes it. */
const WORTH_PARTS = 256 * 1024;

/**
 * Reads the layers of registries by their tables of contents where they have one, and fetches nothing but the files that are wanted. Such a layer is
 * not hashed: what is known of it is kept under the digest of its table, which was computed, and never under that of the layer (docs/adr/0021).
 */
export class LazyLayers<Item> implements LayerReader<Item> {
  readonly atOnce: number;
  readonly #reading: LazyReading<Item>;

  constructor(reading: LazyReading<Item>) {
    this.atOnce = reading.whole.atOnce;
    this.#reading = reading;
  }

  async read(layer: ImageLayer, request: LayerRequest): Promise<ReadLayer<Item>> {
    const { whole } = this.#reading;
    if (isDirectory(layer) || request.verifies || layer.chunked === undefined) return whole.read(layer, request);
    if ((layer.size ?? 0) < WORTH_PARTS) return whole.read(layer, request);
    const claim = claimIn(layer.chunked.annotations);
    const read =
      claim === undefined ? 'its manifest names no table of contents' : await this.#lazily(layer, claim, request);
    if (typeof read !== 'string') return read;
    this.#reading.tell({ image: request.image, part: request.part, why: read });
    return whole.read(layer, request);
  }

  /** The layer, or why it cannot be read so. */
  async #lazily(layer: BlobLayer, claim: TableClaim, request: LayerRequest): Promise<ReadLayer<Item> | string> {
    const { visit, made, results, tell } = this.#reading;
    const known = await this.#known(claim);
    if (known !== undefined) return known;
    const { chunked, size = 0 } = layer;
    let fetched = 0;
    const read = async (offset: number, length: number): Promise<Uint8Array> => {
      const bytes = await (chunked?.parts.read(offset, length) ?? new Uint8Array());
      fetched += bytes.length;
      return bytes;
    };
    try {
      const lazy = await readLazily<Item>({ claim, parts: { size, read }, maxBytes: request.maxBytes, visit });
      tell({ image: request.image, part: request.part, fetched, size });
      await results?.keep(keyFor(claim, made[0]), packLayer(lazy));
      return lazy;
    } catch (error) {
      if (error instanceof ChunkFault) return error.message;
      if (error instanceof UserError) return error.problem.message;
      throw error;
    }
  }

  async #known(claim: TableClaim): Promise<ReadLayer<Item> | undefined> {
    const { results, made } = this.#reading;
    for (const each of made) {
      const packed = await results?.read(keyFor(claim, each));
      const known = packed === undefined ? undefined : unpackLayer<Item>(packed);
      if (known !== undefined) return known;
    }
    return undefined;
  }
}

function keyFor({ format, digest }: TableClaim, made: string): string {
  return `by ${format} table ${digest} ${LAZY_FORM} ${made}`;
}
