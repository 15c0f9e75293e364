import type { ImageEvidence, Images } from '../core/images.ts';
import type { JudgedUnit } from './judge-unit.ts';

/** An image and what was found when it was opened. */
export interface GatedImage {
  readonly reference: string;
  readonly evidence: ImageEvidence;
  readonly workloads: readonly string[];
  /** The paths of the units that run it. */
  readonly units: readonly string[];
}

/** Opens every image that the units run, once however many workloads use it. */
export async function openImages(units: readonly JudgedUnit[], images: Images): Promise<readonly GatedImage[]> {
  const users = new Map<string, { workloads: Set<string>; units: Set<string> }>();
  for (const unit of units) {
    for (const [reference, workloads] of unit.images.entries()) {
      const entry = users.get(reference) ?? { workloads: new Set(), units: new Set() };
      for (const workload of workloads) entry.workloads.add(workload);
      entry.units.add(unit.path);
      users.set(reference, entry);
    }
  }
  const references = [...users.keys()].toSorted();
  return Promise.all(
    references.map(async (reference) => {
      const evidence = await images.open(reference);
      const { workloads = [], units: paths = [] } = users.get(reference) ?? {};
      return { reference, evidence, workloads: [...workloads], units: [...paths] };
    }),
  );
}
