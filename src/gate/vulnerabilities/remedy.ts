import { isOfOperatingSystem } from '../../core/operating-system.ts';
import type { PackageType } from '../../core/package.ts';
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
  if (elsewhere !== undefined)
    return `${elsewhere.takes} has ${elsewhere.version} without it. Get that, or build the image anew on a newer base.`;
  if (fixState === 'end-of-life') return 'Build the image anew on a release of its distribution that is still mended.';
  if (fixed === undefined)
    return 'Leave the package out where nothing needs it, or accept it with an exception until a fix ships.';
  if (owner !== undefined) {
    const command = commandFor(owner.type, [owner.name], { fixed, distribution });
    const how = command === undefined ? '' : `: \`${command}\``;
    return `It came with the package ${owner.name}. Update that once its distribution mends the flaw${how}.`;
  }
  const { type } = lowest.package;
  const command = commandFor(type, names, { fixed, distribution });
  if (command === undefined) return `Update ${names[0] ?? ''} to ${fixed}, or build the image anew on a newer base.`;
  return isOfOperatingSystem(type)
    ? `\`${command}\`, or build the image anew on a newer base.`
    : `\`${command}\`, or update what needs it, and build the image anew.`;
}

/** What updates packages of an operating system; undefined where no command does. */
export function updateCommand(type: PackageType, names: readonly string[], distribution: string): string | undefined {
  return commandFor(type, names, { fixed: '0', distribution });
}

/** A command with more names than this is no longer read: everything is updated then. */
const MOST_NAMES = 20;

const SAFE = /^[\w@][\w.+:~^@/-]*$/;

function commandFor(type: PackageType, names: readonly string[], wanted: Omit<Wanted, 'names'>): string | undefined {
  const isSafe = SAFE.test(wanted.fixed) && names.every((name) => SAFE.test(name));
  if (!isSafe) return undefined;
  const named = names.length > MOST_NAMES ? '' : names.join(' ');
  return COMMANDS[type]?.({ ...wanted, names: named })?.trimEnd();
}

interface Wanted {
  readonly names: string;
  readonly fixed: string;
  readonly distribution: string;
}

/**
 * The commands of package managers. Those of distributions name no version: repositories keep the newest alone, so that a command that
 * names an older one fails as soon as the next comes.
 */
const COMMANDS: Partial<Record<PackageType, (wanted: Wanted) => string>> = {
  apk: ({ names }) => `apk upgrade --no-cache ${names}`,
  cargo: ({ names, fixed }) => `cargo update --package ${names} --precise ${fixed}`,
  composer: ({ names, fixed }) => `composer require ${names}:^${fixed}`,
  deb: ({ names }) =>
    names === '' ? 'apt-get update && apt-get upgrade' : `apt-get update && apt-get install --only-upgrade ${names}`,
  gem: ({ names, fixed }) => `gem install ${names} --version ${fixed}`,
  golang: ({ names, fixed }) => (names === 'stdlib' ? `go get go@${fixed}` : `go get ${names}@v${fixed}`),
  hex: ({ names }) => `mix deps.update ${names}`,
  npm: ({ names, fixed }) => `npm install ${names}@${fixed}`,
  nuget: ({ names, fixed }) => `dotnet add package ${names} --version ${fixed}`,
  pub: ({ names }) => `dart pub upgrade ${names}`,
  pypi: ({ names, fixed }) => `pip install '${names}>=${fixed}'`,
  rpm: ({ names, distribution }) => `${RPM_MANAGERS[distribution] ?? 'dnf upgrade'} ${names}`,
};

const RPM_MANAGERS: Readonly<Record<string, string>> = {
  azurelinux: 'tdnf update',
  mageia: 'urpmi',
  mariner: 'tdnf update',
  'opensuse-leap': 'zypper update',
  'opensuse-tumbleweed': 'zypper update',
  photon: 'tdnf update',
  sled: 'zypper update',
  sles: 'zypper update',
};
