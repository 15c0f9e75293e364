import { imageBill } from '../../gate/bills/image-bill.ts';
import { type BilledImage, KeptBills } from '../../gate/bills/kept-bills.ts';
import type { ToldImage } from '../../gate/image/told-image.ts';
import { undatedBill } from '../../sbom/write-bill.ts';
import type { ImageCall } from '../image/image-call.ts';
import { keptResults } from '../image/kept-results.ts';
import { packagesTold, type ToldPlatform } from '../platforms/kept-platforms.ts';
import { platformDifferencesText, tellOfPlatform } from '../platforms/platforms-text.ts';
import { packagesOf, tellPlatforms } from '../platforms/told-platforms.ts';
import { type BillToPut, keptBills, putBills, tellBeside } from './known-bills.ts';
import { type BillOutput, outputsFor } from './sbom-outputs.ts';

/** What bills are written, and the time when they are said to be made. */
export interface BillsToWrite {
  readonly outputs: readonly BillOutput[];
  readonly created: Date;
}

/** Writes the bills of the image that a call names, for each platform that it asks for, keeps them, and gives the exit code. */
export async function writeImageBills(
  call: ImageCall,
  name: string,
  { outputs, created }: BillsToWrite,
): Promise<number> {
  const { verb, input, context } = call;
  const platforms = await tellPlatforms(call, name, packagesTold);
  const results = keptResults(verb, input, context);
  const kept = results && new KeptBills(results);
  let exitCode = 0;
  for (const platform of platforms) {
    const { key, label } = platform;
    const keeping = kept === undefined || key === undefined ? undefined : { kept, image: { key, name } };
    const bills = await billsOf(platform, outputsFor(label, outputs), keeping);
    putBills(bills, created, context);
    exitCode = Math.max(exitCode, tellBeside(bills, tellOfPlatform(label, context)));
  }
  context.out(platformDifferencesText(packagesOf(platforms)));
  await results?.trim();
  return exitCode;
}

/** Where the bills of an image are kept. */
interface Keeping {
  readonly kept: KeptBills;
  readonly image: BilledImage;
}

async function billsOf(
  { inspected, isKnown }: ToldPlatform,
  outputs: readonly BillOutput[],
  keeping: Keeping | undefined,
): Promise<readonly BillToPut[]> {
  if (keeping === undefined) return writtenBills(inspected, outputs);
  const { kept, image } = keeping;
  const known = isKnown ? await keptBills(kept, image, outputs) : undefined;
  if (known !== undefined) return known;
  const bills = writtenBills(inspected, outputs);
  for (const each of bills) await kept.keep(image, each.output.format, each);
  return bills;
}

function writtenBills(inspected: ToldImage, outputs: readonly BillOutput[]): readonly BillToPut[] {
  const bill = imageBill(inspected);
  return outputs.map((output) => ({ output, document: undatedBill(bill, output.format), beside: inspected }));
}
