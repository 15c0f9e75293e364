import type { Credential } from './credential.ts';
import { findNamedCredentials } from './named.ts';
import { findCredentialInValue } from './value.ts';

/** A credential in one of the arguments of a command; positions are those in the argument. */
export interface ArgumentCredential {
  readonly index: number;
  readonly credentials: readonly Credential[];
}

const FLAG = /^--?([A-Za-z][\w.-]*)$/;

/**
 * Finds credentials in the arguments of a command: in each by itself (`--password=...`, `PASSWORD=...`, a script), and
 * where an argument is a flag whose value is the next one (`--password`, `...`).
 */
export function findCredentialsInArguments(args: readonly string[]): readonly ArgumentCredential[] {
  const found: ArgumentCredential[] = [];
  for (const [index, argument] of args.entries()) {
    const itself = findNamedCredentials(argument);
    const credentials = itself.length > 0 ? itself : valueOfFlag(args[index - 1], argument);
    if (credentials.length > 0) found.push({ index, credentials });
  }
  return found;
}

function valueOfFlag(flag: string | undefined, argument: string): readonly Credential[] {
  const name = flag === undefined || argument.startsWith('-') ? undefined : FLAG.exec(flag)?.[1];
  return name === undefined ? [] : findCredentialInValue(name, argument);
}
