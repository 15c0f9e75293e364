import type { Files, FoundFile, Listing } from '../core/ports.ts';
import { chartsAmong, type FoundChart, isLibraryChart, isRenderedBy, outermostCharts } from './helm/chart.ts';
import { type FoundKustomization, findKustomizations } from './kustomize/find.ts';
import { KUSTOMIZATION_FILES } from './kustomize/kustomization.ts';
import { isBelow, nameOf, normalized } from './paths.ts';
import { readSource } from './read-source.ts';
import type { RenderRoot } from './rendered.ts';
import { holds, isResource, isWorkload } from './whole-resource.ts';

/** What the files of a path are: manifests to read as they are, and charts and kustomizations to render. */
export interface Discovered {
  readonly manifests: readonly FoundFile[];
  readonly roots: readonly RenderRoot[];
  /** Kustomizations, and the files that are read only through them. */
  readonly kustomized: readonly FoundFile[];
  /** Whether the directory that was named is a root itself: what lies beside it then needs another name. */
  readonly isRootItself: boolean;
}

/**
 * Sets apart what must be rendered: what Helm reads of a chart, and what a kustomization that is rendered brings or changes. All else is
 * a manifest, so that no file hides others by lying beside them or by naming them. Where a chart or a kustomization may use a file as
 * data, or may pass over it, it counts as a manifest when it holds whole resources.
 */
export async function discover(files: Files, { root: tree, files: found }: Listing): Promise<Discovered> {
  const charts = chartsAmong(found.map(({ path }) => path));
  const rendered = outermostCharts(await withoutLibraries(files, charts));
  const outside = found.filter(({ path }) => !rendered.some((chart) => isRenderedBy(chart, normalized(path))));
  const kustomizations = await findKustomizations(
    files,
    outside.map(({ path }) => path),
  );
  const manifests: FoundFile[] = [];
  const kustomized: FoundFile[] = [];
  for (const file of outside) {
    const path = normalized(file.path);
    if (isRootFile(nameOf(path)) || kustomizations.claimed.has(path)) {
      if (nameOf(path) !== CHART_FILE) kustomized.push(file);
      continue;
    }
    const mayBeData = kustomizations.data.has(path) || charts.some(({ directory }) => isBelow(path, directory));
    const isWanted = kustomizations.patches.has(path) ? isWorkload : mayBeData ? isResource : undefined;
    if (isWanted === undefined || (await mayHold(files, file.path, isWanted))) manifests.push(file);
  }
  const roots = [
    ...rendered.map((chart) => rootAt('helm', chart, tree)),
    ...kustomizations.roots.map((kustomization) => rootAt('kustomize', kustomization, tree)),
  ];
  const isRootItself = roots.some(({ directory }) => directory === normalized(tree));
  const sorted = roots.toSorted((a, b) => (a.directory < b.directory ? -1 : 1));
  return { manifests, kustomized, roots: sorted, isRootItself };
}

const CHART_FILE = 'Chart.yaml';

function isRootFile(name: string): boolean {
  return name === CHART_FILE || KUSTOMIZATION_FILES.some((each) => each === name);
}

function rootAt(by: RenderRoot['by'], { directory, file }: FoundChart | FoundKustomization, tree: string): RenderRoot {
  return { by, directory, file, tree };
}

async function withoutLibraries(files: Files, charts: readonly FoundChart[]): Promise<readonly FoundChart[]> {
  const kept: FoundChart[] = [];
  for (const chart of charts) {
    const source = await readSource(files, chart.file);
    if (typeof source === 'string' || !isLibraryChart(source.text)) kept.push(chart);
  }
  return kept;
}

/** A file that cannot be read is taken for a manifest: reading it says why it cannot be. */
async function mayHold(files: Files, path: string, isWanted: (value: unknown) => boolean): Promise<boolean> {
  const source = await readSource(files, path);
  return typeof source === 'string' || holds(source.text, isWanted);
}
