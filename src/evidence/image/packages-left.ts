import type { CommandView, ImagePlace, StepView } from './image-view.ts';
import { type PackageManager, packageCommandOf } from './package-command.ts';

/** A package that a step installs, and no step removes again. */
export interface InstalledPackage {
  readonly package: string;
  readonly at: ImagePlace;
}

/** Package managers of operating systems: what the others install is the program itself. */
const OF_SYSTEM: ReadonlySet<PackageManager> = new Set(['apt', 'apk', 'dnf', 'zypper']);

const REMOVES: ReadonlySet<string> = new Set(['autoremove', 'del', 'erase', 'purge', 'remove', 'rm']);

/**
 * The packages that the steps of an image leave in it, as far as their text tells. A removal whose packages stand in a variable, or that leaves
 * it to the package manager, is believed for its step.
 */
export function packagesLeft(steps: readonly StepView[]): readonly InstalledPackage[] {
  const own = steps.filter(({ stage }) => stage === 'image');
  const removed = new Set(own.flatMap(removedIn));
  return own.flatMap((step) => {
    if (removesUnnamed(step)) return [];
    return step.commands.flatMap((command) => {
      if (removed.has(virtualOf(command))) return [];
      return installedBy(command).filter((each) => !removed.has(each.package));
    });
  });
}

function installedBy(command: CommandView): readonly InstalledPackage[] {
  const asked = packageCommandOf(command);
  if (asked?.verb !== 'install' || !OF_SYSTEM.has(asked.manager)) return [];
  return [...new Set(asked.packages)].map((name) => {
    return { package: name, at: { ...command.at, key: `${command.at.key} ${name}` } };
  });
}

/** The name that apk gives to a group of packages; one that no package has where there is none. */
function virtualOf({ program, arguments: args }: CommandView): string {
  if (program !== 'apk') return '';
  const at = args.findIndex((each) => each === '-t' || each.startsWith('--virtual'));
  const option = args[at] ?? '';
  return option.startsWith('--virtual=') ? option.slice('--virtual='.length) : at < 0 ? '' : (args[at + 1] ?? '');
}

function removalsIn({ commands }: StepView) {
  return commands.map(packageCommandOf).filter((asked) => asked !== undefined && REMOVES.has(asked.verb));
}

function removedIn(step: StepView): readonly string[] {
  return removalsIn(step).flatMap((asked) => asked?.packages ?? []);
}

/** Packages that were asked for by name are not removed by `autoremove`, unless `apt-mark auto` has said that they were not. */
function removesUnnamed(step: StepView): boolean {
  const isMarked = step.commands.some(({ program }) => program === 'apt-mark');
  return removalsIn(step).some((asked) => {
    if (asked === undefined || (asked.verb === 'autoremove' && !isMarked)) return false;
    return asked.packages.every((name) => name.includes('$'));
  });
}
