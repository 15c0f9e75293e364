import { defineErrors } from '../core/errors.ts';

/** What can keep a Dockerfile, or a part of it, from being read. */
export const dockerfileErrors = defineErrors({
  PL_E_DOCKERFILE_SYNTAX: {
    message: ({ file, line, why }: { file: string; line: number; why: string }) =>
      `Line ${line} of ${file} is none that a build takes: ${why}.`,
    remedy: () => 'Correct the line; `docker build --check` names it as well.',
    exit: 3,
    http: 422,
  },
  PL_E_DOCKERFILE_TOO_LARGE: {
    message: ({ file, length, limit }: { file: string; length: number; limit: number }) =>
      `${file} has ${length} characters, and at most ${limit} of a Dockerfile are read.`,
    remedy: () => 'Keep long texts in files of their own, and copy them.',
    exit: 3,
    http: 413,
  },
});
