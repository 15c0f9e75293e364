import { differencesOf } from '../../gate/diff/differences.ts';
import { pairedDifferences } from '../../gate/diff/paired-platforms.ts';
import { billArgument, refuseForBill } from '../bill/bill-argument.ts';
import type { Command, CommandInput } from '../command.ts';
import { differencesJson, pairedJson } from '../diff/differences-json.ts';
import { differencesText, pairedText } from '../diff/differences-text.ts';
import { platformSides, withSide } from '../diff/with-side.ts';
import { imageOrBillArgument } from '../image/image-call.ts';
import { allPlatformsOption, imageOptions } from '../image/option-declarations.ts';
import { areAllAsked } from '../platforms/all-platforms.ts';

const DIFFERENT = 1;

export const command: Command = {
  summary: 'What changed between two images or bills: packages, configuration, files, size',
  arguments: [
    { name: '<before>', description: imageOrBillArgument.description },
    { name: '<after>', description: 'the same, of what it is compared with' },
  ],
  options: [
    { flags: '-o, --output <format>', description: 'text or json (default: text)', choices: ['text', 'json'] },
    {
      ...allPlatformsOption,
      description: 'compare the images for every platform that both are there for, one after the other',
    },
    { flags: '--exit-code', description: 'end with 1 where there is a difference, as git diff does' },
    ...imageOptions,
  ],
  examples: [
    { run: 'plimsoll diff docker-archive:old.tar docker-archive:new.tar', does: 'compares two images' },
    {
      run: 'plimsoll diff nginx:1.27 nginx:1.29 --all-platforms',
      does: 'compares two images for each of their platforms',
    },
    { run: 'plimsoll diff sbom:released.cdx.json oci:layout --exit-code', does: 'compares an image with a bill' },
  ],
  async run(input, context) {
    const [before = '', after = ''] = input.arguments;
    const call = { verb: 'diff', input, context };
    if (areAllAsked(call)) {
      if ([before, after].some((name) => billArgument(name) !== undefined)) refuseForBill('diff', input);
      const [left, right] = [await platformSides(call, before), await platformSides(call, after)];
      const differences = pairedDifferences(left.sides, right.sides);
      context.out(input.value('output') === 'json' ? pairedJson(before, after, differences) : pairedText(differences));
      return exitCode(input, differences, left.code, right.code);
    }
    return withSide(call, before, async (left) =>
      withSide(call, after, async (right) => {
        const differences = differencesOf(left.side, right.side);
        context.out(input.value('output') === 'json' ? differencesJson(differences) : differencesText(differences));
        return exitCode(input, differences, left.code, right.code);
      }),
    );
  },
};

function exitCode(
  input: CommandInput,
  { isDifferent }: { readonly isDifferent: boolean },
  ...read: readonly number[]
): number {
  return Math.max(...read, input.flag('exitCode') && isDifferent ? DIFFERENT : 0);
}
