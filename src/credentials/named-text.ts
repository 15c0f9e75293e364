import type { Credential } from './credential.ts';
import { findNamedCredentials } from './named.ts';
import { findCredentialInValue } from './value.ts';

/**
 * Finds credentials in a text that stands under a name and may be a value or a whole file: by `findCredentialInValue`,
 * and where that finds nothing in a single line, by the names that stand in it (`{"password":"..."}`).
 * Positions are in UTF-16 units of `text`.
 */
export function findCredentialsInNamedText(name: string, text: string): readonly Credential[] {
  const found = findCredentialInValue(name, text);
  return found.length > 0 || text.trim().includes('\n') ? found : findNamedCredentials(text);
}
