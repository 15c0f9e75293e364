import type { Files } from '../../core/ports.ts';
import { directoryOf, nameOf, normalized, within } from '../paths.ts';
import { readSource } from '../read-source.ts';
import { KUSTOMIZATION_FILES, type Kustomization, type ReferenceUse, readKustomization } from './kustomization.ts';

/** A kustomization that was found, by its directory. */
export interface FoundKustomization {
  readonly directory: string;
  readonly file: string;
  /** Absent where it could not be read: then it is a root, and rendering it says why it cannot be. */
  readonly read?: Kustomization;
}

/** The kustomizations of a tree, and what they take for themselves; paths are normalised. */
export interface Kustomizations {
  readonly roots: readonly FoundKustomization[];
  /** What is rendered, or changes what is. */
  readonly claimed: ReadonlySet<string>;
  /** What changes something only where it meets its target, or where somebody uses the component that names it. */
  readonly patches: ReadonlySet<string>;
  /** What is only read as data. */
  readonly data: ReadonlySet<string>;
}

/** Finds the kustomizations among files, and those of them that no other one brings. */
export async function findKustomizations(files: Files, paths: readonly string[]): Promise<Kustomizations> {
  const found = await readKustomizations(files, paths);
  const reached = new Set<FoundKustomization>();
  const roots = rootsOf(found, reached);
  const all = [...found.values()];
  return {
    roots,
    claimed: new Set([...reached].flatMap((each) => targetsOf(each, 'rendered', 'change'))),
    patches: new Set(all.flatMap((each) => targetsOf(each, 'change', 'targeted change'))),
    data: new Set(all.flatMap((each) => targetsOf(each, 'data'))),
  };
}

type ByDirectory = ReadonlyMap<string, FoundKustomization>;

async function readKustomizations(files: Files, paths: readonly string[]): Promise<ByDirectory> {
  const found = new Map<string, FoundKustomization>();
  for (const name of KUSTOMIZATION_FILES) {
    for (const path of paths) {
      const directory = normalized(directoryOf(path));
      if (nameOf(path) !== name || found.has(directory)) continue;
      const source = await readSource(files, path);
      const read = typeof source === 'string' ? source : readKustomization(source);
      found.set(directory, { directory, file: path, ...(typeof read === 'string' ? {} : { read }) });
    }
  }
  return found;
}

/**
 * Those that no other one refers to; then those that are still not reached: of a circle one, and what only a component brings that nobody
 * uses. What is reached from them is noted.
 */
function rootsOf(found: ByDirectory, reached: Set<FoundKustomization>): readonly FoundKustomization[] {
  const candidates = [...found.values()].filter(({ read }) => read?.isComponent !== true);
  const referred = new Set([...found.values()].flatMap((each) => broughtBy(each, found)));
  const roots: FoundKustomization[] = [];
  for (const each of [...candidates.filter((one) => !referred.has(one)), ...candidates]) {
    if (reached.has(each)) continue;
    roots.push(each);
    reach(each, found, reached);
  }
  return roots;
}

function reach(from: FoundKustomization, found: ByDirectory, reached: Set<FoundKustomization>): void {
  const queue = [from];
  for (const each of queue) {
    if (reached.has(each)) continue;
    reached.add(each);
    queue.push(...broughtBy(each, found));
  }
}

/** The kustomizations that one brings, but for itself. */
function broughtBy(from: FoundKustomization, found: ByDirectory): readonly FoundKustomization[] {
  return targetsOf(from, 'rendered', 'change').flatMap((path) => {
    const target = found.get(path);
    return target === undefined || target === from ? [] : [target];
  });
}

function targetsOf({ directory, read }: FoundKustomization, ...uses: readonly ReferenceUse[]): readonly string[] {
  return (read?.references ?? [])
    .filter(({ use }) => uses.includes(use))
    .map(({ text }) => normalized(within(directory, text)));
}
