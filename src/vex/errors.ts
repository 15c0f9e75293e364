import { defineErrors } from '../core/errors.ts';

interface File {
  readonly path: string;
}

/** What can keep a VEX document from being read. */
export const vexErrors = defineErrors({
  PL_E_VEX_SYNTAX: {
    message: ({ path, why }: File & { why: string }) => `The VEX document ${path} cannot be read: ${why}.`,
    remedy: () => 'Fetch or write it again, as OpenVEX, CycloneDX or CSAF in JSON.',
    exit: 3,
    http: 422,
  },
  PL_E_VEX_DEPTH: {
    message: ({ path, limit }: File & { limit: number }) =>
      `The VEX document ${path} nests deeper than ${limit} levels.`,
    remedy: () => 'No tool writes such a one; look at where it comes from.',
    exit: 3,
    http: 422,
  },
  PL_E_VEX_FORMAT: {
    message: ({ path, found }: File & { found: string }) =>
      `The VEX document ${path} is ${found}, which this version does not read.`,
    remedy: () => 'Give one of OpenVEX 0.0 or 0.2, CycloneDX 1.4 to 1.7 or CSAF 2.0 or 2.1, in JSON.',
    exit: 2,
    http: 415,
  },
  PL_E_VEX_EMPTY: {
    message: () =>
      'No finding about a vulnerability that VEX can name is accepted by an exception, so there is nothing to say in VEX.',
    remedy: () =>
      'Accept findings with exceptions of the policy, whose `justification` says why a flaw cannot be used.',
    exit: 2,
    http: 422,
  },
  PL_E_VEX_FIELD: {
    message: ({ path, place, why }: File & { place: string; why: string }) =>
      `The VEX document ${path} is damaged at ${place}: it ${why}.`,
    remedy: () => 'Have its author correct it.',
    exit: 3,
    http: 422,
  },
});
