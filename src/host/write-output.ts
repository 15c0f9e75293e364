import { writeFileSync } from 'node:fs';
import { problemOf, UserError } from '../core/errors.ts';
import { hostErrors } from './errors.ts';
import { isSystemError, systemReason } from './system-error.ts';

/** Writes a report to the file that the user named. */
export function writeOutput(path: string, content: string | Uint8Array): void {
  try {
    writeFileSync(path, content);
  } catch (error) {
    if (!isSystemError(error)) throw error;
    throw new UserError(problemOf(hostErrors, 'PL_E_OUTPUT_UNWRITABLE', { path, why: systemReason(error) }), error);
  }
}
