import { BinaryFault, ByteView, type Damage } from '../byte-view.ts';
import { attemptLater } from '../source-view.ts';
import type { Executable, Section } from './executable.ts';
import { type GoModules, parseGoModules } from './go-modules.ts';

/** What the Go compiler wrote into a program. */
export interface GoBuildInfo extends GoModules {
  /** `go1.22.3`, with what a vendor added: `go1.22.3 (Red Hat 1.22.3-1.el9)`, `go1.22.3 X:boringcrypto`. */
  readonly goVersion: string;
  /** Where it stands in the file, in bytes. */
  readonly offset: number;
}

const MAGIC = Buffer.from('\xff Go buildinf:', 'latin1');
const ALIGNMENT = 16;
const HEADER = 32;

/** The largest part of a program that is looked through, in bytes. */
const MAX_SEARCHED = 64 * 1024 * 1024;
const MAX_TEXT = 16 * 1024 * 1024;

const BIG_ENDIAN = 1;
const INLINE = 2;

/** The names of the section in ELF and in Mach-O. */
const SECTIONS = new Set(['.go.buildinfo', '__DATA,__go_buildinfo']);

/**
 * The build information of a Go program; undefined for what is none.
 * Source: https://cs.opensource.google/go/go/+/master:src/debug/buildinfo/buildinfo.go.
 */
export async function readGoBuildInfo(executable: Executable): Promise<GoBuildInfo | Damage | undefined> {
  const place = placeOf(executable);
  if (place === undefined) return undefined;
  return attemptLater(async () => {
    const part = await executable.read({ ...place, size: Math.min(place.size, MAX_SEARCHED) }, MAX_SEARCHED);
    const found = findMagic(part.bytes);
    return found < 0 ? undefined : readFrom(executable, place.offset + found);
  });
}

/** Where build information can stand: its section, or the data of a program that has no names for its parts. */
function placeOf({ format, sections, segments }: Executable): Pick<Section, 'offset' | 'size'> | undefined {
  const section = sections.find(({ name }) => SECTIONS.has(name));
  if (section !== undefined) return section;
  const isNamed = format !== 'PE' && sections.length > 0;
  return isNamed
    ? undefined
    : segments.find(({ role, isWritable, isRunnable }) => role === 'loaded' && isWritable && !isRunnable);
}

function findMagic(bytes: Uint8Array): number {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
  let at = buffer.indexOf(MAGIC);
  while (at > 0 && at % ALIGNMENT !== 0) at = buffer.indexOf(MAGIC, at + 1);
  return at;
}

async function readFrom(executable: Executable, offset: number): Promise<GoBuildInfo> {
  const header = await executable.read({ offset, size: HEADER }, HEADER);
  const flags = header.uint8(15);
  const [goVersion, modules] =
    (flags & INLINE) === 0 ? await pointedTexts(executable, header) : await inlineTexts(executable, offset + HEADER);
  if (goVersion === undefined || goVersion === '')
    throw header.fault(0, 'Go build information without a version of Go');
  return { goVersion, offset, ...parseGoModules(withoutSentinels(modules ?? '')) };
}

/** The module text stands between two marks of 16 bytes. */
function withoutSentinels(text: string): string {
  return text.length >= 33 && text.at(-17) === '\n' ? text.slice(16, -16) : '';
}

/** Since Go 1.18: two texts, each behind its length. */
async function inlineTexts(executable: Executable, offset: number): Promise<readonly string[]> {
  const texts: string[] = [];
  let at = offset;
  while (texts.length < 2) {
    const size = Math.min(10, executable.source.size - at);
    const { value: length, end } = lengthAt(await executable.read({ offset: at, size }, 10));
    texts.push(await textAt(executable, at + end, length));
    at += end + length;
  }
  return texts;
}

/** A number of seven bits a byte, the lowest first. */
function lengthAt(view: ByteView): { readonly value: number; readonly end: number } {
  let value = 0;
  for (let index = 0; ; index += 1) {
    const byte = view.uint8(index);
    value += (byte & 0x7f) * 2 ** (7 * index);
    if (byte < 0x80) return { value, end: index + 1 };
  }
}

/** Before Go 1.18: two addresses of strings, each of which is an address and a length. */
async function pointedTexts(executable: Executable, header: ByteView): Promise<readonly string[]> {
  const size = header.uint8(14);
  if (size !== 4 && size !== 8) throw header.fault(14, `${size} is no size of an address`);
  const isBig = (header.uint8(15) & BIG_ENDIAN) !== 0;
  const addressAt = (view: ByteView, at: number): number => {
    const ordered = new ByteView(view.bytes, isBig ? 'big' : 'little', view.start);
    return size === 4 ? ordered.uint32(at) : ordered.uint64(at);
  };
  const texts: string[] = [];
  for (const at of [16, 16 + size]) {
    const address = addressAt(header, at);
    if (address === 0) continue;
    const string = await executable.readAddress(address, 2 * size);
    const offset = executable.offsetOf(addressAt(string, 0));
    if (offset === undefined) throw string.fault(0, 'a text of Go build information is not in the file');
    texts.push(await textAt(executable, offset, addressAt(string, size)));
  }
  return texts;
}

async function textAt(executable: Executable, offset: number, length: number): Promise<string> {
  if (length > MAX_TEXT) throw new BinaryFault(offset, `Go build information of ${length} bytes is too long`);
  const { bytes } = await executable.read({ offset, size: length }, MAX_TEXT);
  // The marks are no UTF-8: what lies between them is taken as it is, and decoded when it is known.
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString('latin1');
}
