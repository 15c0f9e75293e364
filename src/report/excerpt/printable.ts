// Controls, direction overrides and line separators could forge what a terminal or a reviewer sees.
// oxlint-disable-next-line no-control-regex -- the control characters are what it is for
const UNPRINTABLE = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]/g;

/** A text of somebody else's as it may be printed: characters that are not shown stand as `\u{..}`. */
export function printable(text: string): string {
  return text.replace(UNPRINTABLE, (character) => `\\u{${(character.codePointAt(0) ?? 0).toString(16)}}`);
}
