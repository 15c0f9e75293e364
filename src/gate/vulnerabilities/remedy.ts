import type { Package, PackageType } from '../../core/package.ts';
import type { VulnerablePackage } from './find-vulnerabilities.ts';

/** What mends a flaw with the others of its package: a command where one does, made of names that a shell cannot take for anything else. */
export function remedyOf(
  { vulnerability, packages, owner }: VulnerablePackage,
  distribution: string,
  fixed: string | undefined = vulnerability.fixed,
): string {
  if (vulnerability.state === 'unknown')
    return 'Compare the versions by hand, and accept it with an exception where it is not there.';
  if (fixed === undefined)
    return 'Leave the package out where nothing needs it, or accept it with an exception until a fix ships.';
  if (owner !== undefined) {
    const command = commandFor([owner], distribution, fixed);
    const how = command === undefined ? '' : `: \`${command}\``;
    return `It came with the package ${owner.name}. Update that once its distribution mends the flaw${how}.`;
  }
  const installed = packages.map((each) => each.package);
  const command = commandFor(installed, distribution, fixed);
  if (command === undefined)
    return `Update ${nameOf(installed[0])} to ${fixed}, or build the image anew on a newer base.`;
  return isSystem(installed[0])
    ? `\`${command}\`, or build the image anew on a newer base.`
    : `\`${command}\`, or update what needs it, and build the image anew.`;
}

/** A command with more names than this is no longer read: everything is updated then. */
const MOST_NAMES = 20;

const SAFE = /^[\w@][\w.+:~^@/-]*$/;

function commandFor(packages: readonly Package[], distribution: string, fixed: string): string | undefined {
  const [first] = packages;
  const names = [...new Set(packages.map(nameOf))].toSorted();
  if (first === undefined || ![fixed, ...names].every((word) => SAFE.test(word))) return undefined;
  const named = names.length > MOST_NAMES ? '' : names.join(' ');
  return COMMANDS[first.type]?.({ names: named, fixed, distribution })?.trimEnd();
}

function isSystem(each: Package | undefined): boolean {
  return each?.type === 'deb' || each?.type === 'apk' || each?.type === 'rpm';
}

function nameOf(each: Package | undefined): string {
  if (each === undefined) return '';
  const { type, namespace = '', name } = each;
  if (isSystem(each) || namespace === '') return name;
  return type === 'maven' ? `${namespace}:${name}` : `${namespace}/${name}`;
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
