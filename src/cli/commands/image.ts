import { inspectImage } from '../../gate/inspect-image.ts';
import { readImage } from '../../image/read-image.ts';
import type { Command, CommandContext } from '../command.ts';
import { filesText } from '../image/files-text.ts';
import { historyText } from '../image/history-text.ts';
import { type AskedImage, imageArgument, imageOptions, withImage } from '../image/image-options.ts';
import { packagesText } from '../image/packages-text.ts';
import { tellUnknown, tellUnread } from '../image/tell-unread.ts';

export const command: Command = {
  summary: 'Look inside an image: its files as a container sees them, its packages, or the steps that made it',
  arguments: [
    {
      name: '<what>',
      description: 'files lists the files, packages what is installed, history the steps',
      choices: ['files', 'history', 'packages'],
    },
    imageArgument,
  ],
  options: imageOptions,
  examples: [
    { run: 'plimsoll image files docker-archive:cart.tar', does: 'lists the files of what `docker save` wrote' },
    { run: 'plimsoll image history oci:layout:v1 --platform linux/arm64', does: 'shows the steps, with their size' },
  ],
  async run(input, context) {
    const [what, name = ''] = input.arguments;
    return withImage('image', input, name, async (asked) =>
      what === 'packages' ? showPackages(asked, context) : showFiles(asked, what === 'history', context),
    );
  },
};

async function showPackages({ image, options }: AskedImage, context: CommandContext): Promise<number> {
  const { read, inventory } = await inspectImage(image, options);
  context.out(packagesText(inventory));
  return Math.max(tellUnread(read, context), tellUnknown(inventory, context));
}

async function showFiles({ image, options }: AskedImage, asHistory: boolean, context: CommandContext): Promise<number> {
  const read = await readImage(image, options);
  context.out(asHistory ? historyText(image, read) : filesText(read.index));
  return tellUnread(read, context);
}
