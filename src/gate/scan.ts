import { dayOf } from '../advisories/support/days.ts';
import type { Problem } from '../core/errors.ts';
import type { Report } from '../core/report.ts';
import type { Missing } from '../core/verdict.ts';
import type { ImageKnowledge, ImageNeed, ImageView } from '../evidence/image/image-view.ts';
import { imageOfOpened } from '../evidence/image/opened-view.ts';
import type { Wanted } from '../inventory/wanted.ts';
import { ExceptionLedger } from '../policy/exceptions.ts';
import { activeRules, type Policy } from '../policy/policy.ts';
import type { AttachedToImage } from './bills/attached-bills.ts';
import type { HeldBill } from './bills/held-bill.ts';
import { withBills } from './bills/with-bills.ts';
import type { GatheredImage } from './image/gathered-image.ts';
import type { CheckInput } from './input.ts';
import { type JudgedUnit, judgeUnit } from './judge-unit.ts';
import { loadImage } from './load-image.ts';
import { onlyNew } from './only-new.ts';
import { reportOf } from './report-of.ts';
import { imageSupports } from './support/image-supports.ts';
import { type EndsOfSupport, toldEnds } from './support/told-ends.ts';
import type { Unit } from './unit.ts';
import { type AskedDatabase, adviceFor } from './vulnerabilities/advice-for.ts';
import { joinedDatabases } from './vulnerabilities/joined-databases.ts';
import { distributionDoubt, doubtsOfInventory, listOfInventory } from './vulnerabilities/listed-inventory.ts';
import type { PackageList } from './vulnerabilities/package-list.ts';
import { namesOfImage, type SoftwareNames } from './vulnerabilities/software-names.ts';
import { staleAdvisories } from './vulnerabilities/stale-advisories.ts';
import type { VexRun } from './vulnerabilities/vex-run.ts';
import { vulnerabilityPlaces } from './vulnerabilities/vulnerability-places.ts';

/** What an image is judged with. */
export interface ScanInput extends Omit<CheckInput, 'units'>, AskedDatabase {
  /** Until when releases are supported, where that was asked already. */
  readonly support?: EndsOfSupport | undefined;
  readonly vex?: VexRun | undefined;
}

/** Which advisories are asked, where the policy asks for any. */
export type AdvisoriesInput = Pick<ScanInput, 'policy' | 'clock' | 'database' | 'answers' | 'support' | 'vex'>;

/** An image that is to be judged. */
export interface ScannedImage extends GatheredImage {
  /** What the report calls it: the name of the image, with its platform where several are judged. */
  readonly path: string;
  /** Under which it is kept; left out for one that is not. */
  readonly key?: string | undefined;
  /** The bill that is held against it. */
  readonly held?: HeldBill | undefined;
  /** What is attached to it; left out where nobody looked, or nothing can be. */
  readonly attached?: AttachedToImage | undefined;
}

/** Judges an image that was read, for each platform that it was read for; its packages by the advisories, where the policy asks for that. */
export async function scan(images: readonly ScannedImage[], input: ScanInput): Promise<Report> {
  const now = input.clock.now();
  return judgeScanned(
    images.map((image) => scannedOf(image, now)),
    input,
  );
}

/** What there is to judge of an image that was read, for those who judge it beside other things. */
export async function unitOfImage(image: ScannedImage, asked: AdvisoriesInput): Promise<ImageUnit> {
  return unitOfScanned(scannedOf(image, asked.clock.now()), asked);
}

/** What is known of something that is judged. */
export interface Scanned {
  readonly view: ImageView;
  readonly list: PackageList;
  /** Under which answers about it are kept; left out where none are. */
  readonly key?: string | undefined;
  /** What VEX may call it. */
  readonly names: () => SoftwareNames;
  /** What could not be read of it. */
  readonly unread: readonly Problem[];
  /** Why packages may be missing. */
  readonly doubts: readonly Problem[];
  /** Why its distribution may not be the one that is named, as a clause. */
  readonly distributionDoubt: string | undefined;
}

/** An image as it is judged, and the advisories that were asked for it. */
export interface ImageUnit {
  readonly unit: Unit;
  readonly database: Report['database'];
}

/** Judges what is known of images, or of what bills list. */
export async function judgeScanned(scanned: readonly Scanned[], input: ScanInput): Promise<Report> {
  const { policy, clock } = input;
  const exceptions = new ExceptionLedger(policy.exceptions, clock.now());
  const asked: ImageUnit[] = [];
  for (const each of scanned) asked.push(await unitOfScanned(each, input));
  const units = asked.map(({ unit }) => unit);
  const judged: JudgedUnit[] = [];
  for (const unit of units) judged.push(await judgeUnit(unit, { policy, exceptions, context: [] }));
  const database = joinedDatabases(asked.flatMap((each) => each.database ?? []));
  const found = onlyNew(judged, input.earlier);
  return reportOf('scan', { units, policy, clock, vex: input.vex }, { ...found, exceptions, database }, []);
}

