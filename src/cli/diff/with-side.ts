import { imageBill } from '../../gate/bills/image-bill.ts';
import { readBillFile } from '../../gate/bills/read-bill-file.ts';
import type { Side } from '../../gate/diff/differences.ts';
import type { PlatformSide } from '../../gate/diff/paired-platforms.ts';
import { inspectImage } from '../../gate/image/inspect-image.ts';
import { nodeFiles } from '../../host/node-files.ts';
import { billArgument } from '../bill/bill-argument.ts';
import { tellUnknownOf } from '../bill/bill-text.ts';
import type { ImageCall } from '../image/image-call.ts';
import { withImage } from '../image/image-options.ts';
import { tellUnknown, tellUnread } from '../image/tell-unread.ts';
import { withPlatforms } from '../platforms/asked-platforms.ts';
import { tellOfPlatform } from '../platforms/platforms-text.ts';

/** An image or bill that was read, and the exit code that what could not be read of it gives. */
interface ReadSide {
  readonly side: Side;
  readonly code: number;
}

/** Reads an image, or the bill that stands in its place, tells what of it could not be read, and lends it. */
export async function withSide<Result>(
  call: ImageCall,
  name: string,
  use: (read: ReadSide) => Promise<Result>,
): Promise<Result> {
  const { context } = call;
  const file = billArgument(name);
  if (file !== undefined) {
    const { bill } = await readBillFile(
      file,
      nodeFiles(() => context.in),
    );
    return use({ side: { name, bill, image: undefined }, code: tellUnknownOf(bill, context) });
  }
  return withImage(call, { name, wanted: 'packages' }, async ({ image, options, reading }) => {
    const inspected = await inspectImage(image, options, reading);
    const code = Math.max(tellUnread(inspected.read, context), tellUnknown(inspected.inventory, context));
    return use({ side: { name, bill: imageBill(inspected), image: inspected }, code });
  });
}

/** An image that was read for each of its platforms, and the exit code that what could not be read of it gives. */
interface ReadPlatforms {
  readonly sides: readonly PlatformSide[];
  readonly code: number;
}

/** Reads an image for each of its platforms, and tells what could not be read of them. */
export async function platformSides(call: ImageCall, name: string): Promise<ReadPlatforms> {
  const { context } = call;
  let code = 0;
  const sides = await withPlatforms(
    call,
    { name, wanted: 'packages' },
    async ({ image, options, reading, label: platform = '' }): Promise<PlatformSide> => {
      const inspected = await inspectImage(image, options, reading);
      const told = tellOfPlatform(platform, context);
      code = Math.max(code, tellUnread(inspected.read, told), tellUnknown(inspected.inventory, told));
      return { platform, side: { name, bill: imageBill(inspected), image: inspected } };
    },
  );
  return { sides, code };
}
