/** Whether an error comes from the operating system; its `code` is one of errno's names. */
export function isSystemError(error: unknown): error is NodeJS.ErrnoException {
  return error instanceof Error && 'code' in error && 'syscall' in error;
}

const WORDS: Readonly<Record<string, string>> = {
  EACCES: 'permission denied',
  EISDIR: 'it is a directory',
  ELOOP: 'too many symbolic links',
  ENAMETOOLONG: 'the name is too long',
  ENOENT: 'it is not there',
  ENOSPC: 'no space is left',
  ENOTDIR: 'a part of the path is no directory',
  EPERM: 'the operation is not permitted',
  EROFS: 'the file system is read-only',
};

/** Why the operating system refused, in words. */
export function systemReason({ code = 'unknown error' }: NodeJS.ErrnoException): string {
  return WORDS[code] ?? code;
}
