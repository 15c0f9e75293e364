import type { ImageFile } from '../../image/file-index.ts';
import type { InspectedImage } from '../image/inspect-image.ts';
import { type ChangedSetting, changedSettings } from './changed-settings.ts';

/** The files that are different between two images, by their paths. */
export interface ChangedFiles {
  readonly added: readonly string[];
  readonly removed: readonly string[];
  /** Of another type, mode, owner, size or target. Content of the same size is not compared. */
  readonly changed: readonly string[];
}

/** What is different between two images, beside their packages. */
export interface ImageDifferences {
  /** In bytes, of all layers as they are unpacked. */
  readonly size: { readonly before: number; readonly after: number };
  readonly layers: {
    readonly before: number;
    readonly after: number;
    /** How many of the lowest are the same. */
    readonly shared: number;
  };
  readonly files: ChangedFiles;
  readonly settings: readonly ChangedSetting[];
}

/** Compares two images that were read. */
export function compareImages(before: InspectedImage, after: InspectedImage): ImageDifferences {
  return {
    size: { before: sizeOf(before), after: sizeOf(after) },
    layers: {
      before: before.image.layers.length,
      after: after.image.layers.length,
      shared: sharedLayers(before, after),
    },
    files: changedFiles(before, after),
    settings: changedSettings(before.image, after.image),
  };
}

function sizeOf({ read: { layers } }: InspectedImage): number {
  return layers.reduce((total, { size }) => total + size, 0);
}

function sharedLayers(before: InspectedImage, after: InspectedImage): number {
  const [left, right] = [diffIds(before), diffIds(after)];
  const different = left.findIndex((id, index) => id === undefined || id !== right[index]);
  return different < 0 ? left.length : different;
}

function diffIds({ image, read }: InspectedImage): readonly (string | undefined)[] {
  return image.layers.map((layer, index) => read.layers[index]?.diffId ?? layer.diffId);
}

function changedFiles(before: InspectedImage, after: InspectedImage): ChangedFiles {
  const left = new Map([...before.read.index.files()].map((file) => [file.path, file]));
  const added: string[] = [];
  const changed: string[] = [];
  for (const file of after.read.index.files()) {
    const known = left.get(file.path);
    if (known === undefined) added.push(file.path);
    else if (isDifferent(known, file)) changed.push(file.path);
    left.delete(file.path);
  }
  return { added, removed: [...left.keys()], changed };
}

function isDifferent(a: ImageFile, b: ImageFile): boolean {
  const isSameKind = a.type === b.type && a.mode === b.mode && a.linkName === b.linkName;
  const isSameOwner = a.userId === b.userId && a.groupId === b.groupId;
  return !isSameKind || !isSameOwner || a.size !== b.size;
}
