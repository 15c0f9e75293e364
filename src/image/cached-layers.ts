import type { ByteSource, KeptResults } from '../core/ports.ts';
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
 * bytes. Only what a registry names in a verified manifest needs no reading, and a file that was hashed and not changed since.
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
    return (await this.#known(layer, request)) ?? this.#readAndKeep(layer, request);
  }

  async #readAndKeep(layer: BlobLayer, request: LayerRequest): Promise<ReadLayer<Item>> {
    let identity: string | undefined;
    const open = async (): Promise<ByteSource | undefined> => {
      const source = await layer.open();
      identity = source?.identity;
      return source;
    };
    const read = await this.#reader.read({ ...layer, open }, request);
    await this.#keep(read);
    await this.#keepDigest(identity, read.digest);
    return read;
  }

  async #known(layer: BlobLayer, request: LayerRequest): Promise<ReadLayer<Item> | undefined> {
    const digests =
      layer.diffId === undefined ? await this.#unnamed(layer, request) : await this.#named(layer, request);
    const key = digests === undefined ? undefined : await this.#keyOf(digests.diffId);
    if (digests === undefined || key === undefined) return undefined;
    const packed = await this.#results.read(key);
    const known = packed === undefined ? undefined : unpackLayer<Item>(packed);
    return known === undefined || known.size > request.maxBytes ? undefined : { ...known, ...digests };
  }

  /** The digests of a layer that the configuration names; undefined where they are others, or nothing is kept under them. */
  async #named(layer: BlobLayer, request: LayerRequest): Promise<Digests | undefined> {
    // What the configuration names decides nothing but whether it is worth looking further.
    if (layer.diffId === undefined || (await this.#keyOf(layer.diffId)) === undefined) return undefined;
    const digests = layer.isAddressedByDigest
      ? await this.#unpackedFrom(layer.digest)
      : await this.#computed(layer, request);
    return digests?.diffId === layer.diffId ? digests : undefined;
  }

  /** The digests of a layer that nothing names, as a part of a stream: those of the file that it comes from, where that is known. */
  async #unnamed(layer: BlobLayer, { verifies }: LayerRequest): Promise<Digests | undefined> {
    const source = verifies ? undefined : await layer.open();
    const digest = source === undefined ? undefined : await this.#hashedBefore(source);
    await source?.close();
    return digest === undefined ? undefined : ((await this.#unpackedFrom(digest)) ?? { digest, diffId: digest });
  }

  /** The digests of a layer whose bytes are read for it, or were; undefined where they are not all to be read, or not those that are named. */
  async #computed(layer: BlobLayer, { verifies }: LayerRequest): Promise<Digests | undefined> {
    const source = await layer.open();
    if (source === undefined) return undefined;
    try {
      const digest = (verifies ? undefined : await this.#hashedBefore(source)) ?? (await this.#hash(source, verifies));
      if (digest === undefined || (layer.digest !== undefined && layer.digest !== digest)) return undefined;
      return digest === layer.diffId ? { digest, diffId: digest } : await this.#unpackedFrom(digest);
    } finally {
      await source.close();
    }
  }

  /** The digest that was computed of these very bytes. */
  async #hashedBefore({ identity }: ByteSource): Promise<string | undefined> {
    const kept = identity === undefined ? undefined : await this.#results.read(bytesKey(identity));
    return kept === undefined ? undefined : new TextDecoder().decode(kept);
  }

  async #hash(source: ByteSource, verifies: boolean): Promise<string | undefined> {
    if (source.isStream || (!verifies && (await liesOpen(source)))) return undefined;
    const digest = await hashBlob(source);
    await this.#keepDigest(source.identity, digest);
    return digest;
  }

  /** What a blob unpacks to, as it was computed when it was read. */
  async #unpackedFrom(digest: string | undefined): Promise<Digests | undefined> {
    const kept = digest === undefined ? undefined : await this.#results.read(blobKey(digest));
    return digest === undefined || kept === undefined ? undefined : { digest, diffId: new TextDecoder().decode(kept) };
  }

  async #keepDigest(identity: string | undefined, digest: string | undefined): Promise<void> {
    if (identity === undefined || digest === undefined || (await this.#results.has(bytesKey(identity)))) return;
    await this.#results.keep(bytesKey(identity), new TextEncoder().encode(digest));
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

function bytesKey(identity: string): string {
  return `digest of ${identity}`;
}

function blobKey(digest: string): string {
  return `what unpacks from ${digest}`;
}
