import type { TarEntry } from '../formats/tar/entry.ts';
import type { FileIndex, ImageFile } from './file-index.ts';
import { layerPath } from './layer-path.ts';
import type { ReadImage } from './read-image.ts';
import type { Replacement, WastedFile } from './wasted-file.ts';

/**
 * The files of the layers that are not in the image. What a container sees is needed, and of a file under several names one body is, so
 * that the bytes are exactly those by which the image would be smaller.
 */
export function wastedFiles({ index, layers }: Pick<ReadImage<unknown>, 'index' | 'layers'>): readonly WastedFile[] {
  const needed = neededContent(index);
  const wasted = layers.flatMap(({ entries }, layer) =>
    entries.flatMap((entry, position): WastedFile[] => {
      const size = entry.body.length;
      if (entry.type !== 'file' || size === 0 || needed.has(placeKey(layer, position))) return [];
      const path = layerPath(entry.name);
      return [{ path, layer, size, hiddenBy: undefined, replacement: replacementOf(entry, index.find(path)) }];
    }),
  );
  return wasted.length === 0 ? wasted : withHiders(wasted, layers);
}

function replacementOf({ size, modified }: TarEntry, file: ImageFile | undefined): Replacement | undefined {
  if (file?.type !== 'file') return undefined;
  const { mode, userId, groupId } = file;
  return { isCopy: file.size === size && file.modified === modified, mode, userId, groupId };
}

function neededContent(index: FileIndex): ReadonlySet<string> {
  const needed = new Set<string>();
  for (const { content } of index.files())
    if (content !== undefined) needed.add(placeKey(content.layer, content.entry));
  return needed;
}

function placeKey(layer: number, entry: number): string {
  return `${layer}:${entry}`;
}

const WHITEOUT = '.wh.';

/** Finds for each file the first layer above it that has its path, or hides it or a directory above it. */
function withHiders(wasted: readonly WastedFile[], layers: ReadImage<unknown>['layers']): readonly WastedFile[] {
  const hiding = layers.map(({ entries }) => new Set(entries.map(({ name }) => layerPath(name))));
  return wasted.map((file) => {
    const names = hidersOf(file.path);
    const above = hiding.findIndex((paths, layer) => layer > file.layer && names.some((name) => paths.has(name)));
    return { ...file, hiddenBy: above < 0 ? undefined : above };
  });
}

function hidersOf(path: string): readonly string[] {
  const steps = path.split('/');
  return [
    path,
    ...steps.flatMap((step, index) => {
      const parent = steps.slice(0, index).join('/');
      const below = (name: string): string => (parent === '' ? name : `${parent}/${name}`);
      return [below(`${WHITEOUT}${step}`), below(`${WHITEOUT}${WHITEOUT}.opq`)];
    }),
  ];
}
