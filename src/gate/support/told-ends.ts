import { newestEnds } from '../../advisories/support/support-of.ts';
import type { ToldEnds } from '../../advisories/support/told-ends.ts';
import { type Problem, UserError } from '../../core/errors.ts';
import type { OwnFiles } from '../../core/ports.ts';
import type { AskedDatabase } from '../vulnerabilities/advice-for.ts';
import type { Question } from '../vulnerabilities/kept-answers.ts';

/** Ends of support, and what keeps them from being all that a database tells. */
export interface EndsOfSupport {
  readonly ends: ToldEnds;
  readonly problem?: Problem;
}

/** The ends of support by what is carried along and what a database keeps, and what is wrong with that. */
export async function toldEnds(asked: AskedDatabase): Promise<EndsOfSupport> {
  try {
    return { ends: newestEnds(await endsIn(asked)) };
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    return { ends: newestEnds(undefined), problem: error.problem };
  }
}

async function endsIn({ database, answers }: AskedDatabase): Promise<ToldEnds | undefined> {
  return answers === undefined ? read(database) : answers.of(database, ENDS, read);
}

async function read(files: OwnFiles): Promise<ToldEnds | undefined> {
  const { readEnds } = await import('../../advisories/support/read-ends.ts');
  return readEnds(files);
}

const ENDS: Question<ToldEnds | undefined, ToldEnds | 'none'> = {
  asked: 'ends of support',
  pack: (ends) => ends ?? 'none',
  unpack: (packed) => (packed === 'none' ? undefined : packed),
};