function scannedOf(scanned: ScannedImage, now: Date): Scanned {
  const { path, key, image, read, inventory, evidence, history } = scanned;
  const view = withBills(imageOfOpened({ image, path, read, evidence, history, now }), scanned);
  return {
    view,
    list: listOfInventory(inventory),
    key,
    names: () => namesOfImage(image, path),
    unread: read.problems,
    doubts: doubtsOfInventory(inventory),
    distributionDoubt: distributionDoubt(inventory),
  };
}

/** What there is to judge of something by what is known of it: the advisories are asked, where the policy asks for that. */
export async function unitOfScanned(scanned: Scanned, input: AdvisoriesInput): Promise<ImageUnit> {
  const { view, unread } = scanned;
  const asked = asksFor('vulnerabilities', input.policy) ? await askedAbout(scanned, input) : undefined;
  const supported = asksFor('support', input.policy) ? await supportedUntil(scanned, input) : undefined;
  const image = { ...view, ...asked?.told, ...supported?.told };
  const known = { ...view.known, ...asked?.known, ...supported?.known };
  const problems = new Map([...unread, ...(asked?.problems ?? []), ...(supported?.problems ?? [])].map(keyed));
  return { unit: loadImage({ ...image, known }, [...problems.values()].map(missingOf)), database: asked?.database };
}

/** What is to be read of the files of an image that is judged by a policy. */
export function wantedBy(policy: Policy): Wanted {
  if (asksFor('content', policy)) return 'credentials';
  return asksFor('vulnerabilities', policy) ? 'flaws' : 'packages';
}

/** Whether a policy asks for the bills that are attached to images. */
export function asksForBills(policy: Policy): boolean {
  return asksFor('bill', policy);
}

/** The same may be wrong with all that is asked of a database. */
function keyed(problem: Problem): readonly [key: string, problem: Problem] {
  return [`${problem.code} ${problem.message}`, problem];
}

function asksFor(need: ImageNeed, policy: Policy): boolean {
  return activeRules(policy).some(({ rule }) => rule.scope === 'local' && rule.needs?.includes(need) === true);
}

/** What an image was asked for, beyond what is in it. */
interface Asked {
  readonly told: Partial<ImageView>;
  readonly known: Partial<ImageView['known']>;
  readonly problems: readonly Problem[];
}

async function askedAbout(
  { view, names, doubts, ...asking }: Scanned,
  { policy, clock, vex, ...database }: AdvisoriesInput,
): Promise<Asked & Pick<ImageUnit, 'database'>> {
  const asked = await adviceFor(asking, database);
  const stale = staleAdvisories(asked.database, policy.maxDatabaseDays, clock.now());
  const problems = [...asked.problems, ...stale, ...doubts];
  const { distribution } = asking.list;
  const at: ImageView['files']['at'] = (layer, key, files) => view.files.at(layer, key, files);
  return {
    told: {
      vulnerabilities: vulnerabilityPlaces(asked.flaws, {
        now: clock.now(),
        at,
        vexOf: vex?.of(names(), distribution),
      }),
    },
    known: {
      vulnerabilities: knowledgeOf('vulnerabilities', problems[0], view),
      exploitation: knowledgeOf('exploitation', asked.notExploited, view),
      likelihood: knowledgeOf('likelihood', asked.notLikely, view),
    },
    problems,
    database: asked.database,
  };
}

async function supportedUntil(
  { view, list, distributionDoubt: doubt }: Scanned,
  { clock, support, ...database }: AdvisoriesInput,
): Promise<Asked> {
  const { ends, problem } = support ?? (await toldEnds(database));
  const today = dayOf(clock.now());
  const at: ImageView['files']['at'] = (layer, key, files) => view.files.at(layer, key, files);
  return {
    told: { supports: imageSupports(list, { ends, today, at, doubt }) },
    known: { support: 'known' },
    problems: problem === undefined ? [] : [problem],
  };
}

function knowledgeOf(need: ImageNeed, problem: Problem | undefined, { user }: ImageView): ImageKnowledge {
  if (problem === undefined) return 'known';
  return { why: problem.message, supply: problem.remedy, at: { ...user.at, key: need } };
}

function missingOf({ code, message, remedy }: Problem): Missing {
  return { code, what: message, supply: remedy };
}
