import { defineErrors } from '../core/errors.ts';

interface InFile {
  readonly file: string;
}

/** What can be wrong with a policy file. */
export const policyErrors = defineErrors({
  PL_E_POLICY_INVALID: {
    message: ({ file, faults }: InFile & { faults: readonly string[] }) =>
      `The policy file ${file} is not valid:\n${faults.map((fault) => `  ${fault}`).join('\n')}`,
    remedy: ({ file }: InFile) => `Correct ${file}; \`plimsoll policy check\` tells when it is right.`,
    exit: 2,
    http: 400,
  },
});
