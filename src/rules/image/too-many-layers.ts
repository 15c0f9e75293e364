import * as v from 'valibot';
import { defineRule } from '../../evidence/rule.ts';

/** Steps that make a layer. */
const MAKES_LAYER: ReadonlySet<string> = new Set(['ADD', 'COPY', 'RUN']);

/**
 * Docker refuses more than 125, and overlay2 mounts no more than 128 (github.com/moby/moby/layer/layer_store.go, maxLayerDepth, and
 * daemon/graphdriver/overlay2). A Dockerfile tells those that it makes itself, and not those of its base.
 */
export const tooManyLayers = defineRule({
  id: 'image/too-many-layers',
  title: 'The image leaves room for further layers',
  severity: 'low',
  since: '0.1.0',
  target: 'image',
  profiles: { baseline: 'audit', restricted: 'warn' },
  standards: [],
  why: 'Docker starts no container of an image with more than 125 layers, and whoever builds on this one adds to them.',
  remediation:
    'Join steps that belong together, `RUN first && second`, or make the image of one layer: `COPY --from=build / /` into `FROM scratch`.',
  options: v.strictObject({
    maxLayers: v.optional(
      v.pipe(v.number(), v.integer(), v.minValue(1), v.description('How many layers an image may have.')),
      100,
    ),
  }),
  messages: {
    built: ({ layers, maxLayers }: Counted) => `The image has ${layers} layers, more than ${maxLayers}.`,
    told: ({ layers, maxLayers }: Counted) =>
      `The Dockerfile makes ${layers} layers besides those of its base, more than ${maxLayers}.`,
  },
  examples: () => import('./too-many-layers.examples.ts'),
  check({ steps, files, known }, { options: { maxLayers }, report }) {
    if (known.files !== 'absent') {
      const layers = files.layerSizes.length;
      if (layers > maxLayers) report('built', files.at(maxLayers, 'layers'), { layers, maxLayers });
      return;
    }
    const making = steps.filter(({ keyword, stage }) => stage === 'image' && MAKES_LAYER.has(keyword));
    const first = making[maxLayers];
    if (first !== undefined) report('told', { ...first.at, key: 'layers' }, { layers: making.length, maxLayers });
  },
});

interface Counted {
  readonly layers: number;
  readonly maxLayers: number;
}
