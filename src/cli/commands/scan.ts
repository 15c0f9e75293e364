import { dayOf } from '../../advisories/support/days.ts';
import type { Report } from '../../core/report.ts';
import { severities } from '../../core/severity.ts';
import { profileNames } from '../../evidence/rule.ts';
import { imageBill } from '../../gate/bills/image-bill.ts';
import { asksForBills, type ScanInput, type ScannedImage, scan, wantedBy } from '../../gate/scan.ts';
import { toldEnds } from '../../gate/support/told-ends.ts';
import { type Shown, withShown } from '../../gate/vulnerabilities/shown-findings.ts';
import { nodeFiles } from '../../host/node-files.ts';
import { systemClock } from '../../host/system-clock.ts';
import { selectStandard } from '../../policy/standard.ts';
import { reportFormats } from '../../report/index.ts';
import type { ScanAgainst } from '../against/earlier-scan.ts';
import { billArgument, refuseForBill } from '../bill/bill-argument.ts';
import { tellUnknownOf } from '../bill/bill-text.ts';
import { type Command, type CommandInput, exitCodeOf } from '../command.ts';
import { databaseFiles } from '../database-place.ts';
import { usageError } from '../errors.ts';
import { baseOption, inspectWithBases, type PlatformWithBase } from '../image/base-of.ts';
import { type CardContext, cardText } from '../image/card-text.ts';
import { databaseLines } from '../image/database-lines.ts';
import { type ImageCall, imageOrBillArgument } from '../image/image-call.ts';
import { keptAnswers } from '../image/kept-answers.ts';
import { keptResults } from '../image/kept-results.ts';
import { allPlatformsOption, databaseOption, imageOptions } from '../image/option-declarations.ts';
import { tellUnknown, tellUnread } from '../image/tell-unread.ts';
import { type Outputs, outputsOf, showsText, writeReport } from '../outputs.ts';
import { platformDifferencesText, platformHeading, tellOfPlatform } from '../platforms/platforms-text.ts';
import { packagesOf } from '../platforms/told-platforms.ts';
import { policyFor } from '../policy-file.ts';
import { withMending } from '../scan/mending.ts';
import { mendingLines } from '../scan/mending-lines.ts';
import { vexOfCall, vexOption } from '../vex-option.ts';

export const command: Command = {
  summary: 'Judge one image: vulnerabilities in its packages, how it was made, what lies in it, what it wastes',
  arguments: [imageOrBillArgument],
  options: [
    {
      flags: '-o, --output <format>',
      description: `report format: ${Object.keys(reportFormats).join(', ')}; FORMAT=FILE writes to a file (default: text)`,
      repeatable: true,
    },
    { flags: '--policy <file>', description: 'the policy file (default: plimsoll.yaml here or in a directory above)' },
    { flags: '--profile <name>', description: 'the built-in profile, without a policy file', choices: profileNames },
    { flags: '--standard <id>', description: 'the rules of a standard alone, by its id or the beginning of it' },
    { flags: '--all', description: 'show every finding, also those that are only recorded' },
    {
      flags: '--against <image or report>',
      description:
        'report only what the image adds over another one, in any place that scan takes, over its own base (`base`), or since the JSON report of an earlier scan: a file that ends in .json',
    },
    {
      flags: '--severity <least>',
      description: 'show only vulnerabilities that are at least so severe; the verdict stays',
      choices: severities,
    },
    { flags: '--fixable', description: 'show only vulnerabilities that have a fix; the verdict stays' },
    {
      flags: '--sbom <file>',
      description: 'a bill in CycloneDX or SPDX that is to be that of the image: what it lists otherwise is a finding',
    },
    vexOption,
    databaseOption,
    baseOption,
    {
      flags: '--new-base <image>',
      description: 'another base: how many vulnerabilities go where the image is built anew on it, and how many come',
      repeatable: true,
    },
    allPlatformsOption,
    ...imageOptions,
  ],
  examples: [
    { run: 'plimsoll scan docker-archive:cart.tar', does: 'says what the image is, and what is wrong with it' },
    { run: 'plimsoll scan oci:layout:v1 -o sarif=cart.sarif -o text', does: 'keeps the findings for programs' },
    { run: 'plimsoll scan nginx:1.27 --severity high --fixable', does: 'shows the vulnerabilities to mend first' },
    {
      run: 'plimsoll scan nginx:1.27 --all-platforms',
      does: 'judges it for each platform, and compares their packages',
    },
    {
      run: 'plimsoll scan registry.example.com/cart:v2 --against registry.example.com/cart:v1',
      does: 'reports what the new one brings',
    },
    {
      run: 'plimsoll scan nginx:1.27 --vex vendor.openvex.json',
      does: 'accepts what the vendor says is no flaw of the product',
    },
    { run: 'plimsoll scan sbom:cart.cdx.json', does: 'asks the advisories for the packages of a bill' },
    {
      run: 'plimsoll scan sbom:bills/ --against report.json',
      does: 'asks them for stored bills, and reports what is new',
    },
    { run: 'plimsoll scan dir:/ --standard cis-docker-1.7/4.8', does: 'looks for setuid files of a root file system' },
  ],
  async run(input, context) {
    const [name = ''] = input.arguments;
    const outputs = outputsOf('scan', input.values('output'));
    const found = await policyFor({ policy: input.value('policy'), profile: input.value('profile') }, context);
    const standard = input.value('standard');
    const policy = standard === undefined ? found : selectStandard(found, standard);
    const clock = systemClock(context.environment['SOURCE_DATE_EPOCH']);
    const call = { verb: 'scan', input, context };
    const vex = await vexOfCall(policy, input, context);
    const asked = { policy, clock, vex, database: databaseFiles('scan', input, context) };
    const show: Show = async (report, { card, bill }) => {
      const isShown = showsText(outputs);
      if (isShown) context.out(card);
      const shown = withShown(report, shownOf(input));
      await writeReport(shown, { outputs, all: input.flag('all'), bill }, context);
      if (isShown) context.out(databaseLines(report, shown, clock.now()) + mendingLines(report));
    };
    const file = billArgument(name);
    if (file !== undefined) {
      refuseForBill('scan', input);
      return judgeBill(file, asked, { call, show });
    }
    const wanted = { name, wanted: wantedBy(policy), withAttached: asksForBills(policy) };
    const asking = { ...asked, answers: keptAnswers(call) };
    const support = await toldEnds(asking);
    const judging = { ...asking, support };
    const platforms = await inspectWithBases(call, wanted, dayOf(clock.now()));
    const held = await heldFor(call, platforms.length);
    const images = platforms.map((each) => ({ ...scannedOf(each), held, key: each.key, attached: each.attached }));
    const earlier = await earlierFor({
      call,
      judged: images.map(({ path, image }) => ({ path, name: image.name, image })),
      judging,
    });
    const judged = await scan(images, { ...judging, ...earlier });
    const report = await withMending(
      judged,
      platforms.map((each) => ({ ...each, path: scannedOf(each).path })),
      { call, judging },
    );
    await keptResults('scan', input, context)?.trim();
    const card = cardsText(platforms, { ends: support.ends, today: dayOf(clock.now()), width: context.width });
    await show(report, { card, bill: billOf(platforms) });
    for (const { label, inspected } of platforms) {
      const told = tellOfPlatform(label, context);
      tellUnread({ ...inspected.read, problems: [] }, told);
      tellUnknown(inspected.inventory, told);
    }
    return exitCodeOf(report);
  },
};

