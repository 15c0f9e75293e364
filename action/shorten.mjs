// @ts-check

const NOTE =
  '> The report is longer than what may stand here. The whole of it is in the log and in the report files.\n\n';

/**
 * Cuts Markdown after a whole line, and says so before it, where no open block can swallow the note.
 *
 * @param {string} markdown
 * @param {number} bytes the most that is allowed
 */
export function shorten(markdown, bytes) {
  const encoded = Buffer.from(markdown);
  if (encoded.length <= bytes) return markdown;
  const room = encoded.subarray(0, bytes - Buffer.byteLength(NOTE));
  return `${NOTE}${room.subarray(0, room.lastIndexOf(0x0a) + 1).toString('utf8')}`;
}
