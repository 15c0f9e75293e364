import type { CommandView } from './image-view.ts';

/** Programs that install packages, by the one that they stand for. */
export type PackageManager = 'apt' | 'apk' | 'dnf' | 'zypper' | 'pip' | 'npm' | 'yarn';

/** What a command asks of a package manager. */
export interface PackageCommand {
  readonly manager: PackageManager;
  /** `install`, `update`, `clean` and so on, in the words of apt. */
  readonly verb: string;
  /** The names of the packages, without their versions. */
  readonly packages: readonly string[];
}

const MANAGERS: ReadonlyMap<string, PackageManager> = new Map([
  ['apt-get', 'apt'],
  ['apt', 'apt'],
  ['aptitude', 'apt'],
  ['apk', 'apk'],
  ['dnf', 'dnf'],
  ['dnf5', 'dnf'],
  ['yum', 'dnf'],
  ['microdnf', 'dnf'],
  ['tdnf', 'dnf'],
  ['zypper', 'zypper'],
  ['pip', 'pip'],
  ['pip3', 'pip'],
  ['npm', 'npm'],
  ['yarn', 'yarn'],
]);

/** Options whose value is the next word. */
const WITH_VALUE: Readonly<Record<PackageManager, ReadonlySet<string>>> = {
  apt: new Set(['-o', '--option', '-t', '--target-release', '-c', '--config-file']),
  apk: new Set(['-t', '--virtual', '-X', '--repository', '-p', '--root', '--arch']),
  dnf: new Set(['-c', '-x', '--exclude', '--enablerepo', '--disablerepo', '--installroot', '--releasever', '--repo']),
  zypper: new Set(['-r', '--repo', '-R', '--root']),
  pip: new Set([
    '-r',
    '--requirement',
    '-c',
    '--constraint',
    '-i',
    '--index-url',
    '--extra-index-url',
    '-t',
    '--target',
    '--trusted-host',
    '-f',
    '--find-links',
    '--root',
    '--prefix',
  ]),
  npm: new Set(['--prefix', '--registry', '--userconfig', '-w', '--workspace']),
  yarn: new Set(['--cwd', '--registry']),
};

const VERBS: Readonly<Record<string, string>> = {
  add: 'install',
  'build-dep': 'install',
  ci: 'install',
  'dist-upgrade': 'upgrade',
  'full-upgrade': 'upgrade',
  groupinstall: 'install',
  i: 'install',
  in: 'install',
  localinstall: 'install',
  reinstall: 'install',
  ref: 'update',
  refresh: 'update',
  makecache: 'update',
};

/** The package manager that a command runs, and for what; undefined where it runs none. */
export function packageCommandOf({ program, arguments: args }: CommandView): PackageCommand | undefined {
  const module = /^python[\d.]*$/.test(program) && args[0] === '-m' ? args[1] : undefined;
  const manager = MANAGERS.get(module ?? program);
  if (manager === undefined) return undefined;
  const [word = '', ...packages] = operandsOf(manager, module === undefined ? args : args.slice(2));
  const verb = VERBS[word] ?? word;
  const isWhole = manager === 'yarn' && (word === '' || word === 'install');
  return { manager, verb: isWhole ? 'install' : verbOf(manager, verb), packages: packages.map(nameOf) };
}

/** What dnf calls an update installs newer versions. */
function verbOf(manager: PackageManager, verb: string): string {
  return manager === 'dnf' && verb === 'update' ? 'upgrade' : verb;
}

function operandsOf(manager: PackageManager, args: readonly string[]): readonly string[] {
  return args.filter((each, index) => {
    return !each.startsWith('-') && !WITH_VALUE[manager].has(args[index - 1] ?? '');
  });
}

/** `curl` of `curl=7.88*`, `curl@edge` and `curl>=8`. */
function nameOf(text: string): string {
  return /^@?[^=<>~@]+/.exec(text)?.[0] ?? text;
}
