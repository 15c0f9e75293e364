import type { JudgeableImages } from '../../gate/input.ts';
import type { VexRun } from '../../gate/vulnerabilities/vex-run.ts';
import type { Policy } from '../../policy/policy.ts';
import { printable } from '../../report/excerpt/printable.ts';
import { areAllAsked } from '../platforms/all-platforms.ts';
import type { GatedImages, GatedRun } from './gated-images.ts';
import { fullNames, type GivenImages, givenImages } from './given-images.ts';
import type { ImageCall } from './image-call.ts';

/** The images that a call judges. What opens them is loaded with the first of them: most manifests are checked without. */
export class ImagesOfCall {
  readonly #call: ImageCall;
  readonly #given: GivenImages;
  readonly #asked = new Set<string>();
  #opening: Promise<GatedImages> | undefined;
  #platforms: GatedRun['platforms'] = new Map();

  /** What is wrong with the images that the call gives is a usage error. */
  constructor(call: ImageCall) {
    this.#call = call;
    this.#given = givenImages(call.verb, call.input);
    areAllAsked(call);
  }

  /** Opens images, and reads what a policy asks of them. */
  under(policy: Policy, vex: VexRun | undefined): JudgeableImages {
    const run = { policy, vex, silent: new Map(), platforms: new Map() };
    this.#platforms = run.platforms;
    return {
      open: async (reference) => {
        for (const name of fullNames(reference)) this.#asked.add(name);
        this.#opening ??= this.#load();
        return (await this.#opening).open(reference, run);
      },
    };
  }

  /** What differs between the platforms of the images that were judged last; empty where none was read for several. */
  async platformsText(): Promise<string> {
    if (this.#platforms.size === 0) return '';
    const { platformDifferencesText, platformHeading } = await import('../platforms/platforms-text.ts');
    const names = [...this.#platforms].toSorted(([a], [b]) => (a < b ? -1 : 1));
    const texts = names.map(([name, each]) => `${platformHeading(name)}${platformDifferencesText(each)}`);
    return `\n${texts.join('\n')}`;
  }

  /** Tells which of the images that were given nobody asked for: a reference may be misspelt. */
  tellUnasked(): void {
    for (const [name, { reference }] of this.#given) {
      if (this.#asked.has(name)) continue;
      const told = `the image that --image gives for ${reference} was not judged: no workload runs it, or the policy asks nothing of images.`;
      this.#call.context.err(`plimsoll: ${printable(told)}\n`);
    }
  }

  async close(): Promise<void> {
    await (await this.#opening)?.close();
  }

  async #load(): Promise<GatedImages> {
    const { GatedImages } = await import('./gated-images.ts');
    return GatedImages.of(this.#call, this.#given);
  }
}
