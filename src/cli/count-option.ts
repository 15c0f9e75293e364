import type { CommandInput } from './command.ts';
import { usageError } from './errors.ts';

/** The number that an option was given; undefined where it was not. `unit` is what it counts, for errors of usage. */
export function countOf(
  verb: string,
  input: CommandInput,
  { name, flag, unit }: { readonly name: string; readonly flag: string; readonly unit: string },
): number | undefined {
  const written = input.value(name);
  if (written === undefined) return undefined;
  if (/^[1-9]\d{0,14}$/.test(written)) return Number(written);
  throw usageError(verb, `${flag} takes a number of ${unit}, not ${JSON.stringify(written)}.`);
}
