import { defineErrors } from '../core/errors.ts';
import { NEWEST_KUBERNETES } from '../core/kubernetes-version.ts';

interface Unknown {
  readonly near: string | undefined;
}

function didYouMean(near: string | undefined): string {
  return near === undefined ? '' : `Did you mean ${near}? `;
}

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
  PL_E_STANDARD_UNKNOWN: {
    message: ({ id }: Unknown & { id: string; known: readonly string[] }) => `No rule serves a standard "${id}".`,
    remedy: ({ near, known }: Unknown & { id: string; known: readonly string[] }) =>
      `${didYouMean(near)}Known are ${known.join(', ')}, and the requirements of each, as \`plimsoll rules -o json\` lists them.`,
    exit: 2,
    http: 400,
  },
  PL_E_KUBERNETES_VERSION: {
    message: ({ version }: Unknown & { version: string }) => `"${version}" is no version of Kubernetes.`,
    remedy: ({ near }: Unknown & { version: string }) =>
      `${didYouMean(near)}Write it as 1.29 or latest; a version after 1.${NEWEST_KUBERNETES} is judged like it.`,
    exit: 2,
    http: 400,
  },
});
