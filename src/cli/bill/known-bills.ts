import { type BilledImage, KeptBills, type WrittenBill } from '../../gate/bills/kept-bills.ts';
import { KeptImages } from '../../gate/image/kept-images.ts';
import type { ToldImage } from '../../gate/image/told-image.ts';
import { nodeFileIdentities } from '../../host/node-file-identities.ts';
import { datedBytes } from '../../sbom/undated.ts';
import type { CommandContext } from '../command.ts';
import type { ImageCall } from '../image/image-call.ts';
import { tellNotice } from '../image/tell-notice.ts';
import { tellUnknown, tellUnread } from '../image/tell-unread.ts';
import { packagesTold } from '../platforms/kept-platforms.ts';
import { keptPlaceOf } from '../platforms/told-platforms.ts';
import { type BillOutput, putBill } from './sbom-outputs.ts';

/** A bill, and where it goes. */
export interface BillToPut extends WrittenBill {
  readonly output: BillOutput;
}

/** The bills of a local image, where its files are what they were and each of its bills was written before. Not even its packages are read then. */
export async function knownBills(
  call: ImageCall,
  name: string,
  outputs: readonly BillOutput[],
): Promise<readonly BillToPut[] | undefined> {
  const asked = keptPlaceOf(call, name);
  if (asked === undefined) return undefined;
  const { place, results } = asked;
  const kept = await new KeptImages<ToldImage>(results, packagesTold.form).placed(place, nodeFileIdentities);
  const bills = kept && (await keptBills(new KeptBills(results), { key: kept.key, name }, outputs));
  if (bills !== undefined) for (const notice of kept?.notices ?? []) tellNotice(call.context, notice);
  return bills;
}

/** The bills that are asked for of an image, where each of them was written before. */
export async function keptBills(
  kept: KeptBills,
  image: BilledImage,
  outputs: readonly BillOutput[],
): Promise<readonly BillToPut[] | undefined> {
  const bills: BillToPut[] = [];
  for (const output of outputs) {
    const bill = await kept.read(image, output.format);
    if (bill === undefined) return undefined;
    bills.push({ ...bill, output });
  }
  return bills;
}

/** Writes the bills of one image, with the time when they are said to be made. */
export function putBills(
  bills: readonly BillToPut[],
  created: Date,
  context: Pick<CommandContext, 'out' | 'outBytes'>,
): void {
  for (const { output, document } of bills) putBill(output, datedBytes(document, created), context);
}

/** Says what of the image could not be read, and gives the exit code. Each of its bills has the same beside it. */
export function tellBeside([first]: readonly BillToPut[], told: Pick<CommandContext, 'err'>): number {
  if (first === undefined) return 0;
  const { read, inventory } = first.beside;
  return Math.max(tellUnread(read, told), tellUnknown(inventory, told));
}
