import { type BigIntStats, readFileSync, statSync } from 'node:fs';
import { dirname, isAbsolute, join, relative } from 'node:path';
import { problemOf, UserError } from '../core/errors.ts';
import { profileNames } from '../evidence/rule.ts';
import { decodeText } from '../formats/text.ts';
import { hostErrors } from '../host/errors.ts';
import { findUpward } from '../host/find-upward.ts';
import { isSystemError, systemReason } from '../host/system-error.ts';
import type { PolicySource, ReadExtended } from '../policy/load.ts';
import type { Policy } from '../policy/policy.ts';
import { DEFAULT_PROFILE, profilePolicy } from '../policy/profile.ts';
import type { CommandContext } from './command.ts';

/** The name that a policy file has where it is looked for. */
export const POLICY_FILE = 'plimsoll.yaml';

/** What the command line says of the policy. */
export interface PolicyChoice {
  readonly policy: string | undefined;
  readonly profile: string | undefined;
}

/** The policy that the command line names, or the file that is found upward, or the restricted profile. */
export async function policyFor({ policy, profile }: PolicyChoice, { directory }: CommandContext): Promise<Policy> {
  if (policy !== undefined) return readPolicy(policy);
  if (profile !== undefined) return profilePolicy(profileNames.find((name) => name === profile) ?? DEFAULT_PROFILE);
  const found = findUpward(POLICY_FILE, directory);
  return found === undefined ? profilePolicy(DEFAULT_PROFILE) : readPolicy(found, relative(directory, found));
}

/** Reads a policy file, which users know as `path`, and what it extends; everything that is wrong with one is one error. */
export async function readPolicy(file: string, path: string = file): Promise<Policy> {
  const text = readText(file, path);
  const { loadPolicy } = await import('../policy/load.ts');
  const source = { path, text };
  return loadPolicy(source, undefined, readExtendedFrom(file, source));
}

/** Reads the files that a policy extends, each as seen from the one that names it, and calls them as the first one is called. */
function readExtendedFrom(file: string, first: PolicySource): ReadExtended {
  const files = new Map([[first, file]]);
  return (named, from) => {
    const beside = (other: string): string => (isAbsolute(named) ? join(named) : join(dirname(other), named));
    const [extended, path] = [beside(files.get(from) ?? file), beside(from.path)];
    refuseUnlessSmallFile(extended, path);
    const known = [...files].find(([, other]) => isSameFile(other, extended));
    if (known !== undefined) return known[0];
    const source = { path, text: readText(extended, path) };
    files.set(source, extended);
    return source;
  };
}

/** The largest policy file that another one may extend, in bytes. */
const LARGEST = 1024 * 1024;

/** A device or pipe would never end; what cannot be reached is told by whoever reads it. */
function refuseUnlessSmallFile(file: string, path: string): void {
  const stat = statOf(file);
  if (stat === undefined || (stat.isFile() && stat.size <= LARGEST)) return;
  const why = stat.isFile() ? `it is larger than ${LARGEST} bytes` : 'it is no file';
  throw new UserError(problemOf(hostErrors, 'PL_E_FILE_UNREADABLE', { path, why }));
}

/** Whether two paths lead to one file, which then takes part once, whatever it is called. */
function isSameFile(a: string, b: string): boolean {
  const [statA, statB] = [a, b].map(statOf);
  return statA !== undefined && statA.ino === statB?.ino && statA.dev === statB.dev;
}

function statOf(file: string): BigIntStats | undefined {
  try {
    return statSync(file, { bigint: true });
  } catch (error) {
    if (isSystemError(error)) return undefined;
    throw error;
  }
}

function readText(file: string, path: string): string {
  const text = decodeText(readBytes(file, path));
  if (typeof text !== 'string') throw new UserError({ ...text, exit: 2 });
  return text;
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
