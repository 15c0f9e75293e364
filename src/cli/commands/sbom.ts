import { imageBill } from '../../gate/bills/image-bill.ts';
import { systemClock } from '../../host/system-clock.ts';
import { writeOutput } from '../../host/write-output.ts';
import { type BillFormatName, billFormats } from '../../sbom/formats.ts';
import { writeBill } from '../../sbom/write-bill.ts';
import { billArgument, refuseForBill } from '../bill/bill-argument.ts';
import { type BillOutput, billOutputsOf, outputsFor, requireFileForEach } from '../bill/sbom-outputs.ts';
import type { Command, CommandContext } from '../command.ts';
import { imageOrBillArgument } from '../image/image-call.ts';
import { allPlatformsOption, imageOptions } from '../image/option-declarations.ts';
import { tellUnknown, tellUnread } from '../image/tell-unread.ts';
import { packagesTold } from '../platforms/kept-platforms.ts';
import { platformDifferencesText, tellOfPlatform } from '../platforms/platforms-text.ts';
import { packagesOf, tellPlatforms } from '../platforms/told-platforms.ts';

export const command: Command = {
  summary: 'Write what is in an image as a software bill of materials, in CycloneDX or SPDX',
  arguments: [imageOrBillArgument],
  options: [
    {
      flags: '-o, --output <format[=file]>',
      description: `the format, and a file to write: ${Object.keys(billFormats).join(', ')}, or cyclonedx and spdx for short; may be given several times (default: cyclonedx-json)`,
      repeatable: true,
    },
    {
      ...allPlatformsOption,
      description:
        'writes a bill for each platform of an image, into files with {platform} in their names, and tells in which packages they differ',
    },
    ...imageOptions,
  ],
  examples: [
    { run: 'plimsoll sbom docker-archive:cart.tar -o spdx-json=cart.spdx.json', does: 'writes SPDX 2.3 into a file' },
    { run: 'plimsoll sbom oci:layout:v1 > cart.cdx.json', does: 'writes CycloneDX 1.6' },
    {
      run: "plimsoll sbom nginx:1.27 --all-platforms -o 'spdx-json=nginx-{platform}.json'",
      does: 'writes a bill for each platform: nginx-linux-amd64.json and so on',
    },
    { run: 'plimsoll sbom sbom:cart.cdx.json -o spdx-json', does: 'turns a bill into another format' },
  ],
  async run(input, context) {
    const [name = ''] = input.arguments;
    const outputs = billOutputsOf(input.values('output'));
    const created = systemClock(context.environment['SOURCE_DATE_EPOCH']).now();
    const file = billArgument(name);
    if (file !== undefined) {
      refuseForBill('sbom', input);
      const { rewriteBillFile } = await import('../bill/rewrite-bill-file.ts');
      return rewriteBillFile(file, context, (write) => putBills(outputs, (format) => write(format, created), context));
    }
    if (input.flag('allPlatforms')) requireFileForEach(outputs);
    const platforms = await tellPlatforms({ verb: 'sbom', input, context }, name, packagesTold);
    const codes = platforms.map(({ label, inspected }) => {
      const bill = imageBill(inspected);
      putBills(outputsFor(label, outputs), (format) => writeBill(bill, format, created), context);
      const told = tellOfPlatform(label, context);
      return Math.max(tellUnread(inspected.read, told), tellUnknown(inspected.inventory, told));
    });
    context.out(platformDifferencesText(packagesOf(platforms)));
    return Math.max(0, ...codes);
  },
};

function putBills(
  outputs: readonly BillOutput[],
  write: (format: BillFormatName) => string,
  { out }: CommandContext,
): void {
  for (const { format, file } of outputs) {
    const text = write(format);
    if (file === undefined) out(text);
    else writeOutput(file, text);
  }
}
