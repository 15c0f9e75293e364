/** An entry to write; what is left out is as for an empty file of root. */
export interface WrittenEntry {
  readonly name: string;
  /** The type flag. */
  readonly flag?: string;
  readonly link?: string;
  readonly body?: string | Uint8Array;
  readonly mode?: number;
  readonly user?: number;
  readonly group?: number;
  readonly modified?: number;
  /** The size that the header says, where it lies. */
  readonly size?: number;
}

const BLOCK = 512;

/** Writes an archive as ustar. Names are cut at a hundred bytes: longer ones are told by the entries before. */
export function writeTar(entries: readonly WrittenEntry[], end = true): Uint8Array {
  const blocks = entries.flatMap((entry) => [headerOf(entry), padded(bodyOf(entry))]);
  return Buffer.concat(end ? [...blocks, Buffer.alloc(2 * BLOCK)] : blocks);
}

/** An extended header with records. */
export function extended(records: Readonly<Record<string, string>>, flag = 'x'): WrittenEntry {
  const body = Object.entries(records)
    .map(([keyword, value]) => recordOf(keyword, value))
    .join('');
  return { name: 'PaxHeaders/0', flag, body };
}

function recordOf(keyword: string, value: string): string {
  const rest = ` ${keyword}=${value}\n`;
  const length = Buffer.byteLength(rest);
  let digits = String(length).length;
  if (String(length + digits).length > digits) digits += 1;
  return `${length + digits}${rest}`;
}

function bodyOf({ body = '' }: WrittenEntry): Uint8Array {
  return typeof body === 'string' ? Buffer.from(body) : body;
}

function padded(body: Uint8Array): Uint8Array {
  return Buffer.concat([body, Buffer.alloc((BLOCK - (body.length % BLOCK)) % BLOCK)]);
}

function headerOf(entry: WrittenEntry): Uint8Array {
  const { name, flag = '0', link = '', mode = 0o644, user = 0, group = 0, modified = 0 } = entry;
  const block = Buffer.alloc(BLOCK);
  block.write(name, 0, 100);
  block.write(octal(mode, 7), 100);
  block.write(octal(user, 7), 108);
  block.write(octal(group, 7), 116);
  block.write(octal(entry.size ?? bodyOf(entry).length, 11), 124);
  block.write(octal(modified, 11), 136);
  block.write(' '.repeat(8), 148);
  block.write(flag, 156);
  block.write(link, 157, 100);
  block.write('ustar\u000000', 257);
  const sum = block.reduce((total, byte) => total + byte, 0);
  block.write(`${octal(sum, 6)}\0 `, 148);
  return block;
}

function octal(value: number, digits: number): string {
  return value.toString(8).padStart(digits, '0');
}
