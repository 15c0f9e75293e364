import { catalogers } from '../catalogers/all.ts';
import { type CatalogedFile, catalogFiles } from '../catalogers/catalog-files.ts';
import type { Problem } from '../core/errors.ts';
import type { Report } from '../core/report.ts';
import type { Missing } from '../core/verdict.ts';
import { imageOfOpened } from '../evidence/image/opened-view.ts';
import { type FileFacts, factsOf } from '../image/file-facts.ts';
import type { OpenedImage } from '../image/opened-image.ts';
import { type ReadImage, readImage } from '../image/read-image.ts';
import type { LayerOptions, ReadLayer } from '../image/read-layer.ts';
import type { Inventory } from '../inventory/inventory.ts';
import { takeInventory } from '../inventory/take-inventory.ts';
import { ExceptionLedger } from '../policy/exceptions.ts';
import type { CheckInput } from './input.ts';
import { judgeUnit } from './judge-unit.ts';
import { loadImage } from './load-image.ts';
import { reportOf } from './report-of.ts';

/** An image whose every layer was read for all that rules ask. */
export interface ScannedImage {
  readonly image: OpenedImage;
  readonly read: ReadImage<FileFacts>;
  readonly inventory: Inventory;
}

/** Reads an image once: its files, its packages, and the credentials that lie in it. */
export async function readForScan(
  image: OpenedImage,
  options: Omit<LayerOptions<never>, 'visit'>,
): Promise<ScannedImage> {
  const catalog = catalogFiles(catalogers);
  const read = await readImage<VisitedFor>(image, {
    ...options,
    visit: async (entry, body) => {
      const facts = await factsOf(entry, body);
      const cataloged = await catalog(entry, body);
      return facts === undefined && cataloged === undefined ? undefined : { facts, cataloged };
    },
  });
  const inventory = takeInventory({ ...read, layers: read.layers.map((layer) => only(layer, 'cataloged')) });
  return { image, read: { ...read, layers: read.layers.map((layer) => only(layer, 'facts')) }, inventory };
}

interface VisitedFor {
  readonly facts: FileFacts | undefined;
  readonly cataloged: readonly CatalogedFile[] | undefined;
}

/** A layer with one kind of what was read of its files. */
function only<Kind extends keyof VisitedFor>(
  layer: ReadLayer<VisitedFor>,
  kind: Kind,
): ReadLayer<NonNullable<VisitedFor[Kind]>> {
  const visited = layer.visited.flatMap(({ entry, item }) => {
    const found = item[kind];
    return found === undefined ? [] : [{ entry, item: found }];
  });
  return { ...layer, visited };
}

/** Judges an image that was read. */
export async function scan(
  { image, read, inventory }: ScannedImage,
  { policy, clock }: Omit<CheckInput, 'units'>,
): Promise<Report> {
  const exceptions = new ExceptionLedger(policy.exceptions, clock.now());
  const view = imageOfOpened({ image, read, isOwned: ownedBy(inventory) });
  const unit = loadImage(view, read.problems.map(missingOf));
  const judged = [await judgeUnit(unit, { policy, exceptions, context: [] })];
  return reportOf('scan', { units: [unit], policy, clock }, { judged, exceptions }, []);
}

function missingOf({ code, message, remedy }: Problem): Missing {
  return { code, what: message, supply: remedy };
}

const OPERATING_SYSTEM = new Set(['alpm', 'apk', 'deb', 'opkg', 'rpm']);

/** Whether a file of a layer was brought there by a package of the operating system. */
function ownedBy({ packages }: Inventory): (path: string, layer: number) => boolean {
  const owned = new Set(
    packages
      .filter(({ package: { type } }) => OPERATING_SYSTEM.has(type))
      .flatMap(({ layer, files }) => files.map((path) => `${layer}:${path}`)),
  );
  return (path, layer) => owned.has(`${layer}:${path}`);
}
