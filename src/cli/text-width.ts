const ELLIPSIS = '…';
/** From here on, characters may take two columns; that few of them take one costs nothing but room. */
const FIRST_WIDE = 0x11_00;

/** The most columns that a text takes on a terminal. */
export function widthOf(text: string): number {
  let width = 0;
  for (const character of text) width += columnsOf(character);
  return width;
}

/** A text that takes no more than so many columns; what is cut off leaves an ellipsis. */
export function cutTo(columns: number, text: string): string {
  if (widthOf(text) <= columns) return text;
  let [cut, width] = ['', 1];
  for (const character of text) {
    width += columnsOf(character);
    if (width > columns) break;
    cut += character;
  }
  return `${cut}${ELLIPSIS}`;
}

function columnsOf(character: string): number {
  return (character.codePointAt(0) ?? 0) < FIRST_WIDE || character === ELLIPSIS ? 1 : 2;
}
