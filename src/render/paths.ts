import { join, normalize } from 'node:path/posix';

/** The directory of a file, as users know it; `.` for a bare name. */
export function directoryOf(file: string): string {
  const at = Math.max(file.lastIndexOf('/'), file.lastIndexOf('\\'));
  if (at < 0) return '.';
  return at === 0 ? '/' : file.slice(0, at);
}

/** The last part of a path. */
export function nameOf(path: string): string {
  return path.slice(Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\')) + 1);
}

/** A path below a directory, normalised, so that equal places have equal names. */
export function within(directory: string, path: string): string {
  return join(withSlashes(directory), path);
}

/** A path in its shortest form, without a slash at the end. */
export function normalized(path: string): string {
  const short = normalize(withSlashes(path));
  return short.length > 1 && short.endsWith('/') ? short.slice(0, -1) : short;
}

/** Whether a path is a directory or lies below it; both normalised. */
export function isBelow(path: string, directory: string): boolean {
  if (directory === '.') return !path.startsWith('..') && !path.startsWith('/');
  return path === directory || path.startsWith(directory === '/' ? directory : `${directory}/`);
}

const DRIVE = /^[A-Za-z]:\\/;

/** Windows' separators as slashes. Elsewhere a backslash is a part of a name, and stays. */
function withSlashes(path: string): string {
  return DRIVE.test(path) || (path.includes('\\') && !path.includes('/')) ? path.replaceAll('\\', '/') : path;
}
