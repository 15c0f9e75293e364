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

/** The charts among files that no other chart brings with it: those below the `charts/` of another are part of that one. */
export function outermostCharts(paths: readonly string[]): readonly FoundChart[] {
  const charts = paths
    .filter((path) => nameOf(path) === 'Chart.yaml')
    .map((file) => ({ file, directory: normalized(directoryOf(file)) }));
  const vendored = charts.map(({ directory }) => (directory === '.' ? 'charts' : `${directory}/charts`));
  return charts.filter(({ directory }) => !vendored.some((folder) => isBelow(directory, folder)));
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

/** Whether a text is the `Chart.yaml` of a library, which others use and nobody installs. */
export function isLibraryChart(text: string): boolean {
  const chart = readChart({ path: 'Chart.yaml', text });
  return typeof chart !== 'string' && chart.isLibrary;
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
