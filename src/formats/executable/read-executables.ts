import type { ByteSource } from '../../core/ports.ts';
import { sliceOf } from '../byte-source.ts';
import { BinaryFault, ByteView, type Damage } from '../byte-view.ts';
import { attemptLater } from '../source-view.ts';
import { isElf, readElf } from './elf.ts';
import { Executable, type Layout } from './executable.ts';
import { isFat, partsOfFat } from './fat.ts';
import { isMachO, readMachO } from './mach-o.ts';
import { isPe, readPe } from './pe.ts';

/** One of the executables of a file, or why it cannot be read. */
export type ReadExecutable = { readonly executable: Executable } | { readonly damage: Damage };

/** Enough to tell what a file is, in bytes. */
const HEAD = 64;

/** What was read of files that are open. */
const known = new WeakMap<ByteSource, Promise<readonly ReadExecutable[]>>();

/** The executables of a file, read once for all who ask: one of ELF, PE or Mach-O, several of a Mach-O for more than one processor; none of what is no executable. */
export async function readExecutables(source: ByteSource): Promise<readonly ReadExecutable[]> {
  const read = known.get(source) ?? readAll(source);
  known.set(source, read);
  return read;
}

/** Those of a file that can be read. */
export async function soundExecutables(source: ByteSource): Promise<readonly Executable[]> {
  return (await readExecutables(source)).flatMap((read) => ('executable' in read ? [read.executable] : []));
}

async function readAll(source: ByteSource): Promise<readonly ReadExecutable[]> {
  const head = new ByteView(await source.read(0, HEAD), 'big');
  if (!isFat(head)) return readOne(source);
  const parts = await attemptLater(async () => partsOfFat(source));
  if (parts instanceof BinaryFault) return [{ damage: parts }];
  const read = await Promise.all(parts.map(async ({ offset, size }) => readOne(sliceOf(source, offset, size))));
  return read.flat();
}

async function readOne(source: ByteSource): Promise<readonly ReadExecutable[]> {
  const layout = await attemptLater(async () => readerOf(new ByteView(await source.read(0, HEAD), 'big'))?.(source));
  if (layout instanceof BinaryFault) return [{ damage: layout }];
  return layout === undefined ? [] : [{ executable: new Executable(source, layout) }];
}

function readerOf(head: ByteView): ((source: ByteSource) => Promise<Layout | undefined>) | undefined {
  if (isElf(head)) return readElf;
  if (isMachO(head)) return readMachO;
  return isPe(head) ? readPe : undefined;
}
