import { defineErrors, type Problem, problemOf, UserError } from '../core/errors.ts';

interface Named {
  readonly name: string;
  readonly near: string | undefined;
}

interface Ref {
  readonly ref: string;
}

function didYouMean({ near }: Named, otherwise: string): string {
  return near === undefined ? otherwise : `Did you mean ${near}? ${otherwise}`;
}

/** What can be wrong with a call of the command line. */
export const commandErrors = defineErrors({
  PL_E_USAGE: {
    message: ({ what }: { what: string }) => what,
    remedy: ({ verb }: { what: string; verb: string }) => `See \`plimsoll ${verb === '' ? '' : `${verb} `}--help\`.`,
    exit: 2,
    http: 400,
  },
  PL_E_COMMAND_UNKNOWN: {
    message: ({ name }: Named) => `There is no command "${name}".`,
    remedy: (data: Named) => didYouMean(data, '`plimsoll --help` lists the commands.'),
    exit: 2,
    http: 404,
  },
  PL_E_RULE_UNKNOWN: {
    message: ({ name }: Named) => `There is no rule "${name}".`,
    remedy: (data: Named) => didYouMean(data, '`plimsoll rules` lists the rules.'),
    exit: 2,
    http: 404,
  },
  PL_E_FINDING_UNKNOWN: {
    message: ({ name, path }: { name: string; path: string }) =>
      `${path} has no finding whose id begins with ${JSON.stringify(name)}, and none of a vulnerability with that name.`,
    remedy: () => 'The ids of findings stand in the report: `jq -r .findings[].id FILE`.',
    exit: 2,
    http: 404,
  },
  PL_E_FORMAT_UNKNOWN: {
    message: ({ name }: Named) => `There is no report format "${name}".`,
    remedy: (data: Named & { known: string }) => didYouMean(data, `Known are ${data.known}.`),
    exit: 2,
    http: 400,
  },
  PL_E_POLICY_MISSING: {
    message: ({ name }: { name: string }) => `There is no ${name} here or in a directory above.`,
    remedy: ({ name }: { name: string }) =>
      `\`plimsoll policy init\` writes a ${name}; without one the restricted profile holds.`,
    exit: 2,
    http: 404,
  },
  PL_E_AGAINST_REPORT: {
    message: ({ path, why }: { path: string; why: string }) => `${path} is no report of an earlier run: ${why}.`,
    remedy: () =>
      'Name a file that `-o json=FILE` wrote, or a git ref; a file ends in .json or is written with its directory, as in ./FILE.',
    exit: 2,
    http: 400,
  },
  PL_E_AGAINST_SCHEMA: {
    message: ({ path, found }: { path: string; found: string }) =>
      `${path} is a report with the schemaVersion ${found}, which this version of Plimsoll does not read.`,
    remedy: () => 'Write it anew with this version, from what it was written from: `-o json=FILE`.',
    exit: 2,
    http: 400,
  },
  PL_E_AGAINST_NEW_ONLY: {
    message: ({ path, known }: { path: string; known: number }) =>
      `${path} was itself written with --against and leaves out ${known} findings, which would all be taken for new.`,
    remedy: () => 'Write the report to compare with without --against.',
    exit: 2,
    http: 400,
  },
  PL_E_AGAINST_REF_UNKNOWN: {
    message: ({ ref }: Ref) => `git knows no commit ${JSON.stringify(ref)} here.`,
    remedy: ({ supply }: Ref & { supply: string }) => supply,
    exit: 2,
    http: 404,
  },
  PL_E_AGAINST_NO_REPOSITORY: {
    message: ({ ref }: Ref) => `None of the paths lies in a git repository, so nothing can be judged at ${ref}.`,
    remedy: () => 'Compare with the JSON report of an earlier run: --against report.json.',
    exit: 2,
    http: 404,
  },
  PL_E_AGAINST_TOO_LARGE: {
    message: ({ files, limit }: { files: number; limit: number }) =>
      `The commit to compare with has ${files} files to write, and the limit is ${limit}.`,
    remedy: () =>
      'Name paths with fewer files, or compare with the JSON report of an earlier run: --against report.json.',
    exit: 2,
    http: 413,
  },
  PL_E_AGAINST_NO_BASE: {
    message: ({ image }: { image: string }) => `Image ${image} does not say which image it is made from.`,
    remedy: () =>
      'Name that image: --against debian:12. A build says it in the annotation org.opencontainers.image.base.name.',
    exit: 2,
    http: 422,
  },
  PL_E_REPORT_TOO_LARGE: {
    message: ({ format, findings }: { format: string; findings: number }) =>
      `The report of ${findings} findings is too large to be written as ${format}.`,
    remedy: () => 'Judge fewer things at once, as one directory of bills after the other, or read it with `-o text`.',
    exit: 3,
    http: 413,
  },
  PL_E_GIT_ABSENT: {
    message: () => 'git is not installed, and --against with a git ref needs it.',
    remedy: () => 'Install git, or compare with the JSON report of an earlier run: --against report.json.',
    exit: 2,
    http: 500,
  },
  PL_E_GIT_FAILED: {
    message: ({ command, why }: { command: string; why: string }) => `git ${command} failed: ${why}`,
    remedy: () =>
      'Run it by hand to see more. A clone made with --filter lacks files of older commits: `git fetch --refetch --no-filter` gets them.',
    exit: 2,
    http: 500,
  },
  PL_E_CACHE_FOLDER: {
    message: ({ path, why }: { path: string; why: string }) => `Nothing can be kept in ${path}: ${why}.`,
    remedy: () =>
      'Let PLIMSOLL_CACHE_DIR name a folder of your own that nobody else can enter (`chmod 700`), or call with --no-cache.',
    exit: 2,
    http: 500,
  },
  PL_E_POLICY_EXISTS: {
    message: ({ path }: { path: string }) => `${path} exists already.`,
    remedy: () => 'Edit it, or remove it first; `plimsoll policy check` tells whether it is valid.',
    exit: 2,
    http: 409,
  },
  PL_E_NODE_TOO_OLD: {
    message: ({ version }: { version: string; oldest: string }) =>
      `Node.js ${version} is too old, and nothing was judged.`,
    remedy: ({ oldest }: { version: string; oldest: string }) =>
      `Run plimsoll with Node.js ${oldest} or later; in a pre-commit hook, \`language_version: 24.15.0\` installs one.`,
    exit: 2,
    http: 500,
  },
});

/** A coded error as the command line writes it. */
export function problemText({ code, message, remedy }: Problem): string {
  return `plimsoll: ${message}\n  = ${remedy}\n  = ${code}\n`;
}

/** A call that is wrong. `verb` is the command, whose help is named. */
export function usageError(verb: string, what: string): UserError {
  return new UserError(problemOf(commandErrors, 'PL_E_USAGE', { what, verb }));
}
