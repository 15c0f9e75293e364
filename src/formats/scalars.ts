/**
 * What a YAML scalar means to Kubernetes: the rules of sigs.k8s.io/yaml, goyaml.v2/resolve.go (YAML 1.1 without base 60, with the
 * octal numbers of both YAML 1.1 and 1.2). The differential test compares them with kubectl.
 */
export type Scalar =
  | { readonly type: 'null'; readonly value: null }
  | { readonly type: 'bool'; readonly value: boolean }
  | { readonly type: 'int'; readonly value: bigint }
  | { readonly type: 'float'; readonly value: number }
  | { readonly type: 'str' | 'timestamp'; readonly value: string };

const WORDS = new Map<string, Scalar>();

function addWords(scalar: Scalar, words: string): void {
  for (const word of words.split(' ')) WORDS.set(word, scalar);
}

addWords({ type: 'bool', value: true }, 'y Y yes Yes YES true True TRUE on On ON');
addWords({ type: 'bool', value: false }, 'n N no No NO false False FALSE off Off OFF');
addWords({ type: 'null', value: null }, ' ~ null Null NULL');
addWords({ type: 'float', value: Number.NaN }, '.nan .NaN .NAN');
addWords({ type: 'float', value: Number.POSITIVE_INFINITY }, '.inf .Inf .INF +.inf +.Inf +.INF');
addWords({ type: 'float', value: Number.NEGATIVE_INFINITY }, '-.inf -.Inf -.INF');

/** The first characters of words and of numbers: a plain scalar that begins with any other is text. */
const FIRST_OF_WORD = 'yYnNtTfFoO~';
const FIRST_OF_NUMBER = '+-.0123456789';
const LONGEST_LETTER_WORD = 5;

/** By character code: 0 begins text, 1 may begin a word, 2 may begin a number. */
const firstCharacters = new Uint8Array(128);
for (const character of FIRST_OF_WORD) firstCharacters[character.charCodeAt(0)] = 1;
for (const character of FIRST_OF_NUMBER) firstCharacters[character.charCodeAt(0)] = 2;

/** Whether a plain scalar of this length that begins with this character code can be nothing but text. */
export function isSurelyText(first: number, length: number): boolean {
  if (first > 127) return true;
  const kind = firstCharacters[first];
  return kind === 0 || (kind === 1 && length > LONGEST_LETTER_WORD);
}

/** The second letters that follow a first in a word: `no` and `null`, `on` and `off`. */
const SECOND_LETTERS: Readonly<Record<string, string>> = { t: 'r', f: 'a', n: 'ou', y: 'e', o: 'nf' };

/** By the last five bits of a letter's code, which do not tell its case: the set of those bits of the letters that may follow. */
const secondLetters = new Int32Array(32);
for (const [first, seconds] of Object.entries(SECOND_LETTERS)) {
  for (const second of seconds) {
    const at = first.charCodeAt(0) & 31;
    secondLetters[at] = (secondLetters[at] ?? 0) | (1 << (second.charCodeAt(0) & 31));
  }
}

/** `isSurelyText` with a look at the second letter, which tells `name` and `type` from `null` and `true`. */
export function isSurelyTextAt(text: string, start: number, end: number): boolean {
  const first = text.charCodeAt(start);
  const length = end - start;
  if (isSurelyText(first, length)) return true;
  if (length === 1 || firstCharacters[first] !== 1) return false;
  return (((secondLetters[first & 31] ?? 0) >>> (text.charCodeAt(start + 1) & 31)) & 1) === 0;
}

/** What a scalar without quotes and without a tag is. */
export function resolvePlain(text: string): Scalar {
  const word = WORDS.get(text);
  if (word !== undefined) return word;
  const first = text.charCodeAt(0);
  if (first > 127 || firstCharacters[first] !== 2) return { type: 'str', value: text };
  return (text.startsWith('.') ? resolveFraction(text) : resolveNumber(text)) ?? { type: 'str', value: text };
}

/** Go's ParseFloat of a text that begins with a point: an underscore only between two digits. */
const FRACTION = /^\.[0-9]+(?:_[0-9]+)*(?:[eE][-+]?[0-9]+(?:_[0-9]+)*)?$/;

function resolveFraction(text: string): Scalar | undefined {
  return FRACTION.test(text) ? floatScalar(text.replaceAll('_', '')) : undefined;
}

