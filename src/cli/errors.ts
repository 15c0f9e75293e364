import { defineErrors, type ErrorTable } from '../core/errors.ts';
import { formatErrors } from '../formats/errors.ts';
import { gateErrors } from '../gate/errors.ts';
import { hostErrors } from '../host/errors.ts';
import { editErrors } from '../manifests/edit/errors.ts';
import { manifestErrors } from '../manifests/errors.ts';
import { policyErrors } from '../policy/errors.ts';
import { renderErrors } from '../render/errors.ts';

interface Named {
  readonly name: string;
  readonly near: string | undefined;
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
  PL_E_POLICY_EXISTS: {
    message: ({ path }: { path: string }) => `${path} exists already.`,
    remedy: () => 'Edit it, or remove it first; `plimsoll policy check` tells whether it is valid.',
    exit: 2,
    http: 409,
  },
});

/** Every coded error of the program. A test proves the codes unique and documented. */
export const errorTables: readonly ErrorTable[] = [
  commandErrors,
  editErrors,
  formatErrors,
  gateErrors,
  hostErrors,
  manifestErrors,
  policyErrors,
  renderErrors,
];
