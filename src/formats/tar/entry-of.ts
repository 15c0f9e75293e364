import type { TarEntry, TarType } from './entry.ts';
import { SPARSE, type TarHeader } from './header.ts';

/** What the headers before one say of it, and where its body begins. */
export interface Told {
  /** A record of an extended or global header. */
  readonly told: (keyword: string) => string | undefined;
  readonly longName: string | undefined;
  readonly longLink: string | undefined;
  readonly offset: number;
}

/** Puts an entry together: what an extended header says counts before a long name, and that before the header itself. */
export function entryOf(header: TarHeader, { told, longName, longLink, offset }: Told): TarEntry {
  const name = told('GNU.sparse.name') ?? told('path') ?? longName ?? header.name;
  const type = typeOf(header.flag, name);
  const linkName = isLink(type) ? (told('linkpath') ?? longLink ?? header.linkName) : '';
  const hasBody = type === 'file' || type === 'other';
  const length = hasBody ? countOf(told('size'), header.size) : 0;
  const realSize = realSizeOf(header, told);
  return {
    name,
    type,
    linkName,
    mode: header.mode,
    userId: countOf(told('uid'), header.userId),
    groupId: countOf(told('gid'), header.groupId),
    size: hasBody ? (realSize ?? length) : 0,
    modified: secondsOf(told('mtime'), header.modified),
    body: { offset, length },
    isSparse: realSize !== undefined,
  };
}

/** The size of a sparse file with its holes; undefined for one that is not sparse. */
function realSizeOf({ sparse }: TarHeader, told: Told['told']): number | undefined {
  const written = told('GNU.sparse.realsize') ?? told('GNU.sparse.size');
  return written === undefined ? sparse?.realSize : countOf(written, 0);
}

const TYPES: Readonly<Record<string, TarType>> = {
  '\0': 'file',
  '0': 'file',
  '1': 'hard-link',
  '2': 'symbolic-link',
  '3': 'character-device',
  '4': 'block-device',
  '5': 'directory',
  '6': 'fifo',
  '7': 'file',
  [SPARSE]: 'file',
};

/** A name that ends with a slash was a directory before there was a flag for it. */
function typeOf(flag: string, name: string): TarType {
  const type = TYPES[flag] ?? 'other';
  return type === 'file' && name.endsWith('/') ? 'directory' : type;
}

function isLink(type: TarType): boolean {
  return type === 'symbolic-link' || type === 'hard-link';
}

const COUNT = /^\d{1,15}$/;

function countOf(written: string | undefined, otherwise: number): number {
  return written !== undefined && COUNT.test(written) ? Number(written) : otherwise;
}

const SECONDS = /^(-?\d{1,12})(?:\.\d*)?$/;

/** Whole seconds; what a record says of parts of one is cut off. */
function secondsOf(written: string | undefined, otherwise: number): number {
  const whole = written === undefined ? undefined : SECONDS.exec(written)?.[1];
  return whole === undefined ? otherwise : Number(whole);
}
