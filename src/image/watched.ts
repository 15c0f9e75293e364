import type { ByteSource, ByteSources, FoundFiles, TreeFile } from '../core/ports.ts';
import type { Progress, Stage } from '../core/progress.ts';
import { readInto } from '../formats/byte-source.ts';
import { type BlobLayer, type BlobParts, type DirectoryLayer, type ImageLayer, isDirectory } from './opened-image.ts';

/** Begins the stage in which the layers of an image are read. */
export function beginLayers(layers: readonly ImageLayer[], progress: Progress | undefined): Stage | undefined {
  const [first] = layers;
  if (layers.length === 1 && isDirectory(first)) return progress?.begin({ name: filesRead });
  const sizes = layers.map((layer) => (isDirectory(layer) ? undefined : layer.size));
  const isKnown = sizes.every((size) => size !== undefined);
  return progress?.begin({
    name: (ended) => `layer ${Math.min(ended + 1, layers.length)} of ${layers.length}`,
    bytes: isKnown ? sizes.reduce((sum, size) => sum + size, 0) : undefined,
  });
}

function filesRead(ended: number): string {
  return `${ended} files`;
}

/** A layer that tells a stage how far it was read. */
export interface WatchedLayer {
  readonly layer: ImageLayer;
  /** Tells that nothing more of it will be read. */
  end(): void;
}

/** Watches a layer; where nobody wants to know, it is left as it is. */
export function watchLayer(layer: ImageLayer, stage: Stage | undefined): WatchedLayer {
  if (stage === undefined) return { layer, end: () => {} };
  return isDirectory(layer) ? watchDirectory(layer, stage) : watchBlob(layer, stage);
}

/** How far it was read counts, not how often: what is passed over in a layer that lies open is done with, too. */
function watchBlob(layer: BlobLayer, stage: Stage): WatchedLayer {
  let furthest = 0;
  const advance = (end: number): void => {
    if (end <= furthest) return;
    stage.read(end - furthest);
    furthest = end;
  };
  // Of parts how many bytes they have counts: what lies between them is not read.
  const watchParts = (parts: BlobParts): BlobParts => ({
    read: async (offset, length) => {
      const bytes = await parts.read(offset, length);
      advance(furthest + bytes.length);
      return bytes;
    },
  });
  return {
    layer: {
      ...layer,
      open: async () => {
        const source = await layer.open();
        return source === undefined ? undefined : watchSource(source, advance);
      },
      ...(layer.chunked === undefined ? {} : { chunked: { ...layer.chunked, parts: watchParts(layer.chunked.parts) } }),
    },
    end: () => stage.endPart(Math.max(0, (layer.size ?? 0) - furthest)),
  };
}

/** Of a directory each file is a part, and only bytes count that were read. */
function watchDirectory(layer: DirectoryLayer, stage: Stage): WatchedLayer {
  async function* walk(): FoundFiles {
    for await (const files of layer.walk()) {
      yield files.map((file) => ('why' in file ? file : watchFile(file, stage)));
      for (const _ of files) stage.endPart(0);
    }
  }
  return { layer: { ...layer, walk }, end: () => {} };
}

function watchFile(file: TreeFile, stage: Stage): TreeFile {
  const { name, type, target, mode, userId, groupId, size, modified } = file;
  const open = async (): Promise<ByteSource> => watchAll(await file.open(), stage);
  return { name, type, target, mode, userId, groupId, size, modified, open };
}

/** Files that tell a stage what was read of them. */
export function watchFiles(files: ByteSources, stage: Stage | undefined): ByteSources {
  if (stage === undefined) return files;
  return {
    open: async (path) => {
      const source = await files.open(path);
      return source === undefined ? undefined : watchAll(source, stage);
    },
  };
}

/** A source that tells a stage each byte that is read of it. */
export function watchAll(source: ByteSource, stage: Stage | undefined): ByteSource {
  if (stage === undefined) return source;
  return watchSource(source, (_, length) => stage.read(length));
}

/** Tells of each piece that is read where it ends, and how long it is. */
function watchSource(source: ByteSource, tell: (end: number, length: number) => void): ByteSource {
  return {
    ...source,
    read: async (offset, length) => {
      const bytes = await source.read(offset, length);
      if (bytes.length > 0) tell(offset + bytes.length, bytes.length);
      return bytes;
    },
    ...(source.readInto === undefined
      ? {}
      : {
          readInto: async (memory, offset) => {
            const bytes = await readInto(source, memory, offset);
            if (bytes.length > 0) tell(offset + bytes.length, bytes.length);
            return bytes;
          },
        }),
    close: async () => source.close(),
  };
}
