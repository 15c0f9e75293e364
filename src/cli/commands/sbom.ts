import { imageBill } from '../../gate/image-bill.ts';
import { inspectImage } from '../../gate/inspect-image.ts';
import { systemClock } from '../../host/system-clock.ts';
import { writeOutput } from '../../host/write-output.ts';
import { billFormats } from '../../sbom/formats.ts';
import type { Command } from '../command.ts';
import { imageArgument, imageOptions, withImage } from '../image/image-options.ts';
import { billOutputsOf } from '../image/sbom-outputs.ts';
import { tellUnknown, tellUnread } from '../image/tell-unread.ts';

export const command: Command = {
  summary: 'Write what is in an image as a software bill of materials, in CycloneDX or SPDX',
  arguments: [imageArgument],
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
  ],
  async run(input, context) {
    const [name = ''] = input.arguments;
    const outputs = billOutputsOf(input.values('output'));
    const created = systemClock(context.environment['SOURCE_DATE_EPOCH']).now();
    return withImage({ verb: 'sbom', input, context }, name, async ({ image, options }) => {
      const inspected = await inspectImage(image, options);
      const bill = imageBill(inspected);
      for (const { format, file } of outputs) {
        const text = billFormats[format].write(bill, created);
        if (file === undefined) context.out(text);
        else writeOutput(file, text);
      }
      return Math.max(tellUnread(inspected.read, context), tellUnknown(inspected.inventory, context));
    });
  },
};
