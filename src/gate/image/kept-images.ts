import { sha256 } from '../../core/digest.ts';
import type { FileIdentities, KeptResults } from '../../core/ports.ts';
import { isDirectory, type LayerDigests, type OpenedImage } from '../../image/opened-image.ts';
import type { SeenPaths } from '../../image/seen-files.ts';
import type { ToldImage } from './told-image.ts';

/** That nothing is attached to an image, or that nothing can be. */
export type NoneAttached = 'nothing' | 'impossible';

/** A local image that was read: where, what it was read from, and what the user was told meanwhile. */
export interface SeenPlace {
  /** The place, as a text that tells it and all else that decides what is read of it. */
  readonly place: string;
  readonly paths: SeenPaths;
  readonly notices: readonly string[];
  /** Left out where something is attached to it, or nobody looked. */
  readonly attached?: NoneAttached | undefined;
}

/** What an image tells, and under which key it is kept. */
export interface KeptImage<Told> {
  readonly key: string;
  readonly told: Told;
}

/** What is kept of an image, what the user was told when it was opened, and whether it is known that nothing is attached to it. */
export type KnownImage<Told> = KeptImage<Told> & Pick<SeenPlace, 'notices' | 'attached'>;

/** What a place is kept as. */
export interface KeptPlace extends SeenPlace {
  /** Under which what it tells is kept. */
  readonly key: string;
}

/** How what images tell is written. */
export interface KeptForm<Told> {
  /** What made what is kept: it changes whenever something else would be told of the same bytes. */
  readonly made: string;
  readonly pack: (told: Told) => string;
  readonly unpack: (text: string) => Told;
}

/** What tells more is not kept, in characters: layers are, which are read again within their limits. */
const MAX_TEXT = 32 * 1024 * 1024;

/**
 * What images tell, kept under their digests: those of the manifest, the configuration and every layer, each computed of its very bytes. A local
 * place leads to it by what its files were (docs/adr/0016). What was not hashed is kept for the files that it was read from alone.
 */
export class KeptImages<Told extends ToldImage> {
  readonly #results: KeptResults;
  readonly #form: KeptForm<Told>;

  constructor(results: KeptResults, form: KeptForm<Told>) {
    this.#results = results;
    this.#form = form;
  }

  /** What a place tells, where its files are what they were. */
  async at(place: string, name: string, files: FileIdentities): Promise<KnownImage<Told> | undefined> {
    const kept = await this.placed(place, files);
    const image = kept === undefined ? undefined : await this.#told(kept.key, name);
    if (kept === undefined || image === undefined) return undefined;
    return { ...image, notices: kept.notices, attached: kept.attached };
  }

  /** What a place is kept as, where its files are what they were. */
  async placed(place: string, files: FileIdentities): Promise<KeptPlace | undefined> {
    const kept = await this.#place(place);
    return kept?.paths.every(([path, identity]) => isStill(files, path, identity)) === true ? kept : undefined;
  }

  /** What an image tells whose place gives no other bytes than those of its digests. */
  async ofAddressed(image: OpenedImage): Promise<KeptImage<Told> | undefined> {
    const { layers } = image;
    const isAddressed = layers.every((layer) => !isDirectory(layer) && layer.isAddressedByDigest === true);
    if (!isAddressed || layers.length === 0) return undefined;
    return this.#told(this.#imageKey(image, layers), image.name);
  }

  /** Keeps what an image tells that was read without a problem, and gives the key. Nobody can tell whether a directory is what it was. */
  async keep(image: OpenedImage, told: Told, seen: SeenPlace | undefined): Promise<string | undefined> {
    const key = this.keyOf(image, told, seen);
    const text = key === undefined ? '' : this.#form.pack(told);
    if (key === undefined || text.length > MAX_TEXT) return undefined;
    await this.#keep(key, text);
    if (seen !== undefined)
      await this.#keep(this.#placeKey(seen.place), JSON.stringify({ ...seen, key } satisfies KeptPlace));
    return key;
  }

  /** Under which what an image tells is kept, and what follows from it; undefined where nothing is. */
  keyOf(image: OpenedImage, { read }: Pick<ToldImage, 'read'>, seen: SeenPlace | undefined): string | undefined {
    const { problems, unverified, layers } = read;
    if (problems.length > 0 || image.layers.some(isDirectory)) return undefined;
    const isHashed =
      unverified.length === 0 && layers.every(({ digest, diffId }) => digest !== undefined && diffId !== undefined);
    if (isHashed) return this.#imageKey(image, layers);
    return seen === undefined ? undefined : this.#unverifiedKey(seen);
  }

  #placeKey(place: string): string {
    return `place ${place} ${this.#form.made}`;
  }

  #imageKey({ digest, platform, config, annotations = {} }: OpenedImage, layers: readonly LayerDigests[]): string {
    const digests = layers.map((layer) => [layer.digest, layer.diffId]);
    return `image ${sha256(JSON.stringify([digest, platform, config, annotations, digests]))} ${this.#form.made}`;
  }

  #unverifiedKey(seen: SeenPlace): string {
    return `not hashed ${sha256(JSON.stringify(seen))} ${this.#form.made}`;
  }

  async #place(place: string): Promise<KeptPlace | undefined> {
    const text = await this.#read(this.#placeKey(place));
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- `keep` wrote it
    return text === undefined ? undefined : (JSON.parse(text) as KeptPlace);
  }

  /** An image is called as it is asked for. */
  async #told(key: string, name: string): Promise<KeptImage<Told> | undefined> {
    const text = await this.#read(key);
    if (text === undefined) return undefined;
    const told = this.#form.unpack(text);
    return { key, told: { ...told, image: { ...told.image, name } } };
  }

  async #read(key: string): Promise<string | undefined> {
    const bytes = await this.#results.read(key);
    return bytes === undefined ? undefined : new TextDecoder().decode(bytes);
  }

  async #keep(key: string, text: string): Promise<void> {
    await this.#results.keep(key, new TextEncoder().encode(text));
  }
}

function isStill(files: FileIdentities, path: string, identity: string): boolean {
  return files.identityOf(path) === identity;
}
