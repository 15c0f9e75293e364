import { defineErrors } from '../core/errors.ts';

/** What can be wrong with a call that compares versions. */
export const versionErrors = defineErrors({
  PL_E_VERSION_SCHEME: {
    message: ({ scheme }: { scheme: string; meant: string | undefined; known: readonly string[] }) =>
      `${JSON.stringify(scheme)} is no version scheme.`,
    remedy: ({ meant, known }: { scheme: string; meant: string | undefined; known: readonly string[] }) =>
      meant === undefined ? `Name one of ${known.join(', ')}.` : `Name ${meant}.`,
    exit: 2,
    http: 400,
  },
});
