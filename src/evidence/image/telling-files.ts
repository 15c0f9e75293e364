import { cacheKindAt } from './cache-places.ts';
import type { TellingFile } from './layers-evidence.ts';

const SETUID_OR_SETGID = 0o6000;
const STICKY = 0o1000;
const OTHERS_WRITE = 0o002;
const EXECUTE = 0o111;

/** Where programs lie, wherever that is. */
const IN_PROGRAMS = /(?:^|\/)(?:s?bin|busybox)\/[^/]+$/;

/** The lists of packages by which images without a shell are told, and the headers of C. */
const NAMED = /^(?:var\/lib\/chisel\/manifest\.wall|var\/lib\/dpkg\/status(?:\.d\/.*)?|usr\/include\/stdio\.h)$/s;

/**
 * Whether a rule may speak of a file, whatever its options are. No rule is told of others, so that these can be kept instead of all files: a rule
 * that asks for more of them widens this, and counts `EVIDENCE_FORM` up.
 */
export function isTelling(file: TellingFile): boolean {
  const { path, type } = file;
  return isTellingMode(file) || (type === 'file' && cacheKindAt(path) !== undefined) || NAMED.test(path);
}

function isTellingMode({ path, type, mode }: TellingFile): boolean {
  if (type !== 'file' && type !== 'directory') return false;
  if ((mode & OTHERS_WRITE) !== 0 && (mode & STICKY) === 0) return true;
  if (type === 'directory') return false;
  return (mode & SETUID_OR_SETGID) !== 0 || ((mode & EXECUTE) !== 0 && IN_PROGRAMS.test(path));
}
