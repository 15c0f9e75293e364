import * as v from 'valibot';
import { namesOf } from '../../evidence/image/by-layer.ts';
import type { FilesView, ImageView } from '../../evidence/image/image-view.ts';
import { sizeText } from '../../evidence/image/size-text.ts';
import { type Carried, type Waste, wasteRemedy } from '../../evidence/image/waste-remedy.ts';
import { defineRule } from '../../evidence/rule.ts';

const MB = 1_000_000;

/**
 * What no container sees counts exactly, as it is unpacked; of two copies the one that is seen is none of it. What it sees twice may be meant:
 * that is told besides.
 */
export const wastedSpace = defineRule({
  id: 'image/wasted-space',
  title: 'Layers carry no files that the image does not have, and none twice',
  severity: 'low',
  since: '0.1.0',
  target: 'image',
  needs: ['files', 'content'],
  profiles: { baseline: 'audit', restricted: 'warn' },
  standards: [{ id: 'cis-docker-1.7/4.3' }, { id: 'nist-800-190/4.1.2' }],
  why: 'Every node pulls and keeps them, they make starts slower, and what was deleted for a reason is still there to be found.',
  remediation: 'Delete files in the step that makes them: `RUN fetch ... && build && rm -rf ...`.',
  remediations: {
    replaced: 'Write the file once as it should be, in the step that makes it.',
    copied:
      'Give the files their owner and mode in the step that makes them: `COPY --chown=... --chmod=...` instead of a `RUN chown` or `RUN chmod`, which copies them.',
    duplicated: 'Copy them once, and link to them: `RUN ln -s /srv/app/model /srv/model`.',
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
    deleted: (wasted: Wasted) => `${wasted.text} that later layers delete: ${wasted.names}.`,
    replaced: (wasted: Wasted) => `${wasted.text} that later layers write again: ${wasted.names}.`,
    copied: (wasted: Wasted) =>
      `${wasted.text} that later layers write again for another owner or mode: ${wasted.names}.`,
    duplicated: (wasted: Wasted) => `${wasted.text} that the image has a second time: ${wasted.names}.`,
  },
  examples: () => import('./wasted-space.examples.ts'),
  check({ files, source }, { options: { bytes: least }, report }) {
    for (const [waste, carried] of wastesOf(files)) {
      for (const [layer, ofLayer] of Map.groupBy(carried, (file) => file.layer)) {
        const bytes = ofLayer.reduce((sum, { size }) => sum + size, 0);
        if (bytes < least) continue;
        const largest = ofLayer.toSorted((a, b) => b.size - a.size);
        const paths = largest.slice(0, MOST_PATHS).map(({ path }) => path);
        const at = files.at(layer, `${waste} ${layer}`, paths);
        const remedy = wasteRemedy(waste, largest, stepAt(source, at.span.start));
        report(waste, remedy === undefined ? at : { ...at, remedy }, {
          text: `Layer ${layer + 1} carries ${sizeText(bytes)}`,
          names: namesOf(largest.map(({ path, note }) => `/${path}${note}`)),
        });
      }
    }
  },
});

const MOST_PATHS = 100;

interface Wasted {
  readonly text: string;
  readonly names: string;
}

/** The files that layers carry for nothing, by why. */
function wastesOf(files: Pick<FilesView, 'wasted' | 'duplicates'>): readonly (readonly [Waste, readonly Carried[]])[] {
  const unseen = files.wasted.map((file): Carried => {
    const { hiddenBy } = file;
    return { ...file, note: hiddenBy === undefined ? '' : ` (by layer ${hiddenBy + 1})` };
  });
  const kinds = Map.groupBy(unseen, ({ replacement }): Waste => {
    if (replacement === undefined) return 'deleted';
    return replacement.isCopy ? 'copied' : 'replaced';
  });
  const twice = files.duplicates.map((file): Carried => ({ ...file, note: ` (as /${file.of})` }));
  const orders = ['deleted', 'replaced', 'copied'] as const;
  return [...orders.map((waste) => [waste, kinds.get(waste) ?? []] as const), ['duplicated', twice]];
}

/** The instruction of the step that begins at an offset; empty where none does. */
function stepAt({ text }: ImageView['source'], start: number): string {
  return start === 0 ? '' : (/^[A-Z]+/.exec(text.slice(start, start + 20))?.[0] ?? '');
}
