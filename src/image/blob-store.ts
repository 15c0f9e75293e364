import type { ByteSource, ByteSources } from '../core/ports.ts';
import { SeekingReader } from '../formats/byte-reader.ts';
import { sliceOf } from '../formats/byte-source.ts';
import { readTar } from '../formats/tar/read-tar.ts';
import { layerSteps } from './layer-path.ts';

/** The files of which an image consists, by their names in its archive or directory. */
export interface BlobStore {
  open(name: string): Promise<ByteSource | undefined>;
  close(): Promise<void>;
}

/** The files of a directory. A name is never one outside of it. */
export function directoryStore(sources: ByteSources, directory: string): BlobStore {
  return {
    open: async (name) => sources.open(`${directory}/${layerSteps(name).join('/')}`),
    close: async () => {},
  };
}

interface Part {
  readonly offset: number;
  readonly length: number;
}

/** The files of an uncompressed archive, read where they stand. What is damaged ends the list of them. */
export async function archiveStore(archive: ByteSource): Promise<BlobStore> {
  const parts = new Map<string, Part>();
  const links = new Map<string, string>();
  for await (const item of readTar(new SeekingReader(archive))) {
    if ('problem' in item) break;
    const { name, type, linkName, body } = item.entry;
    const steps = layerSteps(name);
    if (type === 'file') parts.set(steps.join('/'), body);
    // `docker save` of old names a layer that it has already by a link to it.
    else if (type === 'symbolic-link') links.set(steps.join('/'), [...steps.slice(0, -1), linkName].join('/'));
    else if (type === 'hard-link') links.set(steps.join('/'), linkName);
  }
  return {
    open: async (name) => {
      const path = layerSteps(name).join('/');
      const link = links.get(path);
      const part = parts.get(path) ?? (link === undefined ? undefined : parts.get(layerSteps(link).join('/')));
      return part === undefined ? undefined : sliceOf(archive, part.offset, part.length);
    },
    close: async () => archive.close(),
  };
}
