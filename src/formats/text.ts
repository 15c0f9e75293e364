import { type Problem, problemOf } from '../core/errors.ts';
import { formatErrors } from './errors.ts';

const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: false });

/** The byte order marks of encodings other than UTF-8; UTF-32 first, its little-endian mark begins like that of UTF-16. */
const FOREIGN_MARKS: readonly (readonly [encoding: string, mark: readonly number[]])[] = [
  ['UTF-32', [0xff, 0xfe, 0x00, 0x00]],
  ['UTF-32', [0x00, 0x00, 0xfe, 0xff]],
  ['UTF-16', [0xff, 0xfe]],
  ['UTF-16', [0xfe, 0xff]],
];

/** The text of a file without its byte order mark; line ends stay as they are. UTF-16, UTF-32 and binary files are refused. */
export function decodeText(bytes: Uint8Array): string | Problem {
  const encoding = foreignEncoding(bytes);
  if (encoding !== undefined) return problemOf(formatErrors, 'PL_E_TEXT_ENCODING', { encoding });
  const nul = bytes.indexOf(0);
  if (nul !== -1) return problemOf(formatErrors, 'PL_E_TEXT_BINARY', { why: `byte ${nul} is NUL` });
  try {
    return decoder.decode(bytes);
  } catch {
    return problemOf(formatErrors, 'PL_E_TEXT_BINARY', { why: 'it is not valid UTF-8' });
  }
}

function foreignEncoding(bytes: Uint8Array): string | undefined {
  for (const [encoding, mark] of FOREIGN_MARKS) {
    if (mark.every((byte, index) => bytes[index] === byte)) return encoding;
  }
  // Without a mark, text in the Latin alphabet shows as zeros in every second or fourth place (RFC 4627, section 3).
  const zeros = Array.from(bytes.subarray(0, 4), (byte) => (byte === 0 ? '0' : 'x')).join('');
  if (zeros === '000x' || zeros === 'x000') return 'UTF-32';
  return zeros === '0x0x' || zeros === 'x0x0' ? 'UTF-16' : undefined;
}
