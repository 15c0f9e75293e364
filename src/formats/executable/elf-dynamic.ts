import { BinaryFault, type ByteView, type Damage } from '../byte-view.ts';
import { attemptLater } from '../source-view.ts';
import type { Executable, SegmentRole } from './executable.ts';

/** What an ELF file asks of the system that runs it. */
export interface DynamicLinking {
  /** The program that loads it: `/lib64/ld-linux-x86-64.so.2`; undefined for what is static, and for libraries. */
  readonly interpreter: string | undefined;
  /** The names of libraries that are loaded with it. */
  readonly needed: readonly string[];
  /** The name under which others need it. */
  readonly ownName: string | undefined;
}

/** Source: https://refspecs.linuxfoundation.org/elf/gabi4+/ch5.dynamic.html. */
const TAG = { end: 0, needed: 1, texts: 5, textsSize: 10, ownName: 14 } as const;

const MAX_PATH = 4096;
/** The largest table that is read, in bytes: it has four thousand entries. */
const MAX_TABLE = 64 * 1024;
const MAX_TEXTS = 64 * 1024 * 1024;

/** Reads how an ELF file is linked. */
export async function readDynamicLinking(executable: Executable): Promise<DynamicLinking | Damage> {
  return attemptLater(async () => {
    const interpreter = await partOf(executable, 'interpreter', MAX_PATH);
    const table = await partOf(executable, 'dynamic linking', MAX_TABLE);
    const entries = table === undefined ? [] : entriesOf(executable, table);
    const value = (tag: number): number | undefined => entries.find((entry) => entry.tag === tag)?.value;
    const [address, size] = [value(TAG.texts), value(TAG.textsSize)];
    if (address === undefined || size === undefined)
      return { interpreter: interpreter?.text(0), needed: [], ownName: undefined };
    if (size > MAX_TEXTS) throw new BinaryFault(0, `names of ${size} bytes are too many`);
    const texts = await executable.readAddress(address, size);
    const ownName = value(TAG.ownName);
    return {
      interpreter: interpreter?.text(0),
      needed: entries.filter(({ tag }) => tag === TAG.needed).map((entry) => texts.text(entry.value, MAX_PATH)),
      ownName: ownName === undefined ? undefined : texts.text(ownName, MAX_PATH),
    };
  });
}

async function partOf(executable: Executable, role: SegmentRole, most: number): Promise<ByteView | undefined> {
  const segment = executable.segments.find((each) => each.role === role);
  return segment === undefined ? undefined : executable.read(segment, most);
}

interface Entry {
  readonly tag: number;
  readonly value: number;
}

function entriesOf({ addressSize }: Executable, table: ByteView): readonly Entry[] {
  const entries: Entry[] = [];
  const numberAt = (at: number): number => (addressSize === 8 ? table.number64(at) : table.uint32(at));
  for (let at = 0; at + 2 * addressSize <= table.length; at += 2 * addressSize) {
    const tag = numberAt(at);
    if (tag === TAG.end) break;
    entries.push({ tag, value: numberAt(at + addressSize) });
  }
  return entries;
}
