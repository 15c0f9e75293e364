import {
  type PlatformDifference,
  type PlatformPackages,
  platformDifferences,
} from '../../gate/diff/platform-differences.ts';
import { printable } from '../../report/excerpt/printable.ts';
import { plural } from '../../report/shown/plural.ts';
import type { CommandContext } from '../command.ts';

/** The heading of what is told of one of several platforms. */
export function platformHeading(platform: string): string {
  return `${printable(platform)}:\n`;
}

/** The packages that are not the same on every platform, a line for each. */
export function platformDifferencesText(platforms: readonly PlatformPackages[]): string {
  const differences = platformDifferences(platforms);
  const [first] = platforms;
  const lines =
    differences.length > 0
      ? ['Packages that are not the same on every platform:', ...differences.map(differenceLine)]
      : platforms.length > 1 && first !== undefined
        ? [`Every platform has the same ${plural(first.packages.length, 'package')}.`]
        : [];
  return lines.map((line) => `${printable(line)}\n`).join('');
}

function differenceLine({ type, name, found }: PlatformDifference): string {
  const versions = found.map(({ versions: each, platforms }) =>
    each.length === 0 ? `not on ${platforms.join(', ')}` : `${each.join(' and ')} on ${platforms.join(', ')}`,
  );
  return `  ${type} ${name}: ${versions.join('; ')}`;
}

/** Says of which platform it is before the first that is told of it. */
export function tellOfPlatform(platform: string | undefined, { err }: CommandContext): Pick<CommandContext, 'err'> {
  let isNamed = platform === undefined;
  return {
    err: (text) => {
      if (!isNamed) err(`plimsoll: of ${printable(platform ?? '')}:\n`);
      isNamed = true;
      err(text);
    },
  };
}
