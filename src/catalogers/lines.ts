/** The lines of a text with their index, counted from 0; not as a list, which for a file of nothing but line ends would be many times larger. */
export function* linesIn(text: string): Generator<readonly [index: number, line: string]> {
  let start = 0;
  for (let index = 0; ; index += 1) {
    const end = text.indexOf('\n', start);
    yield [index, end < 0 ? text.slice(start) : text.slice(start, end)];
    if (end < 0) return;
    start = end + 1;
  }
}
