import { defineErrors } from '../core/errors.ts';

interface File {
  readonly path: string;
}

/** What can keep a bill from being read. */
export const sbomErrors = defineErrors({
  PL_E_SBOM_SYNTAX: {
    message: ({ path, why }: File & { why: string }) => `The bill ${path} cannot be read: ${why}.`,
    remedy: () => 'Write it again, as CycloneDX or SPDX in JSON, or as SPDX in tag-value form.',
    exit: 3,
    http: 422,
  },
  PL_E_SBOM_DEPTH: {
    message: ({ path, limit }: File & { limit: number }) => `The bill ${path} nests deeper than ${limit} levels.`,
    remedy: () => 'No tool writes such a one; look at where it comes from.',
    exit: 3,
    http: 422,
  },
  PL_E_SBOM_FORMAT: {
    message: ({ path, found }: File & { found: string }) =>
      `The bill ${path} is ${found}, which this version does not read.`,
    remedy: () =>
      'Have it written as CycloneDX 1.2 to 1.7, as SPDX 2.2, 2.3 or 3.0, or by syft, in JSON; SPDX 2 also as tag-value.',
    exit: 2,
    http: 415,
  },
});
