import type { Source } from '../../core/source.ts';
import { within } from '../paths.ts';
import { readSource } from '../read-source.ts';
import type { RenderOptions, RenderRoot, RenderTools } from '../rendered.ts';
import { actionsOf, type ValuePath } from './actions.ts';
import type { Chart } from './chart.ts';
import { setValues } from './set-values.ts';
import { type Values, ValuesFile } from './values.ts';

/** The most files of a chart that are looked at for where a line comes from. */
export const MAX_CHART_FILES = 10_000;

/** What a chart is written in. */
export interface ChartTexts {
  readonly root: RenderRoot;
  readonly chart: Chart;
  /** Templates by their path in the chart. */
  readonly templates: ReadonlyMap<string, Source>;
  /** The values that each named template reads. */
  readonly named: ReadonlyMap<string, readonly ValuePath[]>;
  /** The files of values for the templates below a folder of the chart, the one that counts first. */
  valuesFor(template: string): readonly Values[];
}

const TEMPLATE = /^(?:(?:.*\/)?templates|crds)\/.+\.(?:ya?ml|tpl|json|txt)$/;
const VALUES = /^(?:(.*)\/)?values\.ya?ml$/;

/** Reads the templates and values of a chart and of the unpacked charts that it brings. */
export async function loadTemplates(
  root: RenderRoot,
  chart: Chart,
  { files, workspace }: RenderTools,
  { values, set }: RenderOptions,
): Promise<ChartTexts> {
  const templates = new Map<string, Source>();
  const chartValues = new Map<string, Source>();
  for (const path of workspace.filesBelow(root.directory, MAX_CHART_FILES)) {
    const folder = VALUES.exec(path);
    if (folder === null && !TEMPLATE.test(path)) continue;
    const source = await readSource(files, within(root.directory, path));
    if (typeof source === 'string') continue;
    if (folder === null) templates.set(path, source);
    else chartValues.set(folder[1] ?? '', source);
  }
  for (const texts of [templates, chartValues]) nameByAliases(texts, chart);
  const valuesOfChart = new Map<string, readonly Values[]>();
  const given: Source[] = [];
  for (const file of values.toReversed()) {
    const source = await readSource(files, file);
    if (typeof source !== 'string') given.push(source);
  }
  return {
    root,
    chart,
    templates,
    named: namedReads([...templates.values()]),
    valuesFor: (template) => {
      const steps = chartSteps(template);
      const name = steps.join('/');
      const known = valuesOfChart.get(name) ?? valuesFor(steps, { chart, given, set, chartValues });
      valuesOfChart.set(name, known);
      return known;
    },
  };
}

/** Helm calls a chart by its alias, while it lies in a folder of its name. */
function nameByAliases(texts: Map<string, Source>, { dependencies }: Chart): void {
  const written = [...texts];
  for (const { name, alias } of dependencies) {
    if (alias === name) continue;
    for (const [path, source] of written) {
      const [charts, folder, ...rest] = path.split('/');
      if (charts === 'charts' && folder === name) texts.set(['charts', alias, ...rest].join('/'), source);
    }
  }
}

/** What each `define` reads. */
function namedReads(templates: readonly Source[]): ReadonlyMap<string, readonly ValuePath[]> {
  const named = new Map<string, ValuePath[]>();
  for (const { text } of templates) {
    if (!text.includes('define')) continue;
    for (const { defines, reads } of actionsOf(text)) {
      if (defines === undefined) continue;
      const known = named.get(defines);
      if (known === undefined) named.set(defines, [...reads.values]);
      else known.push(...reads.values);
    }
  }
  return named;
}

interface Given {
  readonly chart: Chart;
  readonly given: readonly Source[];
  readonly set: readonly string[];
  readonly chartValues: ReadonlyMap<string, Source>;
}

/** What is given on the command line counts before the values of the chart, and those of a parent before those of a child. */
function valuesFor(steps: readonly string[], { chart, given, set, chartValues }: Given): readonly Values[] {
  const files: Values[] = [];
  for (let depth = 0; depth <= steps.length; depth += 1) {
    const folder = steps
      .slice(0, depth)
      .map((name) => `charts/${name}`)
      .join('/');
    const prefix = steps.slice(depth).map((name, index) => (depth + index === 0 ? aliasOf(name, chart) : name));
    if (depth === 0 && set.length > 0) files.push(setValues(set, prefix));
    if (depth === 0) files.push(...given.map((source) => new ValuesFile(source, prefix)));
    const source = chartValues.get(folder);
    if (source !== undefined) files.push(new ValuesFile(source, prefix));
  }
  return files;
}

/** The charts that a template lies in below the outermost: `redis` of `charts/redis/templates/x.yaml`. */
export function chartSteps(template: string): readonly string[] {
  const steps = template.split('/');
  const names: string[] = [];
  for (let at = 0; steps[at] === 'charts' && at + 1 < steps.length; at += 2) names.push(steps[at + 1] ?? '');
  return names;
}

function aliasOf(name: string, { dependencies }: Chart): string {
  return dependencies.find((dependency) => dependency.name === name)?.alias ?? name;
}
