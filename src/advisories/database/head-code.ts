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
  score?: number,
];

/** Puts what is kept of an advisory into its short form. */
export function encodeHead(
  { id, aliases, upstream, related, modified }: Advisory,
  { severity, by, score }: Judgement,
): HeadCode {
  const head = [id, aliases, upstream, related, modified, severities.indexOf(severity), by] as const;
  return score === undefined ? head : [...head, score];
}

export function decodeHead([id, aliases, upstream, related, modified, severity, by, score]: HeadCode): AdvisoryHead {
  const judgement = { severity: severities[severity] ?? 'unknown', by, ...(score === undefined ? {} : { score }) };
  return { id, aliases, upstream, related, modified, judgement };
}
