import { readEnds } from '../../advisories/support/read-ends.ts';
import { newestEnds } from '../../advisories/support/support-of.ts';
import type { ToldEnds } from '../../advisories/support/told-ends.ts';
import { type Problem, UserError } from '../../core/errors.ts';
import type { OwnFiles } from '../../core/ports.ts';

/** The ends of support by what is carried along and what a database keeps, and what is wrong with that. */
export async function toldEnds(database: OwnFiles): Promise<{ readonly ends: ToldEnds; readonly problem?: Problem }> {
  try {
    return { ends: newestEnds(await readEnds(database)) };
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    return { ends: newestEnds(undefined), problem: error.problem };
  }
}
