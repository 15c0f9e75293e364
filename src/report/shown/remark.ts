import type { Finding } from '../../core/finding.ts';

/** What is to be said beside a finding: why what would accept it does not, or what VEX says of it without accepting it. Undefined where nothing is. */
export function remarkOf({ refusal, exception, vulnerability }: Finding): string | undefined {
  if (refusal !== undefined) return refusal;
  const word = vulnerability?.vex;
  if (word === undefined || exception?.source === 'vex') return undefined;
  const { author, file, status, says } = word;
  const what = `VEX of ${author || 'nobody named'} (${file}) says that it is ${status.replace('_', ' ')}`;
  return says === '' ? `${what}.` : `${what}: ${says}${/[.!?]$/.test(says) ? '' : '.'}`;
}
