import type { SizedDirectory } from '../../image/directory-sizes.ts';
import { printable } from '../../report/excerpt/printable.ts';
import { bytesText } from '../../report/shown/bytes.ts';
import { plural } from '../../report/shown/plural.ts';

/** The part of the whole image below which an entry is not shown by itself. */
const SMALLEST_PART = 0.01;

/** The directories and large files of an image with their sizes, the largest first, down to a depth. */
export function treeText(root: SizedDirectory, depth: number): string {
  const least = root.bytes * SMALLEST_PART;
  return [lineOf(root.bytes, '/'), ...branches(root, { depth, least, indent: '' })].join('');
}

interface Shown {
  readonly depth: number;
  /** The fewest bytes with which an entry has a line of its own. */
  readonly least: number;
  readonly indent: string;
}

function branches({ children }: SizedDirectory, { depth, least, indent }: Shown): readonly string[] {
  if (depth === 0) return [];
  const large = children.filter(({ bytes }) => bytes > 0 && bytes >= least);
  const small = children.slice(large.length);
  const lines = large.flatMap((child, position) => {
    const isLast = position === large.length - 1 && small.length === 0;
    const name = `${indent}${isLast ? '└── ' : '├── '}${printable(child.name)}${child.isDirectory ? '/' : ''}`;
    const inside = branches(child, { depth: depth - 1, least, indent: `${indent}${isLast ? '    ' : '│   '}` });
    return [lineOf(child.bytes, name), ...inside];
  });
  if (small.length === 0) return lines;
  const rest = small.reduce((total, { bytes }) => total + bytes, 0);
  return [...lines, lineOf(rest, `${indent}└── ${plural(small.length, 'smaller one')}`)];
}

function lineOf(bytes: number, name: string): string {
  return `${bytesText(bytes).padStart(10)}  ${name}\n`;
}
