import { isOfOperatingSystem } from '../../core/operating-system.ts';
import { updateCommand } from '../../evidence/image/update-command.ts';
import type { VulnerablePackage } from './find-vulnerabilities.ts';

/** What a remedy is made of. */
export interface RemedyInput {
  /** Of the packages that have the flaw. */
  readonly names: readonly string[];
  /** The version that mends it, with the others of its package; undefined where none does. */
  readonly fixed: string | undefined;
  readonly distribution: string;
}

/** What mends a flaw with the others of its package: a command where one does, made of words that a shell cannot take for anything else. */
export function remedyOf(
  { vulnerability: { state, elsewhere, fixState }, groups: [{ lowest, owner }] }: VulnerablePackage,
  { names, fixed, distribution }: RemedyInput,
): string {
  if (state === 'unknown')
    return 'Compare the versions by hand, and accept it with an exception where it is not there.';
  if (elsewhere !== undefined && owner !== undefined) {
    const { name, type } = owner;
    const command = updateCommand({ type, names: [name], version: elsewhere.version, distribution });
    const how = command === undefined ? '' : `: \`${command}\``;
    return `It came with the package ${name}. Update that once its distribution mends the flaw${how}.`;
  }
  if (elsewhere !== undefined)
    return `${elsewhere.takes} has ${elsewhere.version} without it. Get that, or build the image anew on a newer base.`;
  if (fixState === 'end-of-life') return 'Build the image anew on a release of its distribution that is still mended.';
  if (fixed === undefined)
    return 'Leave the package out where nothing needs it, or accept it with an exception until a fix ships.';
  const { type } = lowest.package;
  const command = updateCommand({ type, names, version: fixed, distribution });
  if (command === undefined) return `Update ${names[0] ?? ''} to ${fixed}, or build the image anew on a newer base.`;
  return isOfOperatingSystem(type)
    ? `\`${command}\`, or build the image anew on a newer base.`
    : `\`${command}\`, or update what needs it, and build the image anew.`;
}
