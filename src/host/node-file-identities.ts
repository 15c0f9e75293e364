import { statSync } from 'node:fs';
import type { FileIdentities } from '../core/ports.ts';
import { ABSENT } from '../image/seen-files.ts';
import { fileIdentity } from './file-identity.ts';
import { isSystemError } from './system-error.ts';

/** The files of this machine. */
export const nodeFileIdentities: FileIdentities = {
  identityOf(path) {
    try {
      const stats = statSync(path, { bigint: true, throwIfNoEntry: false });
      return stats === undefined ? ABSENT : fileIdentity(stats, Date.now());
    } catch (error) {
      if (isSystemError(error)) return undefined;
      throw error;
    }
  },
};
