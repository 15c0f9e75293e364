import { problemOf, UserError } from '../../core/errors.ts';
import { attachedToImage } from '../../gate/bills/attached-bills.ts';
import { readBillFile } from '../../gate/bills/read-bill-file.ts';
import { earlierImage, earlierReport } from '../../gate/earlier.ts';
import { gatherImage } from '../../gate/image/gather-image.ts';
import { inspectImage } from '../../gate/image/inspect-image.ts';
import type { Earlier } from '../../gate/input.ts';
import { asksForBills, type ScanInput, type ScannedImage, scan, wantedBy } from '../../gate/scan.ts';
import { scanBill } from '../../gate/scan-bill.ts';
import { nodeFiles } from '../../host/node-files.ts';
import { baseReferenceOf } from '../../image/base-name.ts';
import { openImage, openReference } from '../../image/open-image.ts';
import type { OpenedImage } from '../../image/opened-image.ts';
import { singlePass } from '../../image/streamed-layers.ts';
import type { Policy } from '../../policy/policy.ts';
import { reportDocument } from '../../report/wire.ts';
import { billFileOf } from '../bill/bill-argument.ts';
import { tellUnknownOf } from '../bill/bill-text.ts';
import { commandErrors, usageError } from '../errors.ts';
import type { ImageCall } from '../image/image-call.ts';
import { type ReadingTools, withReading } from '../image/image-options.ts';
import { tellUnknown, tellUnread } from '../image/tell-unread.ts';
import { keyOfJudged } from '../platforms/kept-platforms.ts';
import { tellOfPlatform } from '../platforms/platforms-text.ts';
import { readEarlierReport } from './earlier-report.ts';

/** The base of the image that is scanned, as `--against` takes it. */
const BASE = 'base';

/** What a scan is to be compared with. */
export interface ScanAgainst {
  readonly call: ImageCall;
  /** A place that scan takes, a bill, the JSON report of an earlier run, or `base`. */
  readonly against: string;
  /** What is judged now: an image, for each platform that is asked for, or a bill. */
  readonly judged: readonly JudgedNow[];
  readonly judging: ScanInput;
}

/** What is judged now. */
export interface JudgedNow {
  /** What the report calls it. */
  readonly path: string;
  /** Its name. */
  readonly name: string;
  /** Undefined for a bill. */
  readonly image: Pick<OpenedImage, 'platform' | 'config' | 'annotations'> | undefined;
}

/** What was found in what a scan is compared with. */
export async function earlierScanOf(asked: ScanAgainst): Promise<Earlier> {
  const { against, call } = asked;
  const bill = billFileOf(against);
  if (bill !== undefined) return earlierInBill(asked, bill);
  if (!isReport(against)) return earlierInImage(asked);
  const files = nodeFiles(() => call.context.in);
  return earlierImage(against, await readEarlierReport(files, against));
}

/** A name that ends in .json is a report, every other an image: `./cart.tar` is an archive of one. */
function isReport(against: string): boolean {
  return /\.json$/i.test(against);
}

async function earlierInBill({ against, call, judged, judging }: ScanAgainst, file: string): Promise<Earlier> {
  const { context, verb } = call;
  const [only, ...others] = judged;
  if (only === undefined || others.length > 0)
    throw usageError(verb, 'A bill is of one platform: compare it without --all-platforms.');
  const { bill } = await readBillFile(
    file,
    nodeFiles(() => context.in),
  );
  tellUnknownOf(bill, { ...context, ...tellOfPlatform(against, context) });
  return earlierImage(against, reportDocument(await scanBill(bill, only.name, judging)));
}

/** Judges an image for the platforms of what is judged now, and by its name: what is found in both has one identity. */
async function earlierInImage({ call, against, judged, judging }: ScanAgainst): Promise<Earlier> {
  const { context } = call;
  return withReading(call, async (tools) => {
    const scanned: ScannedImage[] = [];
    const names = new Set<string>();
    for (const now of judged) {
      const inspected = await inspectOther(against, now, { call, tools, policy: judging.policy });
      const { image, read, inventory } = inspected;
      names.add(image.digest === undefined ? image.name : `${nameAlone(image.name)}@${image.digest.slice(0, SHORT)}`);
      const told = tellOfPlatform(image.name, context);
      tellUnread(read, told);
      tellUnknown(inventory, told);
      scanned.push({ ...inspected, path: now.path, image: { ...image, name: now.name } });
    }
    return earlierReport([...names].join(', '), reportDocument(await scan(scanned, judging)));
  });
}

/** As much of a digest as people compare: the algorithm and twelve digits. */
const SHORT = 'sha256:'.length + 12;

/** Without a digest, which is told apart. */
function nameAlone(name: string): string {
  return name.replace(/@sha256:[0-9a-f]{64}$/, '');
}

interface Other {
  readonly call: ImageCall;
  readonly tools: ReadingTools;
  readonly policy: Policy;
}

/** Reads what an image is compared with: the one that is named, or its base. */
async function inspectOther(
  against: string,
  now: JudgedNow,
  { call, tools, policy }: Other,
): Promise<Omit<ScannedImage, 'path'>> {
  // Without a platform that was asked for, the other one is taken for that of this one.
  const platform = now.image?.platform ?? '';
  const wanted = wantedBy(policy);
  const { places, reading } = singlePass(
    {
      places: platform === '' ? tools.places : { ...tools.places, platform },
      reading: tools.readingOf(wanted),
    },
    tools.options,
  );
  const options = { platform: platform === '' ? call.input.value('platform') : undefined };
  // Who names the one base with --base knows it better than the image.
  const [given, ...others] = call.input.values('base');
  const named = against === BASE && others.length === 0 ? given : against;
  const image =
    named === undefined || named === BASE
      ? await openReference(baseOf(now), places, options)
      : await openImage(named, places, options);
  try {
    const inspected = await inspectImage(image, tools.options, reading);
    return {
      ...gatherImage(inspected),
      key: keyOfJudged(tools.kept, inspected, wanted),
      attached: asksForBills(policy) ? await attachedToImage(image) : undefined,
    };
  } finally {
    await image.close();
  }
}

/** The base that an image names itself. Whoever made it can have no file of this machine read: it is opened in a registry, always. */
function baseOf({ name, image }: JudgedNow): string {
  const base = image === undefined ? '' : baseReferenceOf(image);
  if (base === '') throw new UserError(problemOf(commandErrors, 'PL_E_AGAINST_NO_BASE', { image: name }));
  return base;
}
