import type { Report } from '../../core/report.ts';

/** Says behind the name of a unit that not all of its bytes were hashed, so that nothing vouches for them; empty where they were. */
export function unverifiedText({ isUnverified }: Report['units'][number]): string {
  return isUnverified === true ? ' (not hashed; --verify hashes all of it)' : '';
}
