import type { FileIndex, ImageFile } from '../../image/file-index.ts';
import { printable } from '../../report/excerpt/printable.ts';

/** A line for each file: mode, owner, size in bytes, the layer that it comes from, and its path. */
export function filesText(index: FileIndex): string {
  const lines: string[] = [];
  for (const file of index.files()) {
    const { mode, userId, groupId, size, layer, path, linkName, type } = file;
    const owner = `${userId}:${groupId}`.padEnd(11);
    const link = type === 'symbolic-link' ? ` -> ${printable(linkName)}` : '';
    lines.push(
      `${modeText(type, mode)} ${owner} ${String(size).padStart(11)} ${String(layer + 1).padStart(3)} ${printable(path)}${link}\n`,
    );
  }
  return lines.join('');
}

const TYPE_LETTERS: Readonly<Record<ImageFile['type'], string>> = {
  file: '-',
  directory: 'd',
  'symbolic-link': 'l',
  'hard-link': '-',
  'character-device': 'c',
  'block-device': 'b',
  fifo: 'p',
  other: '?',
};

/** `-rwsr-xr-x`, as ls writes it. */
function modeText(type: ImageFile['type'], mode: number): string {
  const bits = (shift: number, special: number, letters: string): string => {
    const of = mode >> shift;
    const execute = (of & 1) !== 0;
    const last = (mode & special) === 0 ? (execute ? 'x' : '-') : letters.charAt(execute ? 0 : 1);
    return `${(of & 4) === 0 ? '-' : 'r'}${(of & 2) === 0 ? '-' : 'w'}${last}`;
  };
  return `${TYPE_LETTERS[type]}${bits(6, 0o4000, 'sS')}${bits(3, 0o2000, 'sS')}${bits(0, 0o1000, 'tT')}`;
}
