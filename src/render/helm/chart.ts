import { isMapping } from '../../core/record.ts';
import type { Source } from '../../core/source.ts';
import type { SourceDocument } from '../../formats/document.ts';
import { readDocuments } from '../../formats/read-documents.ts';
import { directoryOf, isBelow, nameOf, normalized } from '../paths.ts';

/** A chart that was found, by its directory. */
export interface FoundChart {
  readonly directory: string;
  /** The path of its `Chart.yaml`. */
  readonly file: string;
}

/** The charts among files. */
export function chartsAmong(paths: readonly string[]): readonly FoundChart[] {
  return paths
    .filter((path) => nameOf(path) === 'Chart.yaml')
    .map((file) => ({ file, directory: normalized(directoryOf(file)) }));
}

/** The charts that no other one brings with it: those that Helm reads from the `charts/` of another are part of that one. */
export function outermostCharts(charts: readonly FoundChart[]): readonly FoundChart[] {
  return charts.filter(
    ({ directory }) =>
      !charts.some((other) => {
        const inside = insideOf(directory, other);
        return inside !== undefined && BROUGHT_CHART.test(inside);
      }),
  );
}

/** Helm passes over what begins with a dot or an underscore. Source: helm.sh/helm/v3/pkg/chart/loader/load.go, LoadFiles. */
const BROUGHT_CHART = /^charts\/[^/._][^/]*(?:\/|$)/;

const RENDERED = /^(?:charts\/[^/._][^/]*\/)*(?:templates|crds)\//;

/** Whether Helm itself reads a normalised path as a template or as a definition when it renders a chart. */
export function isRenderedBy(chart: FoundChart, path: string): boolean {
  const inside = insideOf(path, chart);
  return inside !== undefined && RENDERED.test(inside);
}

/** A path as seen from the directory of a chart; undefined for one that lies elsewhere, and for the directory. */
function insideOf(path: string, { directory }: FoundChart): string | undefined {
  if (path === directory || !isBelow(path, directory)) return undefined;
  if (directory === '.') return path;
  return path.slice(directory === '/' ? 1 : directory.length + 1);
}

/** What a chart says of itself. Source: https://helm.sh/docs/topics/charts/#the-chartyaml-file. */
export interface Chart {
  readonly name: string;
  readonly isLibrary: boolean;
  readonly dependencies: readonly ChartDependency[];
  readonly source: Source;
  readonly document: SourceDocument;
}

/** A chart that another one needs. */
export interface ChartDependency {
  readonly name: string;
  /** The name by which the values of the parent know it. */
  readonly alias: string;
  /** Where it is fetched from; empty where it lies in `charts/`. */
  readonly repository: string;
  /** Its place in the file. */
  readonly index: number;
}

/** Reads a `Chart.yaml`, or a `requirements.yaml` of a chart of the first version; a sentence where it cannot be read. */
export function readChart(source: Source): Chart | string {
  const [document] = readDocuments(source.text);
  const value = document?.value;
  if (document === undefined || !isMapping(value)) {
    const [problem] = document?.problems ?? [];
    return `${source.path} could not be read: ${problem?.problem.message ?? 'it is no mapping.'}`;
  }
  const { name, type } = value;
  return {
    name: typeof name === 'string' ? name : '',
    isLibrary: type === 'library',
    dependencies: dependenciesOf(value['dependencies']),
    source,
    document,
  };
}

/** Whether a text is beyond doubt the `Chart.yaml` of a library, which others use and nobody installs. */
export function isLibraryChart(text: string): boolean {
  const chart = readChart({ path: 'Chart.yaml', text });
  return typeof chart !== 'string' && chart.isLibrary && chart.document.problems.length === 0;
}

function dependenciesOf(list: unknown): readonly ChartDependency[] {
  if (!Array.isArray(list)) return [];
  return list.flatMap((item: unknown, index): readonly ChartDependency[] => {
    if (!isMapping(item) || typeof item['name'] !== 'string') return [];
    const { name, alias, repository } = item;
    return [
      {
        name,
        alias: typeof alias === 'string' ? alias : name,
        repository: typeof repository === 'string' ? repository : '',
        index,
      },
    ];
  });
}
