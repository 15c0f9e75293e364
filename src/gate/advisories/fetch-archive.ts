import { hash } from 'node:crypto';
import type { SourceEntry } from '../../advisories/database/catalogue.ts';
import type { UserError } from '../../core/errors.ts';
import { ConnectionFault, type Http, type HttpAnswer, type Pauses } from '../../core/http.ts';
import { bodyOf } from '../../image/registry/body.ts';
import { follow } from '../../image/registry/follow.ts';
import { type GivenUp, refuseBusy, retrying } from '../../image/registry/retrying.ts';

/** What archives are fetched with. */
export interface Fetching {
  readonly http: Http;
  readonly pauses: Pauses;
  /** Tells the user what happens meanwhile, such as a wait. */
  readonly tell: (notice: string) => void;
  /** The largest archive that is taken, in bytes. */
  readonly maxBytes: number;
}

/** An archive of a server, or that it is still the one that is here, or that there is none. */
export type FetchedArchive = 'unchanged' | 'absent' | FetchedFile;

/** An archive, and what the server calls its state. */
export interface FetchedFile {
  readonly bytes: Uint8Array;
  readonly etag: string;
  readonly lastModified: string;
}

/** What is here of an archive by the words of its server. */
export type HeldArchive = Pick<SourceEntry, 'etag' | 'lastModified'>;

/**
 * Fetches an archive, unless it is the one that is here (RFC 9110, section 13). What passes is tried again, an archive that arrived in
 * part or does not have the checksum that its server tells as well. `errorOf` makes the error of what does not pass.
 */
export async function fetchArchive(
  url: string,
  held: HeldArchive | undefined,
  { http, pauses, tell, maxBytes }: Fetching,
  errorOf: (givenUp: GivenUp) => UserError,
): Promise<FetchedArchive> {
  const headers = conditionsOf(held);
  const attempt = async (): Promise<FetchedArchive> => {
    const { answer } = await follow(http, { method: 'GET', url, headers });
    return archiveIn(refuseBusy(answer), { isConditional: Object.keys(headers).length > 0, maxBytes });
  };
  return retrying(attempt, { server: new URL(url).host, pauses, tell, errorOf });
}

function conditionsOf(held: HeldArchive | undefined): Record<string, string> {
  const { etag = '', lastModified = '' } = held ?? {};
  if (etag !== '') return { 'if-none-match': etag };
  return lastModified === '' ? {} : { 'if-modified-since': lastModified };
}

const OK = 200;
const NOT_MODIFIED = 304;
const NOT_FOUND = 404;

async function archiveIn(
  answer: HttpAnswer,
  { isConditional, maxBytes }: { readonly isConditional: boolean; readonly maxBytes: number },
): Promise<FetchedArchive> {
  const { status, headers } = answer;
  if (status !== OK) {
    answer.discard();
    if (status === NOT_MODIFIED && isConditional) return 'unchanged';
    if (status === NOT_FOUND) return 'absent';
    throw new ConnectionFault('lasting', `it answers ${status}`);
  }
  if (Number(headers['content-length'] ?? 0) > maxBytes) {
    answer.discard();
    throw new ConnectionFault('lasting', `the archive has more than ${maxBytes} bytes (--max-archive-bytes)`);
  }
  const bytes = await bodyOf(answer, maxBytes);
  const told = checksumIn(headers);
  if (told !== undefined && told !== hash('md5', bytes, 'base64'))
    throw new ConnectionFault('passing', 'what arrived does not have the checksum that it tells');
  return { bytes, etag: headers['etag'] ?? '', lastModified: headers['last-modified'] ?? '' };
}

/** The MD5 sum of what is stored, which tells damage on the way. Source: https://cloud.google.com/storage/docs/xml-api/reference-headers#xgooghash. */
function checksumIn(headers: HttpAnswer['headers']): string | undefined {
  // What was packed for the way is another thing than what is stored.
  if (headers['content-encoding'] !== undefined) return undefined;
  return /(?:^|[ ,])md5=([\w+/]+=*)/.exec(headers['x-goog-hash'] ?? '')?.[1];
}
