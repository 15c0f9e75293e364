import { severities } from '../../core/severity.ts';
import type { Advisory } from '../advisory.ts';
import { flawsOf, type Names } from '../flaws.ts';
import type { Judgement } from '../severity.ts';

/** What is kept of an advisory for whom it affects: its names and how severe it is. */
export interface AdvisoryHead extends Names {
  /** The day on which it was published, `2026-01-31`; undefined where nothing tells it. */
  readonly published?: string | undefined;
  readonly judgement: Judgement;
}

/**
 * A head as short as JSON can be. A severity is its place among all severities. Names are what the flaw is called beside the id of the
 * advisory; where it mends several flaws, the names of these are upstream, and are all that there is.
 */
export type HeadCode = readonly [
  id: string,
  names: readonly string[],
  upstream: readonly string[],
  severity: number,
  by: string,
  score?: number | null,
  published?: string,
];

/** Puts what is kept of an advisory into its short form. */
export function encodeHead(advisory: Advisory, { severity, by, score }: Judgement): HeadCode {
  const { id, published } = advisory;
  const flaws = flawsOf(advisory);
  const [names = []] = flaws;
  const kept = flaws.length > 1 ? ([[], flaws.flat()] as const) : ([names.filter((name) => name !== id), []] as const);
  const head = [id, ...kept, severities.indexOf(severity), by] as const;
  const day = /^\d{4}-\d{2}-\d{2}/.exec(published ?? '')?.[0];
  if (day !== undefined) return [...head, score ?? null, day];
  return score === undefined ? head : [...head, score];
}

const NONE: readonly never[] = [];

export function decodeHead(code: HeadCode): AdvisoryHead {
  const score = code[5];
  const severity = severities[code[3]] ?? 'unknown';
  const judgement = typeof score === 'number' ? { severity, by: code[4], score } : { severity, by: code[4] };
  return { id: code[0], aliases: code[1], upstream: code[2], related: NONE, published: code[6], judgement };
}
