import type { Finding } from '../../core/finding.ts';

/** What an exception says, whether it stands in the policy file or beside the manifest. */
interface Acceptance {
  readonly source?: string;
  readonly owner?: string;
  readonly reason: string;
  readonly expires?: string;
}

/** Who accepted a finding and why, as a sentence; empty where nobody did. */
export function acceptanceOf(finding: Finding): string {
  const exception: Acceptance | undefined = finding.exception;
  if (exception === undefined) return '';
  const { owner, expires, source, reason } = exception;
  const beside = source === 'annotation' ? 'an annotation of the manifest' : 'a comment in the manifest';
  return `Accepted by ${owner ?? beside}${expires === undefined ? '' : ` until ${expires}`}: ${reason}`;
}
