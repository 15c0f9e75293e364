import { problemOf, UserError } from '../../core/errors.ts';
import { parseImageReference } from '../../core/image-reference.ts';
import type { ImageSettings, UnopenedImage } from '../../core/images.ts';
import type { Clock, OwnFiles } from '../../core/ports.ts';
import { attachedToImage } from '../../gate/bills/attached-bills.ts';
import type { PlatformPackages } from '../../gate/diff/platform-differences.ts';
import { gatherImage } from '../../gate/image/gather-image.ts';
import { type InspectedImage, inspectImage } from '../../gate/image/inspect-image.ts';
import { settingsOfAll } from '../../gate/image/platform-settings.ts';
import type { JudgeableImage } from '../../gate/input.ts';
import { WHOLE_REGISTRY } from '../../gate/pin/resolve-images.ts';
import { asksForBills, type ImageUnit, unitOfImage, wantedBy } from '../../gate/scan.ts';
import type { KeptAnswers } from '../../gate/vulnerabilities/kept-answers.ts';
import type { VexRun } from '../../gate/vulnerabilities/vex-run.ts';
import { systemClock } from '../../host/system-clock.ts';
import { closedOnError } from '../../image/closed-on-error.ts';
import { imageErrors } from '../../image/errors.ts';
import type { ImagePlaces } from '../../image/image-places.ts';
import { openImage, openPlatforms, openReference, openReferencePlatforms } from '../../image/open-image.ts';
import type { OpenedImage } from '../../image/opened-image.ts';
import { settingsOf } from '../../image/run-settings.ts';
import { singlePass } from '../../image/streamed-layers.ts';
import type { Policy } from '../../policy/policy.ts';
import { printable } from '../../report/excerpt/printable.ts';
import { databaseFiles } from '../database-place.ts';
import { areAllAsked } from '../platforms/all-platforms.ts';
import { keyOfJudged } from '../platforms/kept-platforms.ts';
import { PlatformLabels } from '../platforms/platform-labels.ts';
import { fullNames, type GivenImages } from './given-images.ts';
import type { ImageCall } from './image-call.ts';
import { type OpenReading, openReading } from './image-options.ts';
import { ImagesIn } from './images-in.ts';
import { keptAnswers } from './kept-answers.ts';

/** One judging of a deployment. */
export interface GatedRun {
  readonly policy: Policy;
  readonly vex: VexRun | undefined;
  /** Registries that do not answer, and why: none is asked again. */
  readonly silent: Map<string, UserError>;
  /** What is installed on each platform, by the reference of images that were read for several. */
  readonly platforms: Map<string, readonly PlatformPackages[]>;
}

/** An image as it is judged for one platform. */
interface JudgeablePlatform extends ImageUnit {
  readonly label: string;
  readonly inspected: InspectedImage;
  readonly settings: ImageSettings;
}

/** Where the images of a call lie, and what reads them. */
interface FoundImages {
  readonly given: GivenImages;
  readonly images: ImagesIn;
  readonly tools: OpenReading;
}

/**
 * Opens the images that manifests name: where the call says that they lie, and otherwise in their registries, however they are written. Whoever
 * wrote a manifest can have no file of this machine read.
 */
export class GatedImages {
  readonly #tools: OpenReading;
  readonly #platform: string | undefined;
  readonly #isForAll: boolean;
  readonly #given: GivenImages;
  readonly #images: ImagesIn;
  readonly #database: OwnFiles;
  readonly #answers: KeptAnswers | undefined;
  readonly #clock: Clock;

  private constructor(call: ImageCall, { given, images, tools }: FoundImages) {
    const { verb, input, context } = call;
    this.#isForAll = areAllAsked(call);
    this.#tools = tools;
    this.#images = images;
    this.#platform = input.value('platform');
    this.#given = given;
    this.#database = databaseFiles(verb, input, context);
    this.#answers = keptAnswers(call);
    this.#clock = systemClock(context.environment['SOURCE_DATE_EPOCH']);
  }

  /** What opens the images of a call. Its user closes it. */
  static async of(call: ImageCall, given: GivenImages): Promise<GatedImages> {
    const tell = (notice: string): void => call.context.err(`plimsoll: ${printable(notice)}\n`);
    const images = await ImagesIn.of({ verb: call.verb, paths: call.input.values('images'), tell });
    return new GatedImages(call, { given, images, tools: await openReading(call) });
  }

  /** Opens an image and reads what the policy asks of it; what keeps it from that is told. */
  async open(reference: string, run: GatedRun): Promise<JudgeableImage | UnopenedImage> {
    const { silent } = run;
    const registry = this.#registryOf(reference);
    const silence = silent.get(registry);
    if (silence !== undefined) return unopened(reference, silence);
    try {
      return judgeableOf(await this.#read(reference, run), run);
    } catch (error) {
      if (!(error instanceof UserError)) throw error;
      if (registry !== '' && WHOLE_REGISTRY.has(error.problem.code)) silent.set(registry, error);
      return unopened(reference, error);
    }
  }

  async close(): Promise<void> {
    await this.#tools.close();
  }

  /** Empty for an image that the call gives, and for what names none. */
  #registryOf(reference: string): string {
    const parsed = parseImageReference(reference);
    return typeof parsed === 'string' || this.#placeOf(reference) !== undefined ? '' : parsed.registry;
  }

