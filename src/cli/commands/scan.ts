import { dayOf } from '../../advisories/support/days.ts';
import type { SupportContext } from '../../advisories/support/support-of.ts';
import type { Report } from '../../core/report.ts';
import { severities } from '../../core/severity.ts';
import { profileNames } from '../../evidence/rule.ts';
import { billFileOf, readBillFile } from '../../gate/read-bill-file.ts';
import { type ScanInput, type ScannedImage, scan, wantedBy } from '../../gate/scan.ts';
import { scanBill } from '../../gate/scan-bill.ts';
import { toldEnds } from '../../gate/support/told-ends.ts';
import { type Shown, withShown } from '../../gate/vulnerabilities/shown-findings.ts';
import { nodeFiles } from '../../host/node-files.ts';
import { systemClock } from '../../host/system-clock.ts';
import { selectStandard } from '../../policy/standard.ts';
import { reportFormats } from '../../report/index.ts';
import { type Command, type CommandContext, type CommandInput, exitCodeOf } from '../command.ts';
import { databaseFiles } from '../database-place.ts';
import { allPlatformsOption, type InspectedPlatform, packagesOf, refuseForBill } from '../image/asked-platforms.ts';
import { baseOption, inspectWithBases, type PlatformWithBase } from '../image/base-of.ts';
import { tellUnknownOf } from '../image/bill-text.ts';
import { cardText } from '../image/card-text.ts';
import { databaseLines } from '../image/database-lines.ts';
import { imageOrBillArgument } from '../image/image-options.ts';
import { databaseOption, imageOptions } from '../image/option-declarations.ts';
import { platformDifferencesText, platformHeading, tellOfPlatform } from '../image/platforms-text.ts';
import { tellUnknown, tellUnread } from '../image/tell-unread.ts';
import { outputsOf, showsText, writeReport } from '../outputs.ts';
import { policyFor } from '../policy-file.ts';

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
      flags: '--severity <least>',
      description: 'show only vulnerabilities that are at least so severe; the verdict stays',
      choices: severities,
    },
    { flags: '--fixable', description: 'show only vulnerabilities that have a fix; the verdict stays' },
    databaseOption,
    baseOption,
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
    { run: 'plimsoll scan sbom:cart.cdx.json', does: 'asks the advisories for the packages of a bill' },
    { run: 'plimsoll scan dir:/ --standard cis-docker-1.7/4.8', does: 'looks for setuid files of a root file system' },
  ],
  async run(input, context) {
    const [name = ''] = input.arguments;
    const outputs = outputsOf('scan', input.values('output'));
    const found = await policyFor({ policy: input.value('policy'), profile: input.value('profile') }, context);
    const standard = input.value('standard');
    const policy = standard === undefined ? found : selectStandard(found, standard);
    const clock = systemClock(context.environment['SOURCE_DATE_EPOCH']);
    const judging = { policy, clock, database: databaseFiles('scan', input, context) };
    const show: Show = async (report, card) => {
      const isShown = showsText(outputs);
      if (isShown) context.out(card);
      const shown = withShown(report, shownOf(input));
      await writeReport(shown, { outputs, all: input.flag('all') }, context);
      if (isShown) context.out(databaseLines(report, shown, clock.now()));
    };
    const file = billFileOf(name);
    if (file !== undefined) {
      refuseForBill('scan', input);
      return judgeBill(file, judging, show, context);
    }
    const call = { verb: 'scan', input, context };
    const wanted = { name, wanted: wantedBy(policy) };
    const platforms = await inspectWithBases(call, wanted, dayOf(clock.now()));
    const report = await scan(platforms.map(scannedOf), judging);
    const { ends } = await toldEnds(judging.database);
    await show(report, cardsText(platforms, { ends, today: dayOf(clock.now()) }));
    for (const { label, inspected } of platforms) {
      const told = tellOfPlatform(label, context);
      tellUnread({ ...inspected.read, problems: [] }, told);
      tellUnknown(inspected.inventory, told);
    }
    return exitCodeOf(report);
  },
};

/** Shows a report, in the text behind the card of what was judged. */
type Show = (report: Report, card: string) => Promise<void>;

async function judgeBill(file: string, judging: ScanInput, show: Show, context: CommandContext): Promise<number> {
  const { bill } = await readBillFile(
    file,
    nodeFiles(() => context.in),
  );
  const report = await scanBill(bill, file, judging);
  await show(report, '');
  tellUnknownOf(bill, context);
  return exitCodeOf(report);
}

function shownOf(input: CommandInput): Shown {
  const severity = severities.find((each) => each === input.value('severity'));
  return { severity, isFixable: input.flag('fixable') };
}

function scannedOf({ label, inspected }: InspectedPlatform): ScannedImage {
  const { name } = inspected.image;
  return { ...inspected, path: label === undefined ? name : `${name} (${label})` };
}

/** What the image is, for each platform under a heading, and what differs between them. */
function cardsText(platforms: readonly PlatformWithBase[], support: SupportContext): string {
  const cards = platforms.map(
    ({ label, inspected, base }) =>
      (label === undefined ? '' : platformHeading(label)) + cardText(inspected, { ...support, base }),
  );
  const differences = platformDifferencesText(packagesOf(platforms));
  return cards.join('') + (differences === '' ? '' : `${differences}\n`);
}
