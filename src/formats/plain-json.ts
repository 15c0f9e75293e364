/** A JSON text that was read, or why it was not. */
export type PlainJson = { readonly value: unknown } | { readonly fault: 'syntax' | 'depth' | 'size' };

const QUOTE = 34;
const BACKSLASH = 92;

/** Reads a text of JSON as plain values. What nests deeper than `maxDepth` is not parsed, and so overflows no stack. */
export function readPlainJson(text: string, maxDepth: number): PlainJson {
  if (isDeeper(text, maxDepth)) return { fault: 'depth' };
  try {
    const value: unknown = JSON.parse(text);
    return { value };
  } catch (error) {
    // The engine's message shows the text that it failed at, which may be long and is somebody else's.
    return { fault: error instanceof SyntaxError ? 'syntax' : 'size' };
  }
}

/** Whether a text of JSON nests deeper than so many levels. Strings are passed over. */
function isDeeper(text: string, maxDepth: number): boolean {
  let depth = 0;
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    if (code === QUOTE) at = endOfString(text, at);
    else if (code === 123 || code === 91) depth += 1;
    else if (code === 125 || code === 93) depth -= 1;
    if (depth > maxDepth) return true;
  }
  return false;
}

function endOfString(text: string, start: number): number {
  let at = start + 1;
  while (at < text.length && text.charCodeAt(at) !== QUOTE) at += text.charCodeAt(at) === BACKSLASH ? 2 : 1;
  return at;
}
