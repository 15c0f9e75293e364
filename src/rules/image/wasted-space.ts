import * as v from 'valibot';
import { namesOf } from '../../evidence/image/by-layer.ts';
import { sizeText } from '../../evidence/image/size-text.ts';
import { defineRule } from '../../evidence/rule.ts';
import type { WastedFile } from '../../image/wasted-file.ts';

const MB = 1_000_000;

/** Exactly the bytes that layers carry and no container sees, as they are unpacked; of two copies the one that is seen is none of them. */
export const wastedSpace = defineRule({
  id: 'image/wasted-space',
  title: 'Layers carry no files that the image does not have',
  severity: 'low',
  since: '0.1.0',
  target: 'image',
  needs: ['files'],
  profiles: { baseline: 'audit', restricted: 'warn' },
  standards: [{ id: 'cis-docker-1.7/4.3' }, { id: 'nist-800-190/4.1.2' }],
  why: 'Every node pulls and keeps them, they make starts slower, and what was deleted for a reason is still there to be found.',
  remediation: 'Delete files in the step that makes them: `RUN fetch ... && build && rm -rf ...`.',
  remediations: {
    replaced:
      'Write the file once as it should be: `COPY --chown=... --chmod=...` instead of a `RUN chown` or `RUN chmod`, which copies it.',
  },
  options: v.strictObject({
    bytes: v.optional(
      v.pipe(
        v.number(),
        v.integer(),
        v.minValue(1),
        v.description('How many bytes of one layer are reported at least.'),
      ),
      MB,
    ),
  }),
  messages: {
    deleted: (wasted: Wasted) =>
      `Layer ${wasted.layer} carries ${sizeText(wasted.bytes)} that later layers delete: ${wasted.names}.`,
    replaced: (wasted: Wasted) =>
      `Layer ${wasted.layer} carries ${sizeText(wasted.bytes)} that later layers write again: ${wasted.names}.`,
  },
  examples: () => import('./wasted-space.examples.ts'),
  check({ files }, { options: { bytes: least }, report }) {
    for (const [message, isReplaced] of [
      ['deleted', false],
      ['replaced', true],
    ] as const) {
      const wasted = files.wasted().filter((file) => file.isReplaced === isReplaced);
      for (const [layer, ofLayer] of Map.groupBy(wasted, (file) => file.layer)) {
        const bytes = ofLayer.reduce((sum, { size }) => sum + size, 0);
        if (bytes < least) continue;
        report(message, files.at(layer, `${message} ${layer}`), { layer: layer + 1, bytes, names: largest(ofLayer) });
      }
    }
  },
});

interface Wasted {
  readonly layer: number;
  readonly bytes: number;
  readonly names: string;
}

function largest(files: readonly WastedFile[]): string {
  return namesOf(
    files
      .toSorted((a, b) => b.size - a.size)
      .map(({ path, hiddenBy }) => `/${path}${hiddenBy === undefined ? '' : ` (by layer ${hiddenBy + 1})`}`),
  );
}
