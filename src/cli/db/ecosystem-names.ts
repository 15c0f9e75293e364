import { isEcosystemName } from '../../advisories/ecosystem.ts';
import { usageError } from '../errors.ts';

/** Ends the command where a name is none of an ecosystem, with or without its release. */
export function checkEcosystems(names: readonly string[]): void {
  for (const name of names)
    if (!isEcosystemName(name)) throw usageError('db', `${JSON.stringify(name)} is no name of an ecosystem.`);
}
