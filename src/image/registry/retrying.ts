import type { UserError } from '../../core/errors.ts';
import { ConnectionFault, type HttpAnswer, type Pauses } from '../../core/http.ts';

/** How often a request is sent before it is given up. */
const MAX_ATTEMPTS = 5;
/** The longest pause that is made, in seconds. A server that asks for a longer one is told to the user instead. */
const MAX_PAUSE = 120;
const FIRST_PAUSE = 0.5;

/** What a server says that cannot answer now, and may later. */
const PASSING: ReadonlySet<number> = new Set([408, 425, 429, 500, 502, 503, 504]);

/** A server that cannot answer now. */
class Busy extends Error {
  readonly status: number;
  /** When to come back, in seconds, if it says so. */
  readonly after: number | undefined;

  constructor(status: number, after: number | undefined) {
    super();
    this.status = status;
    this.after = after;
  }
}

/** Ends an attempt whose answer is that another one may do better. */
export function refuseBusy(answer: HttpAnswer): HttpAnswer {
  if (!PASSING.has(answer.status)) return answer;
  answer.discard();
  throw new Busy(answer.status, secondsIn(answer.headers));
}

/** `Retry-After` in seconds, or as a date, which is held against the one of the server. Source: RFC 9110, section 10.2.3. */
function secondsIn(headers: HttpAnswer['headers']): number | undefined {
  const after = headers['retry-after'];
  if (after === undefined) return undefined;
  if (/^\d{1,9}$/.test(after)) return Number(after);
  const seconds = (Date.parse(after) - Date.parse(headers['date'] ?? '')) / 1000;
  return Number.isFinite(seconds) ? Math.max(0, Math.ceil(seconds)) : undefined;
}

/** Why a server was given up: it asks for more patience than anybody has, or it could not be spoken to. */
export type GivenUp =
  | { readonly state: 'busy'; readonly seconds: number }
  | { readonly state: 'unreachable' | 'untrusted'; readonly why: string; readonly cause: Error };

/** Who is asked, and what happens between two attempts. */
export interface Retrying {
  /** The name of the server, for notices. */
  readonly server: string;
  readonly pauses: Pauses;
  /** Tells the user of a wait. */
  readonly tell: (notice: string) => void;
  readonly errorOf: (givenUp: GivenUp) => UserError;
}

/** Tries again what fails in passing: after pauses that double, each shortened by chance, or when the server wants it. */
export async function retrying<Result>(attempt: () => Promise<Result>, context: Retrying): Promise<Result> {
  for (let count = 1; ; count += 1) {
    try {
      return await attempt();
    } catch (error) {
      await pauseAfter(error, count, context);
    }
  }
}

/** Waits after so many failures until it is time for another attempt. Throws where none would help, or enough were made. */
export async function pauseAfter(error: unknown, count: number, context: Retrying): Promise<void> {
  if (!(error instanceof Busy) && !(error instanceof ConnectionFault)) throw error;
  const seconds = secondsAfter(error, count, context);
  if (seconds === undefined || count >= MAX_ATTEMPTS) throw context.errorOf(givenUpOf(error));
  context.tell(`${context.server}: ${reasonOf(error)}; trying again in ${Math.ceil(seconds)} s`);
  await context.pauses.wait(seconds);
}

/** How long to wait; undefined where waiting is of no use. */
function secondsAfter(error: Busy | ConnectionFault, count: number, { pauses, errorOf }: Retrying): number | undefined {
  if (error instanceof ConnectionFault && error.kind !== 'passing') return undefined;
  const after = error instanceof Busy ? error.after : undefined;
  if (after !== undefined && after > MAX_PAUSE) throw errorOf({ state: 'busy', seconds: after });
  return after ?? FIRST_PAUSE * 2 ** (count - 1) * (0.5 + pauses.chance() / 2);
}

function reasonOf(error: Busy | ConnectionFault): string {
  if (error instanceof ConnectionFault) return error.message;
  return error.status === 429 ? 'too many requests (429)' : `it answers ${error.status}`;
}

function givenUpOf(error: Busy | ConnectionFault): GivenUp {
  const isUntrusted = error instanceof ConnectionFault && error.kind === 'untrusted';
  return { state: isUntrusted ? 'untrusted' : 'unreachable', why: reasonOf(error), cause: error };
}
