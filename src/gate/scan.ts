import type { Problem } from '../core/errors.ts';
import type { Report } from '../core/report.ts';
import type { Missing } from '../core/verdict.ts';
import { imageOfOpened, type ViewOfDockerfile } from '../evidence/image/opened-view.ts';
import type { Inventory } from '../inventory/inventory.ts';
import { ExceptionLedger } from '../policy/exceptions.ts';
import type { CheckInput } from './input.ts';
import type { InspectedImage } from './inspect-image.ts';
import { judgeUnit } from './judge-unit.ts';
import { loadImage } from './load-image.ts';
import { reportOf } from './report-of.ts';

/** Judges an image that was read. */
export async function scan(
  { image, read, inventory }: InspectedImage,
  { policy, clock }: Omit<CheckInput, 'units'>,
): Promise<Report> {
  const exceptions = new ExceptionLedger(policy.exceptions, clock.now());
  const view = imageOfOpened({ image, read, isOwned: ownedBy(inventory) }, await dockerfileViews());
  const unit = loadImage(view, read.problems.map(missingOf));
  const judged = [await judgeUnit(unit, { policy, exceptions, context: [] })];
  return reportOf('scan', { units: [unit], policy, clock }, { judged, exceptions }, []);
}

async function dockerfileViews(): Promise<ViewOfDockerfile> {
  const { readDockerfile } = await import('../dockerfile/read-dockerfile.ts');
  const { imageOfDockerfile } = await import('../evidence/image/dockerfile-view.ts');
  return (source, name) => {
    const { dockerfile } = readDockerfile(source);
    return dockerfile === undefined ? undefined : imageOfDockerfile(dockerfile, name);
  };
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
