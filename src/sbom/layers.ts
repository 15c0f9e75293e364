import type { BilledLayer } from './bill.ts';
import type { Properties } from './read-properties.ts';

/** A bill may claim any number; no runtime takes more than some hundreds. */
const MOST_LAYERS = 1000;

/** The layers that Plimsoll wrote into a bill. */
export function layersOf(properties: Properties): readonly BilledLayer[] {
  const last = properties.position('layers');
  const count = last === undefined ? 0 : Math.min(last + 1, MOST_LAYERS);
  return Array.from({ length: count }, (_, index) => ({
    digest: properties.first(`layer:${index + 1}:digest`),
    diffId: properties.first(`layer:${index + 1}:diffId`),
    step: properties.first(`layer:${index + 1}:step`),
  }));
}
