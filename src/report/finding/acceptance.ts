import type { Finding } from '../../core/finding.ts';
import { shownInLine } from '../excerpt/shown.ts';

/** That somebody accepted a finding. */
export interface Acceptance {
  /** Whether it stands beside the finding, in a comment or an annotation, and not in the policy. */
  readonly inSource: boolean;
  /** Who, how long and why, as a sentence that may be shown. */
  readonly why: string;
}

interface AcceptedBy {
  readonly source?: 'policy' | 'comment' | 'annotation';
  readonly reason: string;
  readonly owner?: string;
  readonly expires?: string;
}

/** What accepts a finding; undefined where nothing does. */
export function acceptanceOf({ exception }: Finding): Acceptance | undefined {
  return exception === undefined ? undefined : acceptance(exception);
}

function acceptance({ source = 'policy', reason, owner = '', expires = '' }: AcceptedBy): Acceptance {
  const by = {
    policy: `by ${owner} until ${expires}`,
    comment: 'in a comment',
    annotation: 'in an annotation',
  };
  return { inSource: source !== 'policy', why: shownInLine(`Accepted ${by[source]}: ${reason}`) };
}
