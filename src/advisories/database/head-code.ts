import { severities } from '../../core/severity.ts';
import type { Advisory } from '../advisory.ts';
import type { Judgement } from '../severity.ts';

/** What is kept of an advisory for whom it affects: its names and how severe it is. */
export interface AdvisoryHead {
  readonly id: string;
  readonly aliases: readonly string[];
  readonly upstream: readonly string[];
  readonly related: readonly string[];
  /** As RFC 3339. */
  readonly modified: string;
  /** The day on which it was published, `2026-01-31`; undefined where nothing tells it. */
  readonly published?: string | undefined;
  readonly judgement: Judgement;
}

/** A head as short as JSON can be. A severity is its place among all severities. */
export type HeadCode = readonly [
  id: string,
  aliases: readonly string[],
  upstream: readonly string[],
  related: readonly string[],
  modified: string,
  severity: number,
  by: string,
  score?: number | null,
  published?: string,
];

/** Puts what is kept of an advisory into its short form. */
export function encodeHead(
  { id, aliases, upstream, related, modified, published }: Advisory,
  { severity, by, score }: Judgement,
): HeadCode {
  const head = [id, aliases, upstream, related, modified, severities.indexOf(severity), by] as const;
  const day = /^\d{4}-\d{2}-\d{2}/.exec(published ?? '')?.[0];
  if (day !== undefined) return [...head, score ?? null, day];
  return score === undefined ? head : [...head, score];
}

export function decodeHead(code: HeadCode): AdvisoryHead {
  const [id, aliases, upstream, related, modified, severity, by, score = null, published] = code;
  const judgement = { severity: severities[severity] ?? 'unknown', by, ...(score === null ? {} : { score }) };
  return { id, aliases, upstream, related, modified, published, judgement };
}
