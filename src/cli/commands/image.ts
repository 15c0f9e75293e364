import { billFileOf, readBillFile } from '../../gate/read-bill-file.ts';
import { nodeFiles } from '../../host/node-files.ts';
import { sizedTree } from '../../image/directory-sizes.ts';
import { readImage } from '../../image/read-image.ts';
import type { Command, CommandContext } from '../command.ts';
import { countOf } from '../count-option.ts';
import { usageError } from '../errors.ts';
import {
  allPlatformsOption,
  inspectPlatforms,
  packagesOf,
  refuseForBill,
  withPlatforms,
} from '../image/asked-platforms.ts';
import { billPackagesText, tellUnknownOf } from '../image/bill-text.ts';
import { filesText } from '../image/files-text.ts';
import { historyText } from '../image/history-text.ts';
import { type ImageCall, imageArgument } from '../image/image-options.ts';
import { imageOptions } from '../image/option-declarations.ts';
import { packagesText } from '../image/packages-text.ts';
import { platformDifferencesText, platformHeading, tellOfPlatform } from '../image/platforms-text.ts';
import { tellUnknown, tellUnread } from '../image/tell-unread.ts';
import { treeText } from '../image/tree-text.ts';

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
    const bill = billFileOf(name);
    if (bill !== undefined && what !== 'packages')
      throw usageError('image', `A bill has no files and steps: of ${name} only the packages can be listed.`);
    if (bill !== undefined) {
      refuseForBill('image', input);
      return showBill(bill, context);
    }
    const call = { verb: 'image', input, context };
    if (what === 'packages') return showPackages(call, name);
    const codes = await withPlatforms(call, { name, wanted: 'files' }, async ({ image, options, reading, label }) => {
      const read = await readImage(image, options, reading);
      showHeading(label, context);
      if (what === 'history') context.out(historyText(image, read));
      else context.out(what === 'tree' ? treeText(sizedTree(read.index), depth) : filesText(read.index));
      return tellUnread(read, tellOfPlatform(label, context));
    });
    return Math.max(0, ...codes);
  },
};

async function showPackages(call: ImageCall, name: string): Promise<number> {
  const { context } = call;
  const platforms = await inspectPlatforms(call, { name, wanted: 'packages' });
  const codes = platforms.map(({ label, inspected: { read, inventory } }) => {
    showHeading(label, context);
    context.out(packagesText(inventory));
    const told = tellOfPlatform(label, context);
    return Math.max(tellUnread(read, told), tellUnknown(inventory, told));
  });
  context.out(platformDifferencesText(packagesOf(platforms)));
  return Math.max(0, ...codes);
}

function showHeading(label: string | undefined, { out }: CommandContext): void {
  if (label !== undefined) out(platformHeading(label));
}

async function showBill(file: string, context: CommandContext): Promise<number> {
  const { bill } = await readBillFile(
    file,
    nodeFiles(() => context.in),
  );
  context.out(billPackagesText(bill));
  return tellUnknownOf(bill, context);
}
