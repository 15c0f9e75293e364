import { defineErrors } from '../core/errors.ts';

interface Path {
  readonly path: string;
}

/** What can be wrong with the files that a user names. */
export const hostErrors = defineErrors({
  PL_E_FILE_NOT_FOUND: {
    message: ({ path }: Path) => `There is no file or directory ${path}.`,
    remedy: () => 'Correct the path; `-` reads standard input.',
    exit: 2,
    http: 404,
  },
  PL_E_FILE_UNREADABLE: {
    message: ({ path, why }: Path & { why: string }) => `${path} could not be read: ${why}.`,
    remedy: () => 'Make it readable for the user that runs plimsoll, or leave it out.',
    exit: 3,
    http: 422,
  },
  PL_E_FILE_TOO_LARGE: {
    message: ({ path, limit }: Path & { limit: number }) => `${path} is larger than the limit of ${limit} bytes.`,
    remedy: () => 'Raise the limit with --max-file-bytes, or split the file.',
    exit: 3,
    http: 413,
  },
  PL_E_OFFLINE: {
    message: ({ host }: { host: string }) => `${host} was not asked: nothing may go over the network (--offline).`,
    remedy: () =>
      'Leave out --offline and PLIMSOLL_OFFLINE, or name what lies on this machine: docker-archive:FILE or oci:DIRECTORY of images, a directory of advisories.',
    exit: 3,
    http: 503,
  },
  PL_E_TEMPORARY_DIRECTORY: {
    message: ({ path, why }: Path & { why: string }) => `${path} cannot hold temporary files: ${why}.`,
    remedy: () => 'Let TMPDIR name a directory that can be written to and has room.',
    exit: 2,
    http: 500,
  },
  PL_E_FILE_CHANGED: {
    message: ({ path }: Path) => `${path} was changed by somebody else meanwhile, and was left as it is.`,
    remedy: () => 'Run the command again.',
    exit: 3,
    http: 409,
  },
  PL_E_FILE_UNWRITABLE: {
    message: ({ path, why }: Path & { why: string }) => `${path} could not be written: ${why}.`,
    remedy: () => 'Make it and its directory writable for the user that runs plimsoll, or leave it out.',
    exit: 3,
    http: 422,
  },
  PL_E_OUTPUT_UNWRITABLE: {
    message: ({ path, why }: Path & { why: string }) => `The report could not be written to ${path}: ${why}.`,
    remedy: () => 'Name a file in a directory that exists and can be written to.',
    exit: 2,
    http: 500,
  },
  PL_E_OWN_FILE: {
    message: ({ path, why }: Path & { why: string }) => `Plimsoll's own file ${path} could not be written: ${why}.`,
    remedy: () => 'Make room or the directory writable, or name another one.',
    exit: 3,
    http: 500,
  },
});
