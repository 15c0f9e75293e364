import { BinaryFault, type ByteView, type Damage } from '../byte-view.ts';
import { attemptLater } from '../source-view.ts';
import type { Executable, Section } from './executable.ts';

/**
 * First four bytes of the table of functions, with the place of the word that tells where the names begin; those of older versions of Go
 * keep no list of names. Source: https://cs.opensource.google/go/go/+/master:src/internal/abi/symtab.go.
 */
const NAMES_AT: ReadonlyMap<number, number> = new Map([
  [0xfffffffa, 2], // Go 1.16
  [0xfffffff0, 3], // Go 1.18
  [0xfffffff1, 3], // Go 1.20
]);

/** Bytes before the words of the header: the mark, two zeros, the size of the shortest instruction and of an address. */
const HEADER_START = 8;

/** The names of the section in ELF, in position-independent ELF, and in Mach-O. */
const SECTIONS = new Set(['.gopclntab', '.data.rel.ro.gopclntab', '__TEXT,__gopclntab', '__DATA_CONST,__gopclntab']);

/** The names of all functions of a large program, in bytes. */
const MAX_NAMES = 64 * 1024 * 1024;

/** How much of a program without names for its parts is looked through at once, in bytes. */
const WINDOW = 4 * 1024 * 1024;
const MAX_SEARCHED = 512 * 1024 * 1024;

/**
 * The names of all functions that are in a Go program, those that the compiler put into others among them, as the compiler writes them:
 * `net/http.(*Server).Serve`, `main.main.func1`. Undefined where it has no such list. It is there in programs without symbols, too.
 * Source: https://cs.opensource.google/go/go/+/master:src/runtime/symtab.go (`pcHeader`).
 */
export async function readGoFunctions(executable: Executable): Promise<readonly string[] | Damage | undefined> {
  return attemptLater(async () => {
    const place = await placeOf(executable);
    if (place === undefined) return undefined;
    const header = await headerAt(executable, place);
    return header === undefined ? undefined : namesOf(executable, place, header);
  });
}

/** Where the table stands in the file, in bytes. */
async function placeOf(executable: Executable): Promise<number | undefined> {
  const section = executable.sections.find(({ name }) => SECTIONS.has(name));
  if (section !== undefined) return section.offset;
  let left = MAX_SEARCHED;
  for (const part of searchedParts(executable)) {
    const size = Math.min(part.size, left);
    left -= size;
    const found = await search(executable, { offset: part.offset, size });
    if (found !== undefined) return found;
  }
  return undefined;
}

type Part = Pick<Section, 'offset' | 'size'>;

/** Where nothing names it: PE has it among its constants, and an ELF file whose section table was cut off in what is loaded. */
function searchedParts({ format, sections, segments }: Executable): readonly Part[] {
  if (format === 'PE') return sections.filter(({ name }) => name === '.rdata' || name === '.text');
  return sections.length > 0 ? [] : segments.filter(({ role }) => role === 'loaded');
}

async function search(executable: Executable, { offset, size }: Part): Promise<number | undefined> {
  for (let start = 0; start < size; start += WINDOW) {
    const length = Math.min(WINDOW + HEADER_START, size - start);
    const window = await executable.read({ offset: offset + start, size: length }, WINDOW + HEADER_START);
    const found = markIn(window);
    if (found !== undefined) return offset + start + found;
  }
  return undefined;
}

/** The bytes that every mark has after its first, in the order of the processors that PE and nearly all ELF are for. */
const MARK_END = Buffer.from([0xff, 0xff, 0xff, 0, 0]);

function markIn(view: ByteView): number | undefined {
  const bytes = Buffer.from(view.bytes.buffer, view.bytes.byteOffset, view.length);
  for (let at = bytes.indexOf(MARK_END); at >= 0; at = bytes.indexOf(MARK_END, at + 1)) {
    const start = at - 1;
    if (start >= 0 && start + HEADER_START <= view.length && isHeader(view, start)) return start;
  }
  return undefined;
}

function isHeader(view: ByteView, at: number): boolean {
  const [instruction, address] = [view.uint8(at + 6), view.uint8(at + 7)];
  return NAMES_AT.has(view.uint32(at)) && [1, 2, 4].includes(instruction) && (address === 4 || address === 8);
}

interface Header {
  /** Where the names begin and end, counted from the beginning of the table. */
  readonly start: number;
  readonly end: number;
}

async function headerAt(executable: Executable, offset: number): Promise<Header | undefined> {
  const size = Math.min(HEADER_START + 8 * 8, executable.source.size - offset);
  const view = await executable.read({ offset, size }, HEADER_START + 8 * 8);
  const word = NAMES_AT.get(view.uint32(0));
  if (word === undefined || !isHeader(view, 0)) return undefined;
  const addressSize = view.uint8(7);
  const wordAt = (index: number): number => {
    const at = HEADER_START + index * addressSize;
    return addressSize === 8 ? view.uint64(at) : view.uint32(at);
  };
  // The table of compilation units begins where the names end.
  return { start: wordAt(word), end: wordAt(word + 1) };
}

async function namesOf(executable: Executable, offset: number, { start, end }: Header): Promise<readonly string[]> {
  if (end < start) throw new BinaryFault(offset, 'the names of its functions end before they begin');
  const { bytes } = await executable.read({ offset: offset + start, size: end - start }, MAX_NAMES);
  const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString();
  return text.split('\0').filter((name) => name !== '');
}
