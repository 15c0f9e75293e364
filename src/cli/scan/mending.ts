import type { Report } from '../../core/report.ts';
import { inspectImage } from '../../gate/inspect-image.ts';
import { layerUpdates } from '../../gate/mending/layer-updates.ts';
import { type NewBase, rebuildOn } from '../../gate/mending/rebuild.ts';
import type { ScanInput } from '../../gate/scan.ts';
import { type AskedAdvisories, askAdvisories } from '../../gate/vulnerabilities/ask-advisories.ts';
import { doubtsOfInventory, listOfInventory } from '../../gate/vulnerabilities/listed-inventory.ts';
import { openImage } from '../../image/open-image.ts';
import type { PlatformWithBase } from '../image/base-of.ts';
import type { ImageCall } from '../image/image-call.ts';
import { withReading } from '../image/image-options.ts';

/** An image that was judged, by what the report calls it. */
export interface MendedImage extends PlatformWithBase {
  readonly path: string;
}

/** The report with what mends most of each image: updates, and the bases that the call names. */
export async function withMending(
  report: Report,
  images: readonly MendedImage[],
  { call, judging }: { readonly call: ImageCall; readonly judging: ScanInput },
): Promise<Report> {
  const standing = Map.groupBy(
    report.findings.filter(({ exception }) => exception === undefined),
    ({ unit }) => unit,
  );
  const mending: NonNullable<Report['mending']>[number][] = [];
  for (const image of images) {
    const vulnerabilities = (standing.get(image.path) ?? []).flatMap(({ vulnerability }) => vulnerability ?? []);
    const rebuilds = (await newBases(image, call, judging)).map((base) =>
      rebuildOn(base, { inventory: image.inspected.inventory, vulnerabilities, baseLayers: image.baseLayers }),
    );
    const updates = layerUpdates(vulnerabilities);
    if (updates.length + rebuilds.length > 0)
      mending.push({ unit: image.path, vulnerabilities: vulnerabilities.length, updates, rebuilds });
  }
  return mending.length === 0 ? report : { ...report, mending };
}

/** The bases that the call names, for the platform of an image, with what the advisories tell of them. */
async function newBases(
  { inspected: { image } }: PlatformWithBase,
  call: ImageCall,
  { database }: ScanInput,
): Promise<readonly NewBase[]> {
  const names = call.input.values('newBase');
  if (names.length === 0) return [];
  return withReading(call, async ({ places, options, readingOf }) => {
    const bases: NewBase[] = [];
    for (const name of names) {
      const base = await openImage(name, places, { platform: image.platform || undefined });
      try {
        const { inventory } = await inspectImage(base, options, readingOf('packages'));
        const asked = await askAdvisories(listOfInventory(inventory), database);
        bases.push({ name, asked: withDoubts(asked, doubtsOfInventory(inventory)) });
      } finally {
        await base.close();
      }
    }
    return bases;
  });
}

function withDoubts(asked: AskedAdvisories, doubts: AskedAdvisories['problems']): AskedAdvisories {
  return { ...asked, problems: [...asked.problems, ...doubts] };
}
