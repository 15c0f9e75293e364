import { UserError } from '../core/errors.ts';
import type { Files, FoundFile, Listing } from '../core/ports.ts';
import type { Source } from '../core/source.ts';
import { decodeText } from '../formats/text.ts';
import { isLibraryChart, outermostCharts } from './helm/chart.ts';
import { KUSTOMIZATION_FILES, type Kustomization, readKustomization } from './kustomize/kustomization.ts';
import { directoryOf, isBelow, nameOf, normalized, within } from './paths.ts';
import type { RenderRoot } from './rendered.ts';

/** What the files of a path are: manifests to read as they are, and charts and kustomizations to render. */
export interface Discovered {
  readonly manifests: readonly FoundFile[];
  readonly roots: readonly RenderRoot[];
}

/** The largest `Chart.yaml` or kustomization that is read, in bytes. */
const MAX_ROOT_FILE_BYTES = 4 * 1024 * 1024;

function isRootFile(name: string): boolean {
  return name === 'Chart.yaml' || KUSTOMIZATION_FILES.some((each) => each === name);
}

/**
 * Sets apart what must be rendered. Files below a chart are rendered and never read as manifests, and so are those that a
 * kustomization refers to; a kustomization that another one refers to is no root, nor is a component.
 */
export async function discover(files: Files, { root: tree, files: found }: Listing): Promise<Discovered> {
  const charts = outermostCharts(found.map(({ path }) => path));
  const outside = found.filter(({ path }) => !charts.some((chart) => isBelow(normalized(path), chart.directory)));
  const kustomizations = await readKustomizations(files, outside);
  const claimed = new Set(kustomizations.flatMap(claims));
  const roots: RenderRoot[] = [];
  for (const { directory, file } of charts) {
    const text = await readText(files, file);
    if (text === undefined || !isLibraryChart(text)) roots.push({ by: 'helm', directory, file, tree });
  }
  for (const kustomization of kustomizations) {
    const { file, directory } = kustomization;
    if (claimed.has(directory) || kustomization.read?.isComponent === true) continue;
    roots.push({ by: 'kustomize', directory, file, tree });
  }
  const manifests = outside.filter(({ path }) => !isRootFile(nameOf(path)) && !claimed.has(normalized(path)));
  return { manifests, roots: roots.toSorted((a, b) => (a.directory < b.directory ? -1 : 1)) };
}

interface FoundKustomization {
  readonly directory: string;
  readonly file: string;
  /** Absent where it could not be read: then it is a root, and rendering it says why it cannot be. */
  readonly read?: Kustomization;
}

async function readKustomizations(files: Files, found: readonly FoundFile[]): Promise<readonly FoundKustomization[]> {
  const kustomizations = new Map<string, FoundKustomization>();
  for (const name of KUSTOMIZATION_FILES) {
    for (const { path } of found) {
      const directory = normalized(directoryOf(path));
      if (nameOf(path) !== name || kustomizations.has(directory)) continue;
      const text = await readText(files, path);
      const read = text === undefined ? 'it could not be read.' : readKustomization({ path, text });
      kustomizations.set(directory, { directory, file: path, ...(typeof read === 'string' ? {} : { read }) });
    }
  }
  return [...kustomizations.values()];
}

/** The files and directories that a kustomization refers to. */
function claims({ directory, read }: FoundKustomization): readonly string[] {
  return (read?.references ?? []).map(({ text }) => normalized(within(directory, text)));
}

/** A text file; undefined where it cannot be read, which is told when it is needed. */
async function readText(files: Files, path: string): Promise<string | undefined> {
  try {
    const text = decodeText(await files.read(path, MAX_ROOT_FILE_BYTES));
    return typeof text === 'string' ? text : undefined;
  } catch (error) {
    if (error instanceof UserError) return undefined;
    throw error;
  }
}

/** A file of a root, or why it cannot be read. */
export async function readSource(files: Files, path: string): Promise<Source | string> {
  try {
    const text = decodeText(await files.read(path, MAX_ROOT_FILE_BYTES));
    return typeof text === 'string' ? { path, text } : `${path} could not be read: ${text.message}`;
  } catch (error) {
    if (error instanceof UserError) return error.message;
    throw error;
  }
}
