import type { Credential } from './credential.ts';
import { findCredentials } from './find.ts';
import { judgeNamedValue } from './judgement.ts';
import { findNamedCredentials } from './named.ts';

/**
 * Finds credentials in `value`, which stands under `name`: an environment variable, a key of a ConfigMap, a label.
 * By format first; then, where the name is telling (`DB_PASSWORD`, `apiKey`), the value itself: any literal for a
 * password, one that looks random for a token, key or secret. A value of several lines is also read as a file of
 * `name=value` lines. Positions are in UTF-16 units of `value`.
 */
export function findCredentialInValue(name: string, value: string): readonly Credential[] {
  const found = findCredentials(value);
  if (found.length > 0 && !value.includes('\n')) return found;
  if (value.trim().includes('\n')) return findNamedCredentials(value);
  const start = value.length - value.trimStart().length;
  const judgement = judgeNamedValue(name, value.trim());
  return judgement === undefined ? [] : [{ ...judgement, start, end: start + value.trim().length }];
}
