/** How a table of functions is written; as Go 1.20 does for 64 bits where it is left out. */
export interface GoFunctionsOptions {
  readonly mark?: number;
  readonly is64?: boolean;
  readonly isBig?: boolean;
}

/** The header of the compiler's table of functions, and their names. */
export function goFunctions(
  names: readonly string[],
  { mark = 0xfffffff1, is64 = true, isBig = false }: GoFunctionsOptions = {},
): Uint8Array {
  const text = Buffer.from(names.map((name) => `${name}\0`).join(''));
  const width = is64 ? 8 : 4;
  const header = Buffer.alloc(8 + 8 * width);
  if (isBig) header.writeUInt32BE(mark);
  else header.writeUInt32LE(mark);
  header.set([1, width], 6);
  const namesAt = mark === 0xfffffffa ? 2 : 3;
  for (const [word, value] of [
    [namesAt, header.length],
    [namesAt + 1, header.length + text.length],
  ] as const) {
    const at = 8 + word * width + (isBig ? width - 4 : 0);
    if (isBig) header.writeUInt32BE(value, at);
    else header.writeUInt32LE(value, at);
  }
  return Buffer.concat([header, text]);
}
