import type { DuplicateFile } from './duplicate-file.ts';
import type { FileFacts } from './file-facts.ts';
import type { FileIndex } from './file-index.ts';
import { type ReadImage, VisitedFiles } from './read-image.ts';

/**
 * The files that a container sees twice, by size and checksum: of each content all but the first. Files that are not checked are none: those
 * under 64 KiB and over 8 MiB.
 */
export function duplicateFiles({
  index,
  layers,
}: Pick<ReadImage<FileFacts>, 'index' | 'layers'>): readonly DuplicateFile[] {
  const facts = new VisitedFiles(layers);
  const first = new Map<string, string>();
  const bodies = new Set<string>();
  const duplicates: DuplicateFile[] = [];
  for (const { path, content, layer, size } of lowestFirst(index)) {
    const sum = facts.at(content)?.sum;
    const body = `${content?.layer}:${content?.entry}`;
    if (sum === undefined || bodies.has(body)) continue;
    bodies.add(body);
    const key = `${size}:${sum}`;
    const of = first.get(key);
    if (of === undefined) first.set(key, path);
    else duplicates.push({ path, layer, size, of });
  }
  return duplicates;
}

function lowestFirst(index: Pick<FileIndex, 'files'>) {
  return [...index.files()].filter(({ type }) => type === 'file').toSorted((one, other) => one.layer - other.layer);
}
