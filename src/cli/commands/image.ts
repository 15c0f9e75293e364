import { billArgument, refuseForBill } from '../bill/bill-argument.ts';
import type { Command } from '../command.ts';
import { countOf } from '../count-option.ts';
import { usageError } from '../errors.ts';
import { type ImageCall, imageArgument } from '../image/image-call.ts';
import { lazyOption } from '../image/lazy-option.ts';
import { allPlatformsOption, imageOptions } from '../image/option-declarations.ts';
import { packagesText } from '../image/packages-text.ts';
import { tellUnknown, tellUnread } from '../image/tell-unread.ts';
import { packagesTold } from '../platforms/kept-platforms.ts';
import { platformDifferencesText, platformHeading, tellOfPlatform } from '../platforms/platforms-text.ts';
import { packagesOf, tellPlatforms } from '../platforms/told-platforms.ts';

const DEFAULT_DEPTH = 3;

export const command: Command = {
  summary:
    'Look inside an image: its files as a container sees them, their sizes, its packages, or the steps that made it',
  arguments: [
    {
      name: '<what>',
      description:
        'files lists the files, packages what is installed (also of sbom:FILE, a bill), history the steps, tree the directories by size',
      choices: ['files', 'history', 'packages', 'tree'],
    },
    imageArgument,
  ],
  options: [
    allPlatformsOption,
    ...imageOptions,
    lazyOption,
    { flags: '--depth <steps>', description: `how deep tree goes (default: ${DEFAULT_DEPTH})` },
  ],
  examples: [
    { run: 'plimsoll image files nginx:1.27', does: 'lists the files of an image of Docker Hub' },
    { run: 'plimsoll image files docker-archive:cart.tar', does: 'lists the files of what `docker save` wrote' },
    { run: 'plimsoll image history oci:layout:v1 --platform linux/arm64', does: 'shows the steps, with their size' },
  ],
  async run(input, context) {
    const [what, name = ''] = input.arguments;
    const depth = countOf('image', input, { name: 'depth', flag: '--depth', unit: 'steps' }) ?? DEFAULT_DEPTH;
    const bill = billArgument(name);
    if (bill !== undefined && what !== 'packages')
      throw usageError('image', `A bill has no files and steps: of ${name} only the packages can be listed.`);
    if (bill !== undefined) {
      refuseForBill('image', input);
      const { showBill } = await import('../bill/show-bill.ts');
      return showBill(bill, context);
    }
    const call = { verb: 'image', input, context };
    if (what === 'packages') return showPackages(call, name);
    const { lookInside } = await import('../image/look-inside.ts');
    return lookInside(call, name, { what: what === 'history' || what === 'tree' ? what : 'files', depth });
  },
};

async function showPackages(call: ImageCall, name: string): Promise<number> {
  const { context } = call;
  const platforms = await tellPlatforms(call, name, packagesTold);
  const codes = platforms.map(({ label, inspected: { read, inventory } }) => {
    if (label !== undefined) context.out(platformHeading(label));
    context.out(packagesText(inventory));
    const told = tellOfPlatform(label, context);
    return Math.max(tellUnread(read, told), tellUnknown(inventory, told));
  });
  context.out(platformDifferencesText(packagesOf(platforms)));
  return Math.max(0, ...codes);
}
