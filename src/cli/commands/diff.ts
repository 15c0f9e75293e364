import { differencesOf } from '../../gate/diff/differences.ts';
import type { Command } from '../command.ts';
import { differencesJson } from '../diff/differences-json.ts';
import { differencesText } from '../diff/differences-text.ts';
import { withSide } from '../diff/with-side.ts';
import { imageOrBillArgument } from '../image/image-call.ts';
import { imageOptions } from '../image/option-declarations.ts';

const DIFFERENT = 1;

export const command: Command = {
  summary: 'What changed between two images or bills: packages, configuration, files, size',
  arguments: [
    { name: '<before>', description: imageOrBillArgument.description },
    { name: '<after>', description: 'the same, of what it is compared with' },
  ],
  options: [
    { flags: '-o, --output <format>', description: 'text or json (default: text)', choices: ['text', 'json'] },
    { flags: '--exit-code', description: 'end with 1 where there is a difference, as git diff does' },
    ...imageOptions,
  ],
  examples: [
    { run: 'plimsoll diff docker-archive:old.tar docker-archive:new.tar', does: 'compares two images' },
    { run: 'plimsoll diff sbom:released.cdx.json oci:layout --exit-code', does: 'compares an image with a bill' },
  ],
  async run(input, context) {
    const [before = '', after = ''] = input.arguments;
    const call = { verb: 'diff', input, context };
    return withSide(call, before, async (left) =>
      withSide(call, after, async (right) => {
        const differences = differencesOf(left.side, right.side);
        context.out(input.value('output') === 'json' ? differencesJson(differences) : differencesText(differences));
        const isTold = input.flag('exitCode') && differences.isDifferent;
        return Math.max(left.code, right.code, isTold ? DIFFERENT : 0);
      }),
    );
  },
};
