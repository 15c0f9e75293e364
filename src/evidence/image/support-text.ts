import type { Support } from '../../advisories/support/support-of.ts';

/** Until when something gets fixes, as what follows its name: `supported until 2028-06-30 (Debian LTS)`. */
export function supportText(support: Support): string {
  const { state } = support;
  if (state === 'rolling') return 'rolling, without an end';
  if (state === 'unknown') return 'end of life not known';
  if (state === 'ended') return endedText(support.since);
  if (state === 'paid') return `${endedText(support.since)}, with ${support.by} until ${support.until}`;
  if (support.until === '') return 'supported, no end announced';
  return `supported until ${support.until}${support.by === '' ? '' : ` (${support.by})`}`;
}

function endedText(since: string): string {
  return since === '' ? 'end of life' : `end of life since ${since}`;
}
