import type { ByteSource } from '../../core/ports.ts';
import { BinaryFault, ByteView } from '../byte-view.ts';
import type { Part } from '../passing-source.ts';
import { attemptLater } from '../source-view.ts';
import { codeOfElf, isElf } from './elf.ts';

const HEAD = 64;

/**
 * The parts of an executable that no reader of this folder asks for, by the tables at its beginning: the code of an ELF file, which may be
 * half of it. Of PE and Mach-O everything may be asked for.
 */
export async function unneededParts(source: ByteSource): Promise<readonly Part[]> {
  const head = new ByteView(await source.read(0, HEAD), 'big');
  if (!isElf(head)) return [];
  const code = await attemptLater(async () => codeOfElf(source));
  return code instanceof BinaryFault ? [] : code;
}
