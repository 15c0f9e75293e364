import type { TarEntry } from '../formats/tar/entry.ts';

const ANY_EXECUTE = 0o111;
const LIBRARY = /\.(?:so|dll|exe|dylib|node)(?:\.[\d.]+)?$/i;

/** Whether a file may be a program or a shared library, by what is known before it is read. */
export function mayBeExecutable({ mode, size }: TarEntry, path: string): boolean {
  return size > 64 && ((mode & ANY_EXECUTE) !== 0 || LIBRARY.test(path));
}

/** First bytes of ELF, of Mach-O in both byte orders and sizes, and of Mach-O for several processors. */
const MAGIC = new Set([0x7f454c46, 0xfeedface, 0xfeedfacf, 0xcefaedfe, 0xcffaedfe, 0xcafebabe, 0xcafebabf]);

/** Whether a file begins as a program or library does: ELF, PE or Mach-O. */
export function isExecutable(head: Uint8Array): boolean {
  const [first = 0, second = 0, third = 0, fourth = 0] = head;
  const isPortable = first === 0x4d && second === 0x5a;
  return isPortable || MAGIC.has(((first << 24) | (second << 16) | (third << 8) | fourth) >>> 0);
}
