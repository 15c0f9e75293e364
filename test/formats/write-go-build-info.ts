import { type WrittenSection, writeElf } from './write-elf.ts';

const MAGIC = Buffer.from('\xff Go buildinf:', 'latin1');

/** A module text between its two marks, as Go writes it. */
function marked(modules: string): Buffer {
  const [start, end] = ['3077af0c9274080241e1c107e6d618e6', 'f932433186182072008242104116d8f2'];
  return Buffer.concat([Buffer.from(start, 'hex'), Buffer.from(modules), Buffer.from(end, 'hex')]);
}

function withLength(bytes: Uint8Array): Buffer {
  const length: number[] = [];
  let left = bytes.length;
  for (; left >= 0x80; left = Math.floor(left / 128)) length.push((left & 0x7f) | 0x80);
  return Buffer.concat([Buffer.from([...length, left]), bytes]);
}

/** The build information of Go 1.18 and later. */
export function inlineBuildInfo(goVersion: string, modules: string): Uint8Array {
  const header = Buffer.alloc(32);
  header.set(MAGIC);
  header.set([8, 2], 14);
  return Buffer.concat([header, withLength(Buffer.from(goVersion)), withLength(marked(modules))]);
}

/** A program with the build information of before Go 1.18: addresses of texts, as wide and in such an order of bytes. */
export function writePointedBuildInfo(
  goVersion: string,
  modules: string,
  { is64 = true, isBig = false }: { readonly is64?: boolean; readonly isBig?: boolean } = {},
): Uint8Array {
  const width = is64 ? 8 : 4;
  const address = 0x40_0000;
  const [version, text] = [Buffer.from(goVersion), marked(modules)];
  const header = Buffer.alloc(32 + 4 * width);
  header.set(MAGIC);
  header.set([width, isBig ? 1 : 0], 14);
  const put = (at: number, value: number): void => {
    if (isBig) header.writeUIntBE(value, at + width - 4, 4);
    else header.writeUIntLE(value, at, 4);
  };
  const texts = address + header.length;
  put(16, address + 32);
  put(16 + width, address + 32 + 2 * width);
  put(32, texts);
  put(32 + width, version.length);
  put(32 + 2 * width, texts + version.length);
  put(32 + 3 * width, text.length);
  const data = Buffer.concat([header, version, text]);
  const section: WrittenSection = { name: '.go.buildinfo', data, address, isWritable: true };
  return writeElf([section], { is64, isBig });
}
