import { problemOf, UserError } from '../../core/errors.ts';
import type { Http, HttpAnswer } from '../../core/http.ts';
import { isMapping } from '../../core/record.ts';
import { bodyOf } from './body.ts';
import { type Challenge, parseChallenge } from './challenge.ts';
import { basicAuthorization, type Credential } from './credential.ts';
import { registryErrors } from './errors.ts';
import { follow } from './follow.ts';
import { refuseBusy } from './retrying.ts';

/** What a realm may answer with, in bytes. */
const MAX_TOKEN_BYTES = 1024 * 1024;
/** A token that can stand in a header. */
const TOKEN = /^[\x21-\x7e]{1,65536}$/;

const CLIENT = 'plimsoll';

/** What somebody wants to do with a repository. */
export type Access = 'pull' | 'pull,push';

/** Who asks a registry for a repository of it. */
export interface Asking {
  readonly http: Http;
  /** As users know it. */
  readonly registry: string;
  /** The path in it. */
  readonly repository: string;
  readonly credential: Credential | undefined;
  readonly access: Access;
  /** Whether the registry is spoken to in the clear, so that its realm may be, too. */
  readonly isPlain: boolean;
}

/**
 * The value of `Authorization` that answers the headers of a refusal; undefined where nothing more can be shown.
 * Source: https://distribution.github.io/distribution/spec/auth/token/ and .../oauth/.
 */
export async function authorize(headers: HttpAnswer['headers'], asking: Asking): Promise<string | undefined> {
  const challenge = parseChallenge(headers['www-authenticate'] ?? '');
  const { credential } = asking;
  if (challenge === undefined) return undefined;
  if (credential?.type === 'registry-token') return bearer(credential.token);
  if (challenge.scheme === 'bearer') return bearer(await tokenFrom(challenge, asking));
  return credential?.type === 'password' ? basicAuthorization(credential.user, credential.password) : undefined;
}

function bearer(token: string): string | undefined {
  return TOKEN.test(token) ? `Bearer ${token}` : undefined;
}

type BearerChallenge = Extract<Challenge, { scheme: 'bearer' }>;

async function tokenFrom(challenge: BearerChallenge, asking: Asking): Promise<string> {
  const realm = realmOf(challenge.realm, asking);
  const answer = refuseBusy(await askRealm(realm, challenge.service, asking));
  if (answer.status === 401 || answer.status === 403 || answer.status === 400) {
    answer.discard();
    throw deniedTo(asking);
  }
  if (answer.status !== 200) {
    answer.discard();
    throw strange(asking, `the giver of tokens at ${realm.host} answers ${answer.status}`);
  }
  const token = tokenIn(await bodyOf(answer, MAX_TOKEN_BYTES));
  if (token === undefined) throw strange(asking, `the giver of tokens at ${realm.host} gives none`);
  return token;
}

function realmOf(text: string, asking: Asking): URL {
  const realm = URL.parse(text);
  if (realm === null) throw strange(asking, 'it names no address where tokens are given');
  if (realm.protocol !== 'https:' && !(asking.isPlain && realm.protocol === 'http:'))
    throw strange(asking, `it sends to ${realm.host} for a token, without encryption`);
  realm.username = '';
  realm.password = '';
  return realm;
}

async function askRealm(realm: URL, service: string | undefined, asking: Asking): Promise<HttpAnswer> {
  const { http, credential } = asking;
  // What is asked for is said here, and not by the registry, which could have more signed over to it.
  const wanted = {
    ...(service === undefined ? {} : { service }),
    scope: `repository:${asking.repository}:${asking.access}`,
  };
  if (credential?.type === 'identity-token') {
    const form = new URLSearchParams({
      ...wanted,
      grant_type: 'refresh_token',
      client_id: CLIENT,
      refresh_token: credential.token,
    });
    const headers = { 'content-type': 'application/x-www-form-urlencoded' };
    return http.send({ method: 'POST', url: realm.href, headers, body: form.toString() });
  }
  const url = new URL(realm);
  for (const [name, value] of Object.entries(wanted)) url.searchParams.set(name, value);
  const headers =
    credential?.type === 'password'
      ? { authorization: basicAuthorization(credential.user, credential.password) }
      : undefined;
  const { answer } = await follow(http, {
    method: 'GET',
    url: url.href,
    ...(headers === undefined ? {} : { headers }),
  });
  return answer;
}

function tokenIn(bytes: Uint8Array): string | undefined {
  try {
    const answer: unknown = JSON.parse(Buffer.from(bytes).toString());
    const token = isMapping(answer) ? (answer['token'] ?? answer['access_token']) : undefined;
    return typeof token === 'string' && TOKEN.test(token) ? token : undefined;
  } catch {
    return undefined;
  }
}

function strange({ registry }: Asking, why: string): UserError {
  return new UserError(problemOf(registryErrors, 'PL_E_REGISTRY_ANSWER', { registry, why }));
}

/** Tells whether it was somebody who is signed in that was refused: by whom, not by which name. */
export function deniedTo({ registry, repository, credential, access }: Asking): UserError {
  const who = credential === undefined ? 'who is not signed in' : 'the user who is signed in';
  const what = access === 'pull' ? 'read' : 'write to';
  return new UserError(problemOf(registryErrors, 'PL_E_REGISTRY_DENIED', { registry, repository, who, what }));
}
