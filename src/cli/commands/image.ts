import { inspectImage } from '../../gate/inspect-image.ts';
import { billFileOf, readBillFile } from '../../gate/read-bill-file.ts';
import { nodeFiles } from '../../host/node-files.ts';
import { sizedTree } from '../../image/directory-sizes.ts';
import { readImage } from '../../image/read-image.ts';
import type { Command, CommandContext } from '../command.ts';
import { countOf } from '../count-option.ts';
import { usageError } from '../errors.ts';
import { billPackagesText, tellUnknownOf } from '../image/bill-text.ts';
import { filesText } from '../image/files-text.ts';
import { historyText } from '../image/history-text.ts';
import { type AskedImage, imageArgument, imageOptions, withImage } from '../image/image-options.ts';
import { packagesText } from '../image/packages-text.ts';
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
    if (bill !== undefined) return showBill(bill, context);
    return withImage({ verb: 'image', input, context }, name, async (asked) => {
      if (what === 'packages') return showPackages(asked, context);
      const read = await readImage(asked.image, asked.options, asked.reading);
      if (what === 'history') context.out(historyText(asked.image, read));
      else context.out(what === 'tree' ? treeText(sizedTree(read.index), depth) : filesText(read.index));
      return tellUnread(read, context);
    });
  },
};

async function showPackages({ image, options, reading }: AskedImage, context: CommandContext): Promise<number> {
  const { read, inventory } = await inspectImage(image, options, reading);
  context.out(packagesText(inventory));
  return Math.max(tellUnread(read, context), tellUnknown(inventory, context));
}

async function showBill(file: string, context: CommandContext): Promise<number> {
  const { bill } = await readBillFile(
    file,
    nodeFiles(() => context.in),
  );
  context.out(billPackagesText(bill));
  return tellUnknownOf(bill, context);
}
