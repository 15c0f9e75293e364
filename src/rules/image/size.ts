import * as v from 'valibot';
import { sizeText } from '../../evidence/image/size-text.ts';
import { defineRule } from '../../evidence/rule.ts';

/** The layers as they are unpacked, which is what they take on a node, with what no container sees of them. */
export const size = defineRule({
  id: 'image/size',
  title: 'The image keeps to its budget of bytes',
  severity: 'low',
  since: '0.1.0',
  target: 'image',
  needs: ['files'],
  profiles: { baseline: 'warn', restricted: 'warn' },
  standards: [],
  why: 'Every node pulls and keeps all of it, starts wait for it, and what is there for nothing is still there to be used against you.',
  remediation:
    'See where it lies with `plimsoll image tree IMAGE`, build in a stage of its own, and copy the result alone: `COPY --from=build /cart /cart`.',
  options: v.strictObject({
    maxBytes: v.optional(
      v.pipe(
        v.number(),
        v.integer(),
        v.minValue(0),
        v.description('How many bytes the layers may have as they are unpacked. There is no limit where it is 0.'),
      ),
      0,
    ),
  }),
  messages: {
    large: ({ bytes, maxBytes, layers, layer, ofLayer }: Large) =>
      `The image has ${sizeText(bytes)} in ${layers === 1 ? '1 layer' : `${layers} layers`}, more than ${sizeText(maxBytes)}; layer ${layer} has most of it, ${sizeText(ofLayer)}.`,
  },
  examples: () => import('./size.examples.ts'),
  check({ files }, { options: { maxBytes }, report }) {
    const sizes = files.layerSizes;
    const bytes = sizes.reduce((sum, each) => sum + each, 0);
    if (maxBytes === 0 || bytes <= maxBytes) return;
    const ofLayer = sizes.reduce((largest, each) => Math.max(largest, each), 0);
    const layer = sizes.indexOf(ofLayer);
    report('large', files.at(layer, 'size'), { bytes, maxBytes, layers: sizes.length, layer: layer + 1, ofLayer });
  },
});

interface Large {
  readonly bytes: number;
  readonly maxBytes: number;
  readonly layers: number;
  /** The largest, counted from 1. */
  readonly layer: number;
  readonly ofLayer: number;
}
