import type { ImageEvidence } from '../core/images.ts';
import type { DatabaseReport } from '../core/report.ts';
import type { ImageUsers } from './image-users.ts';
import type { JudgeableImages } from './input.ts';
import type { JudgedUnit } from './judge-unit.ts';
import type { Unit, UnitEntry } from './unit.ts';

/** An image and what was found when it was opened. */
export interface GatedImage {
  readonly reference: string;
  readonly evidence: ImageEvidence;
  readonly workloads: readonly string[];
  /** The paths of the units that run it. */
  readonly units: readonly string[];
  /** What was found in it, for each platform that it was read for; undefined where it was not opened, or only known to be there. */
  readonly judged?: readonly JudgedUnit[];
  readonly databases?: readonly DatabaseReport[] | undefined;
}

/** What images are opened and judged with. */
export interface ImageGate {
  readonly images: JudgeableImages;
  readonly judge: (unit: Unit) => Promise<JudgedUnit>;
}

/** A unit, and the images that its workloads run. */
export interface UnitOfUsers {
  readonly path: string;
  readonly images: ImageUsers;
}

/** How many images are open at once: each holds the names of all its files, and the layers of one are read at once. */
const AT_ONCE = 3;

/** Opens and judges every image that the units run or mount, once however many workloads use it, in the order of their references. */
export async function openImages(units: readonly UnitOfUsers[], gate: ImageGate): Promise<readonly GatedImage[]> {
  const users = usersIn(units);
  const gated: GatedImage[] = [];
  const queue = users.entries();
  const work = async (): Promise<void> => {
    for (const [reference, user] of queue)
      gated.push({
        reference,
        ...(await openAndJudge(reference, user.isRun, gate)),
        workloads: [...user.workloads],
        units: [...user.units],
      });
  };
  await Promise.all(Array.from({ length: AT_ONCE }, work));
  return gated.toSorted((a, b) => (a.reference < b.reference ? -1 : 1));
}

/** What lies in the image is let go as soon as it is judged. */
async function openAndJudge(
  reference: string,
  isRun: boolean,
  { images, judge }: ImageGate,
): Promise<Pick<GatedImage, 'evidence' | 'judged' | 'databases'>> {
  const opened = await images.open(reference);
  if (opened.state === 'unknown') return { evidence: opened };
  const { state, digest, settings, units, databases } = opened;
  const evidence = { state, digest, ...(settings === undefined ? {} : { settings }) };
  if (units === undefined) return { evidence };
  const judged: JudgedUnit[] = [];
  for (const unit of units) judged.push(ofImage(unit.path, await judge(isRun ? unit : withoutConfiguration(unit))));
  return { evidence, judged, databases };
}

/** A volume is files: as which user its image would run is nothing to a pod that only mounts it. */
function withoutConfiguration(unit: Unit): Unit {
  return {
    ...unit,
    async *read(context) {
      for await (const entries of unit.read(context)) yield [...entries].map(asFiles);
    },
  };
}

function asFiles(entry: UnitEntry): UnitEntry {
  if (entry.type !== 'image') return entry;
  const { image } = entry;
  return { ...entry, image: { ...image, known: { ...image.known, configuration: 'absent' } } };
}

/** What is missing says of which of the images: there may be many. */
function ofImage(path: string, judged: JudgedUnit): JudgedUnit {
  return { ...judged, missing: judged.missing.map((missing) => ({ file: path, ...missing })) };
}

interface Users {
  readonly workloads: Set<string>;
  readonly units: Set<string>;
  /** Whether a container runs it. */
  isRun: boolean;
}

function usersIn(units: readonly UnitOfUsers[]): ReadonlyMap<string, Users> {
  const users = new Map<string, Users>();
  for (const unit of units) {
    for (const [reference, { workloads, isRun }] of unit.images.entries()) {
      const entry = users.get(reference) ?? { workloads: new Set(), units: new Set(), isRun: false };
      for (const workload of workloads) entry.workloads.add(workload);
      entry.units.add(unit.path);
      entry.isRun ||= isRun;
      users.set(reference, entry);
    }
  }
  return users;
}