  /** Where the call says that an image lies. */
  #placeOf(reference: string): string | undefined {
    const [given] = fullNames(reference).flatMap((name) => this.#given.get(name) ?? []);
    return given?.place ?? this.#images.find(reference);
  }

  /** Reads an image, for one platform or for each that it is there for. */
  async #read(reference: string, run: GatedRun): Promise<readonly JudgeablePlatform[]> {
    const { places, options, readingOf } = this.#tools;
    // Layers that platforms have in common are read once.
    const shared = { ...readingOf(wantedBy(run.policy)), known: new Map() };
    const pass = singlePass({ places, reading: shared }, options);
    const platforms: JudgeablePlatform[] = [];
    const labels = new PlatformLabels();
    for await (const image of this.#open(reference, pass.places)) {
      const label = this.#isForAll ? labels.add(image.platform) : '';
      const inspected = await inspectImage({ ...image, name: reference }, options, pass.reading);
      platforms.push({ label, ...(await this.#judge(inspected, label, run)) });
    }
    return platforms;
  }

  #open(reference: string, places: ImagePlaces): AsyncGenerator<OpenedImage, void, undefined> {
    const place = this.#placeOf(reference);
    if (!this.#isForAll) return alone(async () => this.#find(reference, place, places));
    return place === undefined ? openReferencePlatforms(reference, places) : platformsAt(place, reference, places);
  }

  async #find(reference: string, place: string | undefined, places: ImagePlaces): Promise<OpenedImage> {
    const options = { platform: this.#platform };
    if (place === undefined) return openReference(reference, places, options);
    const image = await openImage(place, places, options);
    return closedOnError(image.close, async () => {
      requirePinned(image, reference, place);
      return image;
    });
  }

  async #judge(
    inspected: InspectedImage,
    label: string,
    { policy, vex }: GatedRun,
  ): Promise<Omit<JudgeablePlatform, 'label'>> {
    const { image } = inspected;
    const asked = { policy, vex, clock: this.#clock, database: this.#database, answers: this.#answers };
    const attached = asksForBills(policy) ? await attachedToImage(image) : undefined;
    const path = label === '' ? image.name : `${image.name} (${label})`;
    const key = keyOfJudged(this.#tools.kept, inspected, wantedBy(policy));
    const unit = await unitOfImage({ ...gatherImage(inspected), key, attached, path }, asked);
    return { inspected, settings: settingsOf(image.config, inspected.read.index), ...unit };
  }
}

async function* alone(open: () => Promise<OpenedImage>): AsyncGenerator<OpenedImage, void, undefined> {
  const image = await open();
  try {
    yield image;
  } finally {
    await image.close();
  }
}

async function* platformsAt(
  place: string,
  reference: string,
  places: ImagePlaces,
): AsyncGenerator<OpenedImage, void, undefined> {
  for await (const image of openPlatforms(place, places)) {
    requirePinned(image, reference, place);
    yield image;
  }
}

function judgeableOf(read: readonly JudgeablePlatform[], { platforms }: GatedRun): JudgeableImage {
  const [first] = read;
  if (first !== undefined && read.length > 1) {
    const packages = read.map(({ label, inspected }) => ({ platform: label, packages: inspected.inventory.packages }));
    platforms.set(first.inspected.image.name, packages);
  }
  const image = first?.inspected.image;
  const settings = settingsOfAll(read.map((each) => each.settings));
  return {
    state: 'known',
    // That of the list of them, where there is one.
    digest: read.length > 1 ? image?.listedIn?.[0] : image?.digest,
    ...(settings === undefined ? {} : { settings }),
    units: read.map(({ unit }) => unit),
    databases: read.flatMap(({ database }) => database ?? []),
  };
}

/** A digest in a manifest names one image, whoever gives another. A registry gives no other. */
function requirePinned({ digest, listedIn = [] }: OpenedImage, reference: string, place: string): void {
  const parsed = parseImageReference(reference);
  const pinned = typeof parsed === 'string' ? undefined : parsed.digest;
  if (pinned === undefined || digest === pinned || listedIn.includes(pinned)) return;
  const found = [...(digest === undefined ? [] : [digest]), ...listedIn];
  throw new UserError(problemOf(imageErrors, 'PL_E_IMAGE_NOT_PINNED', { image: reference, place, found }));
}

/** Those who cannot let it be fetched can give it. */
function unopened(reference: string, { problem: { message, remedy } }: UserError): UnopenedImage {
  const told = `Image ${reference} could not be opened: `;
  return {
    state: 'unknown',
    why: message.startsWith(told) ? message.slice(told.length) : message,
    supply: `${remedy} An image that lies on this machine is given with --image REFERENCE=PLACE or --images DIRECTORY.`,
  };
}
