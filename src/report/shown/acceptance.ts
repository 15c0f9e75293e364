import type { AppliedException, Finding } from '../../core/finding.ts';
import { safeLine } from '../excerpt/safe-text.ts';

/** That somebody accepted a finding. */
export interface Acceptance {
  /** Whether it stands beside the finding, in a comment or an annotation, and not in the policy. */
  readonly inSource: boolean;
  /** Who, how long and why, as a sentence that may be shown. */
  readonly why: string;
}

/** What accepts a finding; undefined where nothing does. */
export function acceptanceOf({ exception }: Finding): Acceptance | undefined {
  return exception === undefined ? undefined : acceptance(exception);
}

function acceptance(exception: AppliedException): Acceptance {
  return {
    inSource: exception.source === 'comment' || exception.source === 'annotation',
    why: safeLine(`Accepted ${wayOf(exception)}${exception.reason === '' ? '' : `: ${exception.reason}`}`),
  };
}

function wayOf(exception: AppliedException): string {
  if (exception.source === 'policy') return `by ${exception.owner} until ${exception.expires}`;
  if (exception.source === 'vex') {
    const { author, file, status, justification } = exception;
    const why = justification === '' ? '' : `, ${justification.replaceAll('_', ' ')}`;
    return `by VEX of ${author || 'nobody named'} (${file}), ${status.replace('_', ' ')}${why}`;
  }
  return exception.source === 'comment' ? 'in a comment' : 'in an annotation';
}
