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
  PL_E_POLICY_LOCKED: {
    message: ({ file, faults }: InFile & { faults: readonly string[] }) =>
      `The policy file ${file} lowers what another file has locked:\n${faults.map((fault) => `  ${fault}`).join('\n')}`,
    remedy: ({ file }: InFile) =>
      `Take it out of ${file}, or ask those who keep the other file: a locked rule can be made stricter only.`,
    exit: 2,
    http: 400,
  },
  PL_E_POLICY_EXTENDS_CYCLE: {
    message: ({ at, files }: { at: string; files: readonly string[] }) =>
      `${at} closes a circle of policy files: ${files.join(' extends ')}.`,
    remedy: () => 'Take one `extends` out of the circle.',
    exit: 2,
    http: 400,
  },
  PL_E_POLICY_EXTENDS_UNREAD: {
    message: ({ file, path }: { file: string; path: string }) =>
      `${path} extends ${file}, and nothing was given to read it.`,
    remedy: () => 'Give `loadPolicy` a function that reads the files that a policy extends.',
    exit: 2,
    http: 400,
  },
  PL_E_POLICY_EXTENDS_LIMIT: {
    message: ({ at, depth, files }: { at: string; depth: number; files: number }) =>
      `${at} extends one policy file too many: at most ${depth} stand above one another, and ${files} take part.`,
    remedy: () => 'Put some of the files together.',
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
