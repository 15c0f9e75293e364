import { problemOf, UserError } from '../../core/errors.ts';
import { parseImageReference } from '../../core/image-reference.ts';
import type { UnopenedImage } from '../../core/images.ts';
import type { Clock, OwnFiles } from '../../core/ports.ts';
import { attachedToImage } from '../../gate/bills/attached-bills.ts';
import { gatherImage } from '../../gate/image/gather-image.ts';
import { type InspectedImage, inspectImage } from '../../gate/image/inspect-image.ts';
import type { JudgeableImage } from '../../gate/input.ts';
import { WHOLE_REGISTRY } from '../../gate/pin/resolve-images.ts';
import { asksForBills, unitOfImage, wantedBy } from '../../gate/scan.ts';
import type { VexRun } from '../../gate/vulnerabilities/vex-run.ts';
import { systemClock } from '../../host/system-clock.ts';
import { closedOnError } from '../../image/closed-on-error.ts';
import { imageErrors } from '../../image/errors.ts';
import type { ImagePlaces } from '../../image/image-places.ts';
import { openImage, openReference } from '../../image/open-image.ts';
import type { OpenedImage } from '../../image/opened-image.ts';
import { settingsOf } from '../../image/run-settings.ts';
import { singlePass } from '../../image/streamed-layers.ts';
import type { Policy } from '../../policy/policy.ts';
import { printable } from '../../report/excerpt/printable.ts';
import { databaseFiles } from '../database-place.ts';
import { fullNames, type GivenImages } from './given-images.ts';
import type { ImageCall } from './image-call.ts';
import { type OpenReading, openReading } from './image-options.ts';
import { ImagesIn } from './images-in.ts';

/** One judging of a deployment. */
export interface GatedRun {
  readonly policy: Policy;
  readonly vex: VexRun | undefined;
  /** Registries that do not answer, and why: none is asked again. */
  readonly silent: Map<string, UserError>;
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
  readonly #given: GivenImages;
  readonly #images: ImagesIn;
  readonly #database: OwnFiles;
  readonly #clock: Clock;

  private constructor({ verb, input, context }: ImageCall, { given, images, tools }: FoundImages) {
    this.#tools = tools;
    this.#images = images;
    this.#platform = input.value('platform');
    this.#given = given;
    this.#database = databaseFiles(verb, input, context);
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
      const { places, options, readingOf } = this.#tools;
      const pass = singlePass({ places, reading: readingOf(wantedBy(run.policy)) }, options);
      const image = await this.#find(reference, pass.places);
      try {
        const inspected = await inspectImage({ ...image, name: reference }, options, pass.reading);
        return await this.#judge(inspected, run);
      } finally {
        await image.close();
      }
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

  async #find(reference: string, places: ImagePlaces): Promise<OpenedImage> {
    const options = { platform: this.#platform };
    const place = this.#placeOf(reference);
    if (place === undefined) return openReference(reference, places, options);
    const image = await openImage(place, places, options);
    return closedOnError(image.close, async () => {
      requirePinned(image, reference, place);
      return image;
    });
  }

  async #judge(inspected: InspectedImage, { policy, vex }: GatedRun): Promise<JudgeableImage> {
    const { image } = inspected;
    const asked = { policy, vex, clock: this.#clock, database: this.#database };
    const attached = asksForBills(policy) ? await attachedToImage(image) : undefined;
    const unit = await unitOfImage({ ...gatherImage(inspected), attached, path: image.name }, asked);
    const settings = settingsOf(image.config, inspected.read.index);
    return { state: 'known', digest: image.digest, settings, ...unit };
  }
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
