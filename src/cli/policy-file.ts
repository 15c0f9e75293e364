import { readFileSync } from 'node:fs';
import { relative } from 'node:path';
import { problemOf, UserError } from '../core/errors.ts';
import { type ProfileName, profileNames } from '../evidence/rule.ts';
import { decodeText } from '../formats/text.ts';
import { hostErrors } from '../host/errors.ts';
import { findUpward } from '../host/find-upward.ts';
import { isSystemError, systemReason } from '../host/system-error.ts';
import { loadPolicy, profilePolicy } from '../policy/load.ts';
import type { Policy } from '../policy/policy.ts';
import type { CommandContext } from './command.ts';

/** The name that a policy file has where it is looked for. */
export const POLICY_FILE = 'plimsoll.yaml';

/** What the command line says of the policy. */
export interface PolicyChoice {
  readonly policy: string | undefined;
  readonly profile: string | undefined;
}

/** The policy that the command line names, or the file that is found upward, or the restricted profile. */
export function policyFor({ policy, profile }: PolicyChoice, { directory }: CommandContext): Policy {
  if (policy !== undefined) return readPolicy(policy);
  if (profile !== undefined) return profilePolicy(profileNames.find((name) => name === profile) ?? DEFAULT_PROFILE);
  const found = findUpward(POLICY_FILE, directory);
  return found === undefined ? profilePolicy(DEFAULT_PROFILE) : readPolicy(found, relative(directory, found));
}

const DEFAULT_PROFILE: ProfileName = 'restricted';

/** Reads a policy file, which users know as `path`; everything that is wrong with it is one error. */
export function readPolicy(file: string, path: string = file): Policy {
  const text = decodeText(readBytes(file, path));
  if (typeof text !== 'string') throw new UserError({ ...text, exit: 2 });
  return loadPolicy({ path, text });
}

function readBytes(file: string, path: string): Uint8Array {
  try {
    return readFileSync(file);
  } catch (error) {
    if (!isSystemError(error)) throw error;
    if (error.code === 'ENOENT') throw new UserError(problemOf(hostErrors, 'PL_E_FILE_NOT_FOUND', { path }), error);
    const problem = problemOf(hostErrors, 'PL_E_FILE_UNREADABLE', { path, why: systemReason(error) });
    throw new UserError({ ...problem, exit: 2 }, error);
  }
}
