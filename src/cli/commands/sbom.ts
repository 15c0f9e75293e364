import { systemClock } from '../../host/system-clock.ts';
import { billFormats } from '../../sbom/formats.ts';
import { billArgument, refuseForBill } from '../bill/bill-argument.ts';
import { knownBills, putBills, tellBeside } from '../bill/known-bills.ts';
import { billOutputsOf, putBill, requireFileForEach } from '../bill/sbom-outputs.ts';
import type { Command } from '../command.ts';
import { imageOrBillArgument } from '../image/image-call.ts';
import { lazyOption } from '../image/lazy-option.ts';
import { allPlatformsOption, imageOptions } from '../image/option-declarations.ts';

export const command: Command = {
  summary: 'Write what is in an image as a software bill of materials, in CycloneDX or SPDX',
  arguments: [imageOrBillArgument],
  options: [
    {
      flags: '-o, --output <format[=file]>',
      description: `the format, and a file to write: ${Object.keys(billFormats).join(', ')}, or cyclonedx, spdx and spdx3 for short; may be given several times (default: cyclonedx-json)`,
      repeatable: true,
    },
    {
      ...allPlatformsOption,
      description:
        'writes a bill for each platform of an image, into files with {platform} in their names, and tells in which packages they differ',
    },
    ...imageOptions,
    lazyOption,
  ],
  examples: [
    { run: 'plimsoll sbom docker-archive:cart.tar -o spdx-json=cart.spdx.json', does: 'writes SPDX 2.3 into a file' },
    { run: 'plimsoll sbom cart:v1 -o spdx-json@3.0=cart.spdx3.json', does: 'writes SPDX 3.0.1 into a file' },
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
      return rewriteBillFile(file, context, (write) => {
        for (const output of outputs) putBill(output, write(output.format, created), context);
      });
    }
    if (input.flag('allPlatforms')) requireFileForEach(outputs);
    const call = { verb: 'sbom', input, context };
    const known = await knownBills(call, name, outputs);
    if (known !== undefined) {
      putBills(known, created, context);
      return tellBeside(known, context);
    }
    const { writeImageBills } = await import('../bill/write-image-bills.ts');
    return writeImageBills(call, name, { outputs, created });
  },
};
