import type { KeptResults } from '../core/ports.ts';
import { hashBlob } from './hash-blob.ts';
import type { LayerReader } from './layer-reader.ts';
import { type BlobLayer, type ImageLayer, isDirectory } from './opened-image.ts';
import { packLayer, unpackLayer } from './pack-layer.ts';
import { type LayerRequest, liesOpen, type ReadLayer } from './read-layer.ts';

/**
 * Reads a layer only where it was not read before. What is known of a layer is kept under the digest of what it unpacks to, so that the
 * archive of a daemon and a registry share it, and that digest under the one of the blob.
 *
 * Nothing is kept under a digest, or taken by one, that was not computed of these very bytes: an archive can write any digest beside any
 * bytes. Only what a registry names in a verified manifest needs no reading.
 */
export class CachedLayers<Item> implements LayerReader<Item> {
  readonly atOnce: number;
  readonly #reader: LayerReader<Item>;
  readonly #results: KeptResults;
  readonly #made: readonly [string, ...string[]];

  /**
   * `made` tells what made the results: it changes whenever the reader would find something else in the same bytes. Behind what the
   * reader makes stands what else serves, as it tells all of that and more.
   */
  constructor(reader: LayerReader<Item>, results: KeptResults, made: readonly [string, ...string[]]) {
    this.atOnce = reader.atOnce;
    this.#reader = reader;
    this.#results = results;
    this.#made = made;
  }

  async read(layer: ImageLayer, request: LayerRequest): Promise<ReadLayer<Item>> {
    if (isDirectory(layer)) return this.#reader.read(layer, request);
    const read = (await this.#known(layer, request)) ?? (await this.#reader.read(layer, request));
    await this.#keep(read);
    return read;
  }

  async #known(layer: BlobLayer, request: LayerRequest): Promise<ReadLayer<Item> | undefined> {
    // What the configuration names decides nothing but whether it is worth looking further.
    const key = layer.diffId === undefined ? undefined : await this.#keyOf(layer.diffId);
    if (key === undefined) return undefined;
    const digests = layer.isAddressedByDigest
      ? await this.#unpackedFrom(layer.digest)
      : await this.#computed(layer, request);
    if (digests === undefined || digests.diffId !== layer.diffId) return undefined;
    const packed = await this.#results.read(key);
    const known = packed === undefined ? undefined : unpackLayer<Item>(packed);
    return known === undefined || known.size > request.maxBytes ? undefined : { ...known, ...digests };
  }

  /** The digests of a layer whose bytes are read for it; undefined where they are not all to be read, or not those that are named. */
  async #computed(layer: BlobLayer, { verifies }: LayerRequest): Promise<Digests | undefined> {
    const source = await layer.open();
    if (source === undefined) return undefined;
    try {
      if (source.isStream || (!verifies && (await liesOpen(source)))) return undefined;
      const { digest, packing } = await hashBlob(source);
      if (layer.digest !== undefined && layer.digest !== digest) return undefined;
      return packing === 'none' ? { digest, diffId: digest } : await this.#unpackedFrom(digest);
    } finally {
      await source.close();
    }
  }

  /** What a blob unpacks to, as it was computed when it was read. */
  async #unpackedFrom(digest: string | undefined): Promise<Digests | undefined> {
    const kept = digest === undefined ? undefined : await this.#results.read(blobKey(digest));
    return digest === undefined || kept === undefined ? undefined : { digest, diffId: new TextDecoder().decode(kept) };
  }

  /** Keeps a layer of which all is known: both digests were computed, and nothing was wrong with it. */
  async #keep(read: ReadLayer<Item>): Promise<void> {
    const { digest, diffId, problems } = read;
    if (digest === undefined || diffId === undefined || problems.length > 0) return;
    if ((await this.#keyOf(diffId)) === undefined)
      await this.#results.keep(keyFor(diffId, this.#made[0]), packLayer(read));
    if (digest !== diffId && !(await this.#results.has(blobKey(digest))))
      await this.#results.keep(blobKey(digest), new TextEncoder().encode(diffId));
  }

  /** The key of a result that serves, where there is one. */
  async #keyOf(diffId: string): Promise<string | undefined> {
    for (const made of this.#made) {
      const key = keyFor(diffId, made);
      if (await this.#results.has(key)) return key;
    }
    return undefined;
  }
}

function keyFor(diffId: string, made: string): string {
  return `layer ${diffId} ${made}`;
}

interface Digests {
  readonly digest: string;
  readonly diffId: string;
}

function blobKey(digest: string): string {
  return `what unpacks from ${digest}`;
}
