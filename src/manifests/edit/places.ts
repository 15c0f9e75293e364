import type { Located } from '../../formats/document.ts';
import { skipBlank } from '../../formats/layout.ts';

/** The offset after the `:` or `-` that leads to a value. */
export function afterIndicator(text: string, located: Located): number {
  if (located.key === undefined) return dashOf(text, located) + 1;
  const colon = skipBlank(text, located.key.end);
  return text[colon] === ':' ? colon + 1 : located.value.start;
}

/** The `-` of an item of a block list. Between it and the value stand only white space and comments. */
export function dashOf(text: string, { value }: Located): number {
  for (let at = value.start - 1; at >= 0; at -= 1) {
    if (text[at] === '-' && skipBlank(text, at + 1) >= value.start && isDash(text, at)) return at;
  }
  return 0;
}

/** Whether a dash stands at the beginning of a line or after other dashes, and not in a comment. */
function isDash(text: string, at: number): boolean {
  return (
    /^[\s\-?:]*$/.test(text.slice(lineStartOf(text, at), at)) || !text.slice(lineStartOf(text, at), at).includes('#')
  );
}

/** How far a place stands from the beginning of its line. */
export function columnOf(text: string, offset: number): number {
  return offset - lineStartOf(text, offset);
}

/** The offset of the beginning of the line. */
export function lineStartOf(text: string, offset: number): number {
  return offset === 0 ? 0 : text.lastIndexOf('\n', offset - 1) + 1;
}

/** The offset of the line end, `\r\n` or `\n`, or of the end of the text. */
export function lineEndOf(text: string, offset: number): number {
  const at = text.indexOf('\n', offset);
  if (at === -1) return text.length;
  return at > offset && text[at - 1] === '\r' ? at - 1 : at;
}

/** The length of the line end at an offset. */
export function lineEndLength(text: string, at: number): number {
  return text.startsWith('\r\n', at) ? 2 : 1;
}

/** The length of the line end before an offset. */
export function lineEndLengthBefore(text: string, at: number): number {
  if (at === 0) return 0;
  return text.startsWith('\r\n', at - 2) ? 2 : 1;
}