const INTEGER = /^[-+]?(?:0[xX][0-9a-fA-F]+|0[oO][0-7]+|0[bB][01]+|0[0-7]*|[1-9][0-9]*)$/;
/** resolve.go tries "0b" once more with whatever follows, which takes in a second sign. */
const SIGNED_BINARY = /^0b[-+][01]+$/;
const FLOAT = /^[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?$/;
const TIMESTAMP = /^[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}(?:[Tt ]|$)/;
/** The longest text that is read as an integer; a longer one is out of range, and BigInt would take quadratic time. */
const LONGEST_INTEGER = 80;

function resolveNumber(text: string): Scalar | undefined {
  const plain = text.includes('_') ? text.replaceAll('_', '') : text;
  if (plain.length <= LONGEST_INTEGER) {
    const integer = parseInteger(plain);
    if (integer !== undefined) return { type: 'int', value: integer };
  }
  if (FLOAT.test(plain)) return floatScalar(plain);
  return TIMESTAMP.test(text) ? { type: 'timestamp', value: text } : undefined;
}

function parseInteger(plain: string): bigint | undefined {
  if (SIGNED_BINARY.test(plain)) return within64Bits(BigInt(`0b${plain.slice(3)}`), plain[2] === '-', true);
  if (!INTEGER.test(plain)) return undefined;
  const signed = plain.startsWith('-') || plain.startsWith('+');
  const digits = (signed ? plain.slice(1) : plain).toLowerCase();
  const magnitude = BigInt(/^0[0-7]+$/.test(digits) ? `0o${digits.slice(1)}` : digits);
  return within64Bits(magnitude, plain.startsWith('-'), signed);
}

const TWO_TO_63 = 2n ** 63n;

/** The integer if Go's ParseInt or, without a sign, ParseUint takes it with 64 bits. */
function within64Bits(magnitude: bigint, negative: boolean, signed: boolean): bigint | undefined {
  if (negative) return magnitude <= TWO_TO_63 ? -magnitude : undefined;
  return magnitude < TWO_TO_63 || (!signed && magnitude < 2n * TWO_TO_63) ? magnitude : undefined;
}

/** ParseFloat refuses what overflows, so that it stays text. */
function floatScalar(text: string): Scalar | undefined {
  const value = Number(text);
  return Number.isFinite(value) ? { type: 'float', value } : undefined;
}

const CORE_TAG = 'tag:yaml.org,2002:';

/** What a scalar with an explicit tag (in its long form) is; `undefined` if it is no value of that type. */
export function resolveTagged(tag: string, text: string): Scalar | undefined {
  if (!tag.startsWith(CORE_TAG)) return { type: 'str', value: text };
  const type = tag.slice(CORE_TAG.length);
  if (type === 'binary') return decodeBinary(text);
  if (type !== 'null' && type !== 'bool' && type !== 'int' && type !== 'float' && type !== 'timestamp') {
    return { type: 'str', value: text };
  }
  const scalar = resolvePlain(text);
  if (scalar.type === type) return scalar;
  // An integer that fits into 64 bits with a sign is also a float.
  const widened = type === 'float' && scalar.type === 'int' && scalar.value < TWO_TO_63;
  return widened ? { type: 'float', value: Number(scalar.value) } : undefined;
}

const BASE64 = /^[A-Za-z0-9+/]*={0,2}$/;

function decodeBinary(text: string): Scalar | undefined {
  const base64 = text.replace(/[\r\n]/g, '');
  if (base64.length % 4 !== 0 || !BASE64.test(base64)) return undefined;
  const bytes = Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
  return { type: 'str', value: new TextDecoder().decode(bytes) };
}

/** The text that Kubernetes makes of a mapping's key; `undefined` if it refuses the key. */
export function keyText(scalar: Scalar): string | undefined {
  switch (scalar.type) {
    case 'str':
    case 'timestamp':
      return scalar.value;
    case 'bool':
      return String(scalar.value);
    case 'int':
      return scalar.value < TWO_TO_63 ? String(scalar.value) : undefined;
    case 'float':
      return formatFloat32(scalar.value);
    case 'null':
    default:
      return undefined;
  }
}

/** Go's FormatFloat(value, 'g', -1, 32), with YAML's words for what is not finite: how sigs.k8s.io/yaml writes a float key. */
function formatFloat32(value: number): string {
  const single = Math.fround(value);
  if (Number.isNaN(single)) return '.nan';
  if (!Number.isFinite(single)) return single > 0 ? '.inf' : '-.inf';
  if (single === 0) return Object.is(single, -0) ? '-0' : '0';
  let digits = 1;
  while (Math.fround(Number(single.toPrecision(digits))) !== single) digits += 1;
  const [mantissa = '', exponentText = '0'] = single.toExponential(digits - 1).split('e');
  const exponent = Number(exponentText);
  if (exponent >= -4 && exponent < 6) return String(Number(single.toPrecision(digits)));
  const sign = exponent < 0 ? '-' : '+';
  return `${mantissa}e${sign}${String(Math.abs(exponent)).padStart(2, '0')}`;
}
