import type { Report } from '../../core/report.ts';
import { layerUpdates } from '../../gate/mending/layer-updates.ts';
import { type NewBase, rebuildOn } from '../../gate/mending/rebuild.ts';
import type { ScanInput } from '../../gate/scan.ts';
import type { PlatformWithBase } from '../image/base-of.ts';
import type { ImageCall } from '../image/image-call.ts';

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

/** What reads them is loaded for who asks about one. */
async function newBases(
  { inspected: { image } }: PlatformWithBase,
  call: ImageCall,
  { database }: ScanInput,
): Promise<readonly NewBase[]> {
  const names = call.input.values('newBase');
  if (names.length === 0) return [];
  const { readNewBases } = await import('./new-bases.ts');
  return readNewBases(names, { call, database, platform: image.platform || undefined });
}
