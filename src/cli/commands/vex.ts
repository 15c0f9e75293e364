import type { FindingDocument } from '../../contract/report.ts';
import { problemOf, UserError } from '../../core/errors.ts';
import { scan } from '../../gate/scan.ts';
import { type AcceptedFlaws, acceptedFlaws } from '../../gate/vulnerabilities/accepted-flaws.ts';
import { imageNamed, namesOfBill, namesOfImage } from '../../gate/vulnerabilities/software-names.ts';
import { nodeFiles } from '../../host/node-files.ts';
import { systemClock } from '../../host/system-clock.ts';
import { writeOutput } from '../../host/write-output.ts';
import { printable } from '../../report/excerpt/printable.ts';
import { plural } from '../../report/shown/plural.ts';
import { reportDocument } from '../../report/wire.ts';
import { vexErrors } from '../../vex/errors.ts';
import { openVexText } from '../../vex/write-openvex.ts';
import { readEarlierReport } from '../against/earlier-report.ts';
import { billArgument } from '../bill/bill-argument.ts';
import type { Command, CommandContext, CommandInput } from '../command.ts';
import { databaseFiles } from '../database-place.ts';
import { usageError } from '../errors.ts';
import { imageOrBillArgument } from '../image/image-call.ts';
import { databaseOption, imageOptions } from '../image/option-declarations.ts';
import { policyOption } from '../judging-options.ts';
import { judgeableTold } from '../platforms/kept-platforms.ts';
import { tellPlatforms } from '../platforms/told-platforms.ts';
import { policyFor } from '../policy-file.ts';

export const command: Command = {
  summary: 'Write what exceptions say of vulnerabilities as OpenVEX, for others who scan the image',
  arguments: [{ ...imageOrBillArgument, name: '[image]' }],
  options: [
    {
      flags: '--report <file>',
      description: 'takes the findings of a report that `scan` or `gate` wrote with -o json, instead of an image',
    },
    { flags: '-o, --output <file>', description: 'the file to write (default: standard output)' },
    {
      flags: '--author <name>',
      description: 'who makes the statements, as an address or URL (default: the owners of the exceptions)',
    },
    policyOption,
    databaseOption,
    ...imageOptions,
  ],
  examples: [
    {
      run: 'plimsoll vex registry.example.com/shop/cart:v1 -o cart.openvex.json',
      does: 'scans an image and writes what is accepted',
    },
    {
      run: 'plimsoll vex --report report.json -o cart.openvex.json',
      does: 'does so from a report, which may be of a gate',
    },
  ],
  async run(input, context) {
    const [image] = input.arguments;
    const report = input.value('report');
    if ((image === undefined) === (report === undefined))
      throw usageError('vex', 'Name an image, or a report with --report: one of them.');
    const flaws =
      report === undefined ? await flawsOfNamed(image ?? '', input, context) : await flawsOfReport(report, context);
    const { statements, owners } = flaws;
    tell(flaws, context);
    if (statements.length === 0) throw new UserError(problemOf(vexErrors, 'PL_E_VEX_EMPTY', {}));
    const timestamp = systemClock(context.environment['SOURCE_DATE_EPOCH']).now();
    const text = openVexText(statements, { author: input.value('author') ?? owners.join(', '), timestamp });
    const file = input.value('output');
    if (file === undefined) context.out(text);
    else writeOutput(file, text);
    return 0;
  },
};

async function flawsOfNamed(name: string, input: CommandInput, context: CommandContext): Promise<AcceptedFlaws> {
  const file = billArgument(name);
  return file === undefined ? flawsOfImage(name, input, context) : flawsOfBill(file, input, context);
}

/** What a bill describes is named as the bill names it: as an image, or by the link to the bill. */
async function flawsOfBill(file: string, input: CommandInput, context: CommandContext): Promise<AcceptedFlaws> {
  const { readBillFile } = await import('../../gate/bills/read-bill-file.ts');
  const { scanBill } = await import('../../gate/scan-bill.ts');
  const policy = await policyFor({ policy: input.value('policy'), profile: undefined }, context);
  const clock = systemClock(context.environment['SOURCE_DATE_EPOCH']);
  const { bill } = await readBillFile(
    file,
    nodeFiles(() => context.in, { readsIgnored: true }),
  );
  const report = await scanBill(bill, file, { policy, clock, database: databaseFiles('vex', input, context) });
  const { images, link } = namesOfBill(bill, file);
  const [product = link] = images.map(String);
  return acceptedFlaws(reportDocument(report).findings, () => product || undefined);
}

async function flawsOfImage(name: string, input: CommandInput, context: CommandContext): Promise<AcceptedFlaws> {
  const policy = await policyFor({ policy: input.value('policy'), profile: undefined }, context);
  const clock = systemClock(context.environment['SOURCE_DATE_EPOCH']);
  const platforms = await tellPlatforms({ verb: 'vex', input, context }, name, judgeableTold('flaws'));
  const images = platforms.map(({ inspected }) => ({ ...inspected, path: inspected.image.name }));
  const report = await scan(images, { policy, clock, database: databaseFiles('vex', input, context) });
  const products = new Map(
    images.map(({ image }) => [image.name, namesOfImage(image, image.name).images[0]?.toString()]),
  );
  return acceptedFlaws(reportDocument(report).findings, (image) => products.get(image));
}

async function flawsOfReport(path: string, context: CommandContext): Promise<AcceptedFlaws> {
  const report = await readEarlierReport(
    nodeFiles(() => context.in),
    path,
  );
  const digests = new Map(report.images.map(({ reference, digest }) => [reference, digest]));
  const findings: readonly FindingDocument[] = report.findings;
  return acceptedFlaws(findings, (name) =>
    isBill(name) ? undefined : imageNamed(name, digests.get(name))?.toString(),
  );
}

/** Of a bill a report has nothing but the file; the image that it describes stands in that. */
function isBill(name: string): boolean {
  return /\.json$/i.test(name);
}

/** What others will not take from the document, and what it does not say. */
function tell({ statements, unnamed }: AcceptedFlaws, { err }: CommandContext): void {
  const affected = statements.filter(({ justification }) => justification === undefined).length;
  if (affected > 0) {
    const which = `${plural(affected, 'statement')} of ${statements.length}`;
    err(
      `plimsoll: ${which} say that the product is affected, and accept nothing elsewhere: a \`justification\` in the exception says why the flaw cannot be used.\n`,
    );
  }
  for (const each of unnamed)
    err(
      `plimsoll: ${printable(each)} is left out: no package URL names it or its image. For a bill: \`plimsoll vex sbom:FILE\`.\n`,
    );
}
