import type { PackageType } from '../../core/package.ts';
import type { PackageUpdate } from '../../core/vulnerability.ts';

/** A command with more names than this is no longer read: everything is updated then. */
const MOST_NAMES = 20;

const SAFE = /^[\w@][\w.+:~^@/-]*$/;

/** Packages to update, and the version that mends them. */
export interface Updated extends PackageUpdate {
  readonly version: string;
}

/**
 * The command that updates packages, made of words that a shell cannot take for anything else; undefined where there is none. Those of
 * distributions name no version: repositories keep the newest alone, so that a command that names an older one fails as soon as the next
 * comes.
 */
export function updateCommand({ type, names, version, distribution }: Updated): string | undefined {
  const isSafe = SAFE.test(version) && names.every((name) => SAFE.test(name));
  if (!isSafe) return undefined;
  const named = names.length > MOST_NAMES ? '' : names.join(' ');
  return COMMANDS[type]?.({ names: named, version, distribution })?.trimEnd();
}

/** The command that updates packages of a distribution to what it has today. */
export function systemUpdateCommand(update: PackageUpdate): string | undefined {
  return updateCommand({ ...update, version: 'newest' });
}

interface Wanted {
  readonly names: string;
  readonly version: string;
  readonly distribution: string;
}

/** The commands of package managers. */
const COMMANDS: Partial<Record<PackageType, (wanted: Wanted) => string>> = {
  apk: ({ names }) => `apk upgrade --no-cache ${names}`,
  cargo: ({ names, version }) => `cargo update --package ${names} --precise ${version}`,
  composer: ({ names, version }) => `composer require ${names}:^${version}`,
  deb: ({ names }) =>
    names === '' ? 'apt-get update && apt-get upgrade' : `apt-get update && apt-get install --only-upgrade ${names}`,
  gem: ({ names, version }) => `gem install ${names} --version ${version}`,
  golang: ({ names, version }) => (names === 'stdlib' ? `go get go@${version}` : `go get ${names}@v${version}`),
  hex: ({ names }) => `mix deps.update ${names}`,
  npm: ({ names, version }) => `npm install ${names}@${version}`,
  nuget: ({ names, version }) => `dotnet add package ${names} --version ${version}`,
  pub: ({ names }) => `dart pub upgrade ${names}`,
  pypi: ({ names, version }) => `pip install '${names}>=${version}'`,
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
