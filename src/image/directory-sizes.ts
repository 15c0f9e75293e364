import type { FileIndex } from './file-index.ts';

/** A file or directory, with the bytes of the files in it. A file under several names counts where it is first met. */
export interface SizedDirectory {
  readonly name: string;
  readonly isDirectory: boolean;
  readonly bytes: number;
  /** The largest first, those of one size by name; none in a file. */
  readonly children: readonly SizedDirectory[];
}

interface Growing {
  readonly name: string;
  readonly isDirectory: boolean;
  bytes: number;
  readonly children: Map<string, Growing>;
}

/** The files of an image as a tree with the size of each branch. */
export function sizedTree(index: FileIndex): SizedDirectory {
  const root = growing('', true);
  const counted = new Set<string>();
  for (const { path, type, size, content } of index.files()) {
    const place = `${content?.layer}:${content?.entry}`;
    const bytes = type === 'file' && !counted.has(place) ? size : 0;
    counted.add(place);
    grow(root, path.split('/'), { bytes, isDirectory: type === 'directory' });
  }
  return sorted(root);
}

function growing(name: string, isDirectory: boolean): Growing {
  return { name, isDirectory, bytes: 0, children: new Map() };
}

function grow(
  root: Growing,
  steps: readonly string[],
  { bytes, isDirectory }: Omit<Growing, 'name' | 'children'>,
): void {
  let node = root;
  node.bytes += bytes;
  for (const [depth, step] of steps.entries()) {
    const child = node.children.get(step) ?? growing(step, isDirectory || depth < steps.length - 1);
    node.children.set(step, child);
    child.bytes += bytes;
    node = child;
  }
}

function sorted({ name, isDirectory, bytes, children }: Growing): SizedDirectory {
  const inside = [...children.values()].map(sorted);
  return {
    name,
    isDirectory,
    bytes,
    children: inside.toSorted((a, b) => b.bytes - a.bytes || (a.name < b.name ? -1 : 1)),
  };
}