/** Shows a report, in the text behind the card of what was judged. */
type Show = (report: Report, judged: { readonly card: string } & Pick<Outputs, 'bill'>) => Promise<void>;

/** What makes the bill of an image that was read for one platform. */
function billOf([platform, ...others]: readonly PlatformWithBase[]): Outputs['bill'] {
  if (platform === undefined || others.length > 0) return undefined;
  return async () => {
    return imageBill(platform.inspected);
  };
}

async function judgeBill(
  file: string,
  judging: ScanInput,
  { call, show }: { readonly call: ImageCall; readonly show: Show },
): Promise<number> {
  const { context } = call;
  const files = nodeFiles(() => context.in, { readsIgnored: true });
  if ((await files.kindOf(file)) !== 'file') {
    const { judgeBills } = await import('../scan/judge-bills.ts');
    const report = await judgeBills({ call, place: file, files, judging });
    await show(report, { card: '' });
    return exitCodeOf(report);
  }
  const { readBillFile } = await import('../../gate/bills/read-bill-file.ts');
  const { scanBill } = await import('../../gate/scan-bill.ts');
  const { bill } = await readBillFile(file, files);
  const earlier = await earlierFor({ call, judged: [{ path: file, name: file, image: undefined }], judging });
  const report = await scanBill(bill, file, { ...judging, ...earlier });
  await show(report, { card: '', bill: async () => Promise.resolve(bill) });
  tellUnknownOf(bill, context);
  return exitCodeOf(report);
}

/** The bill that the call holds against the image, where it does. */
async function heldFor({ verb, input, context }: ImageCall, platforms: number): Promise<ScannedImage['held']> {
  const name = input.value('sbom');
  if (name === undefined) return undefined;
  if (platforms > 1) throw usageError(verb, 'A bill is of one platform: --sbom goes without --all-platforms.');
  const { readBillFile } = await import('../../gate/bills/read-bill-file.ts');
  const { bill } = await readBillFile(
    name,
    nodeFiles(() => context.in),
  );
  tellUnknownOf(bill, context);
  return { name, isAttached: false, bill };
}

/** What was found in what the call compares with, where it does. */
async function earlierFor(asked: Omit<ScanAgainst, 'against'>): Promise<Pick<ScanInput, 'earlier'>> {
  const against = asked.call.input.value('against');
  if (against === undefined) return {};
  const { earlierScanOf } = await import('../against/earlier-scan.ts');
  return { earlier: await earlierScanOf({ ...asked, against }) };
}

function shownOf(input: CommandInput): Shown {
  const severity = severities.find((each) => each === input.value('severity'));
  return { severity, isFixable: input.flag('fixable') };
}

function scannedOf({ label, inspected }: PlatformWithBase): ScannedImage {
  const { name } = inspected.image;
  return { ...inspected, path: label === undefined ? name : `${name} (${label})` };
}

/** What the image is, for each platform under a heading, and what differs between them. */
function cardsText(platforms: readonly PlatformWithBase[], told: Omit<CardContext, 'base'>): string {
  const cards = platforms.map(
    ({ label, inspected, base }) =>
      (label === undefined ? '' : platformHeading(label)) + cardText(inspected, { ...told, base }),
  );
  const differences = platformDifferencesText(packagesOf(platforms));
  return cards.join('') + (differences === '' ? '' : `${differences}\n`);
}
