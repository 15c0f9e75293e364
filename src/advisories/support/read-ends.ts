import * as v from 'valibot';
import { sha256 } from '../../core/digest.ts';
import { problemOf, UserError } from '../../core/errors.ts';
import type { OwnFiles } from '../../core/ports.ts';
import { readCatalogue } from '../database/catalogue.ts';
import { advisoryErrors } from '../errors.ts';
import type { ToldEnds } from './told-ends.ts';

const MAX_BYTES = 64 * 1024 * 1024;

const endsSchema = v.record(v.string(), v.record(v.string(), v.tuple([v.string(), v.string()])));

/** The ends of support that a database keeps; undefined where it keeps none. One that is not whole is a `UserError`. */
export async function readEnds(files: OwnFiles): Promise<ToldEnds | undefined> {
  const { eol } = (await readCatalogue(files)).feeds;
  if (eol === undefined) return undefined;
  const source = await files.open(eol.file);
  if (source === undefined) throw damaged(files, `${eol.file} is not there`);
  try {
    const bytes = await source.read(0, Math.min(source.size, MAX_BYTES));
    if (sha256(bytes) !== eol.sha256) throw damaged(files, `${eol.file} is not what its checksum tells`);
    const products = v.safeParse(endsSchema, valueIn(Buffer.from(bytes).toString()));
    if (!products.success) throw damaged(files, `${eol.file} is not as it is written`);
    return { day: dayIn(eol.modified), products: products.output };
  } finally {
    await source.close();
  }
}

/** Whoever made a bundle can have written anything under a checksum that is right. */
function valueIn(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}

function damaged({ place }: OwnFiles, why: string): UserError {
  return new UserError(problemOf(advisoryErrors, 'PL_E_DATABASE_DAMAGED', { place, why }));
}

/** The day of a date, with its time or without; empty for what is neither. */
function dayIn(text: string): string {
  return /^\d{4}-\d{2}-\d{2}(?=$|T)/.exec(text)?.[0] ?? '';
}
