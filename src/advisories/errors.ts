import { defineErrors } from '../core/errors.ts';

interface Place {
  readonly place: string;
}

/** What can be wrong with advisories and the database of them. */
export const advisoryErrors = defineErrors({
  PL_E_DATABASE_DAMAGED: {
    message: ({ place, why }: Place & { why: string }) => `The advisory database in ${place} is damaged: ${why}.`,
    remedy: ({ place }: Place) => `Remove ${place}, and import the advisories again.`,
    exit: 3,
    http: 500,
  },
  PL_E_ADVISORIES_ABSENT: {
    message: ({ place }: Place) => `There are no advisories in ${place}.`,
    remedy: () =>
      'Name an all.zip of the OSV bucket, or a directory with such files in directories named by their ecosystem: osv/Debian/all.zip.',
    exit: 2,
    http: 400,
  },
  PL_E_ADVISORY_ARCHIVE: {
    message: ({ path }: { path: string }) => `${path} is no ZIP archive, so that no advisories were read from it.`,
    remedy: () => 'Fetch it again. The advisories that were there before are still in use.',
    exit: 3,
    http: 422,
  },
});
