import { base62Checksum } from './checksum.ts';

const DIGITS = '0123456789';
const LOWER = 'abcdefghijklmnopqrstuvwxyz';
const UPPER = LOWER.toUpperCase();

const ALPHABETS: Readonly<Record<string, string>> = {
  digits: DIGITS,
  hex: `${DIGITS}abcdef`,
  upperhex: `${DIGITS}ABCDEF`,
  lower: LOWER,
  letters: LOWER + UPPER,
  lowerdigits: LOWER + DIGITS,
  upperdigits: UPPER + DIGITS,
  base32: `${UPPER}234567`,
  base62: LOWER + UPPER + DIGITS,
  base64: `${LOWER}${UPPER}${DIGITS}+/`,
  base64url: `${LOWER}${UPPER}${DIGITS}-_`,
  bech32: 'QPZRY9X8GF2TVDW0S3JN54KHCE6MUA7L',
};

/** A source of numbers in [0, 1): the same seed, the same numbers (mulberry32). */
export function seededNumbers(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d_2b_79_f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

function randomText(alphabet: string, length: number, next: () => number): string {
  return Array.from({ length }, () => alphabet.charAt(Math.floor(next() * alphabet.length))).join('');
}

function encode(text: string): string {
  return Buffer.from(text).toString('base64url');
}

function jsonWebToken(payload: string, next: () => number): string {
  const header = encode(`{"alg":"RS256","kid":"${randomText(ALPHABETS['base62'] ?? '', 12, next)}"}`);
  return `${header}.${encode(payload)}.${randomText(ALPHABETS['base64url'] ?? '', 342, next)}`;
}

function privateKeyBody(next: () => number): string {
  return Array.from({ length: 12 }, () => randomText(ALPHABETS['base64'] ?? '', 64, next)).join('\n');
}

function checksummed(length: number, next: () => number): string {
  const random = randomText(ALPHABETS['base62'] ?? '', length, next);
  return random + base62Checksum(random);
}

/** One part of a template, or `undefined` where `kind` is none: then it is text. */
function expandPart(kind: string, argument: string, next: () => number): string | undefined {
  const alphabet = ALPHABETS[kind];
  if (alphabet !== undefined) return randomText(alphabet, Number(argument), next);
  switch (kind) {
    case 'checksummed':
      return checksummed(Number(argument), next);
    case 'uuid':
      return expandExample('{hex:8}-{hex:4}-4{hex:3}-a{hex:3}-{hex:12}', next);
    case 'basic':
      return Buffer.from(`robot:${randomText(ALPHABETS['base62'] ?? '', 16, next)}`).toString('base64');
    case 'docker-config':
      return Buffer.from(`{"auths":{"registry.shop.test":{"auth":"${expandPart('basic', '', next)}"}}}`).toString(
        'base64',
      );
    case 'encoded':
      return Buffer.from(expandExample(argument.replaceAll('[', '{').replaceAll(']', '}'), next)).toString('base64');
    case 'jwt':
      return jsonWebToken('{"sub":"cart","iat":1700000000}', next);
    case 'service-account-jwt':
      return jsonWebToken('{"iss":"kubernetes/serviceaccount","sub":"system:serviceaccount:shop:cart"}', next);
    case 'pem':
      return privateKeyBody(next);
    default:
      return undefined;
  }
}

/**
 * Expands a template such as `glpat-{base62:20}` to an invented credential. Examples are kept as templates so that
 * nothing in this repository looks like a real one.
 */
export function expandExample(template: string, next: () => number): string {
  return template.replaceAll(
    /\{([a-z][a-z\d-]*)(?::([^{}]*))?\}/g,
    (part: string, kind: string, argument: string | undefined) => {
      return expandPart(kind, argument ?? '', next) ?? part;
    },
  );
}
