import { sizedTree } from '../../image/directory-sizes.ts';
import { readImage } from '../../image/read-image.ts';
import { withPlatforms } from '../platforms/asked-platforms.ts';
import { platformHeading, tellOfPlatform } from '../platforms/platforms-text.ts';
import { filesText } from './files-text.ts';
import { historyText } from './history-text.ts';
import type { ImageCall } from './image-call.ts';
import { tellUnread } from './tell-unread.ts';
import { treeText } from './tree-text.ts';

/** What is shown of an image that is read for its files alone. */
export interface Look {
  readonly what: 'files' | 'history' | 'tree';
  /** How many steps of paths a tree shows. */
  readonly depth: number;
}

/** Shows the files of an image, their sizes, or the steps that made it, and gives the exit code. */
export async function lookInside(call: ImageCall, name: string, { what, depth }: Look): Promise<number> {
  const { context } = call;
  const codes = await withPlatforms(call, { name, wanted: 'files' }, async ({ image, options, reading, label }) => {
    const read = await readImage(image, options, reading);
    if (label !== undefined) context.out(platformHeading(label));
    if (what === 'history') context.out(historyText(image, read));
    else context.out(what === 'tree' ? treeText(sizedTree(read.index), depth) : filesText(read.index));
    return tellUnread(read, tellOfPlatform(label, context));
  });
  return Math.max(0, ...codes);
}
