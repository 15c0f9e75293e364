import { crc32 } from 'node:zlib';
import { findCredentials } from '../credentials/find.ts';
import { formatCredentials } from '../credentials/format.ts';
import { findNamedCredentials } from '../credentials/named.ts';
import type { TarBody } from '../formats/tar/body.ts';
import type { TarEntry } from '../formats/tar/entry.ts';
import { layerPath } from './layer-path.ts';

/** What the content of a file tells beside packages. */
export interface FileFacts {
  /** The credentials in it, in words: `Private key`; empty where there are none. */
  readonly credentials: string;
  /** The line of the first of them, from 1. */
  readonly line: number;
  /** The text of the list of users. */
  readonly accounts: string | undefined;
  /** The CRC-32 of all that is in it, where that is neither little nor much: with its length it tells files that are likely the same. */
  readonly sum?: number;
}

const NOTHING: FileFacts = { credentials: '', line: 1, accounts: undefined };

/** Larger files are not looked through for credentials, in bytes. */
const MAX_TEXT_BYTES = 1024 * 1024;

const ACCOUNTS = 'etc/passwd';

/** Files of settings in which a value under a telling name is meant. Others have lines such as `passwd: files`. */
const SETTINGS =
  /(?:^|\/)(?:\.env(?:\.[\w-]+)?|\.netrc|\.npmrc|\.pypirc|\.git-credentials|\.pgpass|\.my\.cnf|\.aws\/credentials|\.docker\/config\.json)$|\.(?:env|properties|tfvars)$/;

/** Reads of the list of users what it tells, and of no other file anything. */
export function accountsOf(entry: TarEntry, body: TarBody): Promise<FileFacts | undefined> | undefined {
  const isAsked = entry.name.endsWith(ACCOUNTS) && layerPath(entry.name) === ACCOUNTS;
  return isAsked ? factsOf(entry, body)?.then(withoutCredentials) : undefined;
}

function withoutCredentials(facts: FileFacts | undefined): FileFacts | undefined {
  return facts && { ...facts, credentials: '', line: 1 };
}

/** Files that are shorter waste little, and longer ones are not held in memory. In bytes. */
const SUMMED = { from: 64 * 1024, to: 8 * 1024 * 1024 };

/** Reads what the file tells; undefined where that is nothing. */
export function factsOf(entry: TarEntry, body: TarBody): Promise<FileFacts | undefined> | undefined {
  return entry.type !== 'file' || entry.isSparse || body.length === 0 ? undefined : readFacts(entry, body);
}

async function readFacts(entry: TarEntry, body: TarBody): Promise<FileFacts | undefined> {
  const { length } = body;
  const sum = length < SUMMED.from || length > SUMMED.to ? undefined : crc32(await body.head(length));
  const told = length > MAX_TEXT_BYTES ? undefined : await textFacts(entry, body);
  return sum === undefined ? told : { ...(told ?? NOTHING), sum };
}

/** What a text tells. Content that is none is passed over. */
async function textFacts(entry: TarEntry, body: TarBody): Promise<FileFacts | undefined> {
  const path = layerPath(entry.name);
  const head = await body.head(LOOK);
  const encoding = isUtf16(head) ? 'utf16le' : 'utf8';
  if (encoding === 'utf8' && head.includes(0)) return undefined;
  return factsIn(path, Buffer.from(await body.head(body.length)).toString(encoding));
}

/** Whether a text begins as those of Windows PowerShell do: with the mark of UTF-16, which nothing else has before a NUL. */
function isUtf16([first, second]: Uint8Array): boolean {
  return first === 0xff && second === 0xfe;
}

/** What the text of a file tells. */
export function factsIn(path: string, text: string): FileFacts | undefined {
  const found = SETTINGS.test(path) ? findNamedCredentials(text) : findCredentials(text);
  const [first] = found;
  const accounts = path === ACCOUNTS ? text : undefined;
  if (first === undefined) return accounts === undefined ? undefined : { credentials: '', line: 1, accounts };
  return { credentials: formatCredentials(found), line: text.slice(0, first.start).split('\n').length, accounts };
}

const LOOK = 1024;

/** The number of a user by the list of them; undefined where it is not in it. Source: passwd(5). */
export function userIdOf(accounts: string, name: string): number | undefined {
  for (const line of accounts.split('\n')) {
    const [known, , id = ''] = line.split(':');
    if (known === name && /^\d+$/.test(id)) return Number(id);
  }
  return undefined;
}
