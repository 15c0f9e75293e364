/** Decodes base64 or base64url to Latin-1 text; what is not base64 is skipped, as `Buffer` does. */
export function decodeBase64(encoded: string): string {
  return Buffer.from(encoded, 'base64').toString('latin1');
}

/** Whether `text` is something a person typed or a program printed: no control characters. */
function isPrintable(text: string): boolean {
  return text !== '' && /^[\x20-\x7e]*$/.test(text);
}

/** Whether `encoded` is base64 of `user:password` (RFC 7617), as in Basic authentication and Docker's `auth`. */
export function isBasicCredentials(encoded: string): boolean {
  const decoded = decodeBase64(encoded);
  const colon = decoded.indexOf(':');
  return isPrintable(decoded) && colon >= 0 && colon < decoded.length - 1;
}
