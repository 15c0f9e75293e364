import type { ByteSource, ByteSources } from '../core/ports.ts';
import { SeekingReader } from '../formats/byte-reader.ts';
import { memorySource, sliceOf } from '../formats/byte-source.ts';
import type { TarBody } from '../formats/tar/body.ts';
import type { TarEntry } from '../formats/tar/entry.ts';
import { readTar } from '../formats/tar/read-tar.ts';
import { layerPath, layerSteps } from './layer-path.ts';
import type { ReadAhead } from './read-ahead.ts';

/** The files of which an image consists, by their names in its archive or directory. */
export interface BlobStore {
  open(name: string): Promise<ByteSource | undefined>;
  /** Where a file begins, for those that are best read in their order; 0 for all where the order does not matter. */
  offsetOf(name: string): number;
  close(): Promise<void>;
}

/** The files of a directory. A name is never one outside of it. */
export function directoryStore(sources: ByteSources, directory: string): BlobStore {
  return {
    open: async (name) => sources.open(`${directory}/${layerPath(name)}`),
    offsetOf: () => 0,
    close: async () => {},
  };
}

interface Part {
  readonly offset: number;
  readonly length: number;
}

/** How large a document in a stream may be that is kept while it goes by, and how much is kept of all of them, in bytes. */
const MAX_DOCUMENT_BYTES = 4 * 1024 * 1024;
const MAX_KEPT_BYTES = 64 * 1024 * 1024;

/** The parts of an archive by their names, and the documents among them that were kept. */
class Contents {
  readonly #parts = new Map<string, Part>();
  readonly #links = new Map<string, string>();
  readonly #documents = new Map<number, Uint8Array>();
  #kept = 0;

  add({ name, type, linkName, body }: TarEntry, document: Uint8Array | undefined): void {
    const steps = layerSteps(name);
    if (type === 'file') this.#parts.set(steps.join('/'), body);
    // `docker save` of old names a layer that it has already by a link to it.
    else if (type === 'symbolic-link') this.#links.set(steps.join('/'), [...steps.slice(0, -1), linkName].join('/'));
    else if (type === 'hard-link') this.#links.set(steps.join('/'), linkName);
    if (document !== undefined) this.#documents.set(body.offset, document);
  }

  /** Reads what may be a manifest or configuration: which of them is wanted is known at the end of a stream, when it is over. */
  async keep(body: TarBody): Promise<Uint8Array | undefined> {
    if (body.length > MAX_DOCUMENT_BYTES || this.#kept + body.length > MAX_KEPT_BYTES) return undefined;
    const [first] = await body.head(1);
    if (first !== BRACE && first !== BRACKET) return undefined;
    this.#kept += body.length;
    return Uint8Array.from(await body.head(body.length));
  }

  find(name: string): Part | undefined {
    const path = layerPath(name);
    const link = this.#links.get(path);
    return this.#parts.get(path) ?? (link === undefined ? undefined : this.#parts.get(layerPath(link)));
  }

  documentAt({ offset }: Part): Uint8Array | undefined {
    return this.#documents.get(offset);
  }
}

const BRACE = 0x7b;
const BRACKET = 0x5b;

/**
 * The files of an uncompressed archive, read where they stand, or of one that comes as a stream: what may be a layer is read ahead, since it
 * is at the end of a stream that it tells what is one. What is damaged ends the list of them.
 */
export async function archiveStore(archive: ByteSource, ahead?: ReadAhead): Promise<BlobStore> {
  const contents = new Contents();
  const isStream = archive.isStream === true;
  const take = async (entry: TarEntry, body: TarBody): Promise<Uint8Array | undefined> => {
    if (!isStream || entry.type !== 'file') return undefined;
    const document = await contents.keep(body);
    if (document === undefined && body.length > 0)
      await ahead?.({ offset: entry.body.offset, source: await body.open() });
    return document;
  };
  for await (const item of readTar(new SeekingReader(archive), { take })) {
    if ('problem' in item) break;
    contents.add(item.entry, item.taken);
  }
  return {
    open: async (name) => {
      const part = contents.find(name);
      const document = part === undefined ? undefined : contents.documentAt(part);
      if (document !== undefined) return memorySource(document);
      return part === undefined ? undefined : sliceOf(archive, part.offset, part.length);
    },
    offsetOf: (name) => (isStream ? (contents.find(name)?.offset ?? 0) : 0),
    close: async () => archive.close(),
  };
}
