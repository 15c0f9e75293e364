import type { Credential } from './credential.ts';
import { namedFormats } from './detectors/named.ts';
import { entropyOf } from './entropy.ts';
import { isMeasure, isPlaceholder, isReference, isSealedOrHashed } from './placeholder.ts';
import type { NamedKind } from './telling-name.ts';
import { kindOfName, wordsOf } from './telling-name.ts';

/** What a value under a telling name is: kind, title and why; without the span. */
export type Judgement = Pick<Credential, 'kind' | 'title' | 'basis'>;

const TITLES: Readonly<Record<NamedKind, string>> = {
  password: 'Password',
  secret: 'Secret',
  token: 'Token',
  'api-key': 'Key',
  'private-key': 'Private key',
  'connection-string': 'Connection string',
};

const LONGEST_VALUE = 8192;

/** Every name that says something of a secret has one of these in it; most names have none, and cost one look. */
const MAY_TELL = /pass|p[ws]|secret|token|jwt|key|cred|dsn|string|docker|pat|auth|sid/i;

/** What the literal `value` (one line, without quotes) under `name` is, or `undefined` where it is no credential. */
export function judgeNamedValue(name: string, value: string): Judgement | undefined {
  if (!MAY_TELL.test(name)) return undefined;
  if (value.length > LONGEST_VALUE || isPlaceholder(value) || isReference(value) || isSealedOrHashed(value))
    return undefined;
  const format = namedFormats.find(
    (candidate) => candidate.value.test(value) && candidate.name.test(wordsOf(name).join('-')),
  );
  if (format !== undefined) return { kind: format.id, title: format.title, basis: 'structure' };
  const kind = kindOfName(name);
  if (kind === undefined || !/[A-Za-z0-9]/.test(value)) return undefined;
  const basis = kind === 'password' ? basisOfPassword(value) : basisOfSecret(value);
  if (basis === undefined || isName(name, value)) return undefined;
  return { kind, title: TITLES[kind], basis };
}

/** `PASSWORD: DB_PASSWORD` and `password: password-key` name another place. */
function isName(name: string, value: string): boolean {
  if (/^[A-Z][A-Z\d]*(?:_[A-Z\d]+)+$/.test(value) && kindOfName(value) !== undefined) return true;
  return value.length > 8 && wordsOf(name).join('') === wordsOf(value).join('');
}

function basisOfPassword(value: string): Credential['basis'] | undefined {
  if (value.length < 3 || value.split(/\s+/).length > 6) return undefined;
  if (isMeasure(value) && !/^\d{6,}$/.test(value)) return undefined;
  if (/^[a-z][a-z+.-]*:\/\//i.test(value)) return undefined;
  return isRandom(value) ? 'entropy' : 'structure';
}

/** Weak secrets that people type: a single word that says so. */
const TYPED =
  /^(?:[a-z]{0,12}(?:s[e3]cr[e3]t|p[a@]ssw[o0]rd|changeme|hunter2|qwerty|letmein)[a-z]{0,8}[\d!@#$%]{1,6}|super-?secret[\w-]{0,16}|changeme|change-me|hunter2)$/i;

function basisOfSecret(value: string): Credential['basis'] | undefined {
  if (/\s/.test(value) || isMeasure(value) || /^[a-z][a-z+.-]*:\/\//i.test(value)) return undefined;
  if (isRandom(value)) return 'entropy';
  return TYPED.test(value) ? 'structure' : undefined;
}

/** Whether `value` looks drawn at random and not written: letters and digits mixed, few repeated, no words with hyphens. */
function isRandom(value: string): boolean {
  if (value.length < 8 || /\s/.test(value)) return false;
  if (/^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(value)) return entropyOf(value) > 2.5;
  if (isWords(value)) return false;
  const classes = [/[a-z]/, /[A-Z]/, /\d/, /[^A-Za-z\d]/].filter((one) => one.test(value)).length;
  if (value.length >= 16) return classes >= 2 && entropyOf(value) >= (/^[\da-f]+$/i.test(value) ? 2.8 : 3.3);
  return classes >= 3 && entropyOf(value) >= 2.75;
}

/** Names as people write them: `my-app-v2`, `shop.orders.created`, `OrderCreatedEvent`, `registry.shop.test:5000/cart`. */
function isWords(value: string): boolean {
  const parts = value.split(/[-_.:/@, ]|(?<=[a-z])(?=[A-Z])/).filter((part) => part !== '');
  return parts.every((part) =>
    /^(?:[A-Za-z]?[a-z]{1,15}|[A-Z]{1,15}|v?\d{1,5}|[A-Za-z][a-z]{1,12}\d{1,3})$/.test(part),
  );
}
