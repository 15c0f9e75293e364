import { imageBill } from '../../gate/image-bill.ts';
import { inspectImage } from '../../gate/inspect-image.ts';
import { billFileOf, readBillFile } from '../../gate/read-bill-file.ts';
import { nodeFiles } from '../../host/node-files.ts';
import { systemClock } from '../../host/system-clock.ts';
import { writeOutput } from '../../host/write-output.ts';
import { type BillFormatName, billFormats } from '../../sbom/formats.ts';
import { rewriteBill } from '../../sbom/read-bill.ts';
import type { Command, CommandContext } from '../command.ts';
import { tellUnknownOf } from '../image/bill-text.ts';
import { imageOptions, imageOrBillArgument, withImage } from '../image/image-options.ts';
import { type BillOutput, billOutputsOf } from '../image/sbom-outputs.ts';
import { tellUnknown, tellUnread } from '../image/tell-unread.ts';

export const command: Command = {
  summary: 'Write what is in an image as a software bill of materials, in CycloneDX or SPDX',
  arguments: [imageOrBillArgument],
  options: [
    {
      flags: '-o, --output <format[=file]>',
      description: `the format, and a file to write: ${Object.keys(billFormats).join(', ')}; may be given several times (default: cyclonedx-json)`,
      repeatable: true,
    },
    ...imageOptions,
  ],
  examples: [
    { run: 'plimsoll sbom docker-archive:cart.tar -o spdx-json=cart.spdx.json', does: 'writes SPDX 2.3 into a file' },
    { run: 'plimsoll sbom oci:layout:v1 > cart.cdx.json', does: 'writes CycloneDX 1.6' },
    { run: 'plimsoll sbom sbom:cart.cdx.json -o spdx-json', does: 'turns a bill into another format' },
  ],
  async run(input, context) {
    const [name = ''] = input.arguments;
    const outputs = billOutputsOf(input.values('output'));
    const created = systemClock(context.environment['SOURCE_DATE_EPOCH']).now();
    const file = billFileOf(name);
    if (file !== undefined) {
      const read = await readBillFile(
        file,
        nodeFiles(() => context.in),
      );
      writeBill(outputs, (format) => rewriteBill(read, format, created), context);
      return tellUnknownOf(read.bill, context);
    }
    return withImage({ verb: 'sbom', input, context }, name, async ({ image, options, reading }) => {
      const inspected = await inspectImage(image, options, reading);
      const bill = imageBill(inspected);
      writeBill(outputs, (format) => billFormats[format].write(bill, created), context);
      return Math.max(tellUnread(inspected.read, context), tellUnknown(inspected.inventory, context));
    });
  },
};

function writeBill(
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
