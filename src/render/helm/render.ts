import { problemOf } from '../../core/errors.ts';
import { formatKubernetesVersion } from '../../core/kubernetes-version.ts';
import { renderErrors } from '../errors.ts';
import { within } from '../paths.ts';
import { readSource } from '../read-source.ts';
import {
  notRendered,
  outputOf,
  programEnvironment,
  type Rendered,
  type RenderOptions,
  type RenderRoot,
  type RenderTools,
} from '../rendered.ts';
import { type Chart, type ChartDependency, readChart } from './chart.ts';
import { HelmOrigins } from './origins.ts';
import { splitOutput } from './split.ts';
import { mayDrawLots, withStableNames } from './stable-names.ts';
import { loadTemplates, MAX_CHART_FILES } from './templates.ts';

/** Renders a chart with `helm template`, and keeps where each line of it was written. */
export async function renderChart(root: RenderRoot, tools: RenderTools, options: RenderOptions): Promise<Rendered> {
  const named = { by: root.by, root: root.directory };
  const chart = await chartOf(root, tools);
  if (typeof chart === 'string') {
    return notRendered(root, problemOf(renderErrors, 'PL_E_RENDER_UNREADABLE', { ...named, why: chart }));
  }
  const link = tools.workspace.linkOutOf(root.directory, root.tree);
  if (link !== undefined) return notRendered(root, problemOf(renderErrors, 'PL_E_RENDER_LINK', { ...named, link }));
  const lacking = await lackingDependencies(root, chart, tools);
  const fetched = lacking.find(({ repository }) => !repository.startsWith('file://'));
  const reference =
    fetched === undefined ? options.values.find(isFetched) : `the chart ${fetched.name} of ${fetched.repository}`;
  if (reference !== undefined && !options.allowRemote) {
    return notRendered(root, problemOf(renderErrors, 'PL_E_RENDER_REMOTE', { ...named, reference }));
  }
  const release = releaseOf(chart);
  const call = { root, chart, release, lacking, fetches: fetched !== undefined };
  const output = await template(call, tools, options);
  if (typeof output !== 'string') return output;
  const texts = await loadTemplates(root, chart, tools, options);
  const origins = new HelmOrigins(texts);
  let parts = splitOutput(output, chart.name);
  if ([...texts.templates.values()].some(({ text }) => mayDrawLots(text))) {
    const again = await template(call, tools, options);
    if (typeof again === 'string') parts = withStableNames(parts, splitOutput(again, chart.name));
  }
  const sources = parts.map((part) => origins.sourceOf(part));
  const { namespace } = options;
  return { state: 'rendered', sources, namespace: { name: namespace ?? release, isAssumed: namespace === undefined } };
}

/** A chart with the dependencies of its `requirements.yaml`, where charts of the first version name them. */
async function chartOf({ directory, file }: RenderRoot, { files }: RenderTools): Promise<Chart | string> {
  const source = await readSource(files, file);
  if (typeof source === 'string') return source;
  const chart = readChart(source);
  const requirements = within(directory, 'requirements.yaml');
  if (typeof chart === 'string' || (await files.kindOf(requirements)) !== 'file') return chart;
  const listed = await readSource(files, requirements);
  if (typeof listed === 'string') return listed;
  const more = readChart(listed);
  if (typeof more === 'string') return more;
  return { ...chart, dependencies: [...chart.dependencies, ...more.dependencies] };
}

/** The dependencies that do not lie in `charts/`, as a directory or packed. */
async function lackingDependencies(
  { directory }: RenderRoot,
  { dependencies }: Chart,
  { files, workspace }: RenderTools,
): Promise<readonly ChartDependency[]> {
  const folder = within(directory, 'charts');
  if (dependencies.length === 0 || (await files.kindOf(folder)) !== 'directory') {
    return dependencies.filter(({ repository }) => repository !== '');
  }
  const vendored = workspace.filesBelow(folder, MAX_CHART_FILES);
  const isVendored = ({ name }: ChartDependency): boolean =>
    vendored.some((file) => file.startsWith(`${name}/`) || (file.startsWith(`${name}-`) && file.endsWith('.tgz')));
  return dependencies.filter((dependency) => dependency.repository !== '' && !isVendored(dependency));
}

const RELEASE_NAME = /^[a-z0-9]([-a-z0-9]{0,51}[a-z0-9])?$/;

/** The name of the release: that of the chart where it may be one, as most people install it. */
function releaseOf({ name }: Chart): string {
  return RELEASE_NAME.test(name) ? name : 'release-name';
}

interface Release {
  readonly root: RenderRoot;
  readonly chart: Chart;
  readonly release: string;
  readonly lacking: readonly ChartDependency[];
  readonly fetches: boolean;
}

/** What `helm template` prints. A chart that lacks dependencies is copied first: nothing is written beside the user's files. */
async function template(call: Release, tools: RenderTools, options: RenderOptions): Promise<string | Rendered> {
  const { workspace } = tools;
  const directory = workspace.absolute(call.root.directory);
  return workspace.withFolder(async (folder) => {
    if (call.lacking.length === 0) return runTemplate(call, directory, folder, { tools, options });
    const copy = `${folder}/chart`;
    if (!workspace.copy(directory, copy, MAX_CHART_FILES)) return tooManyFiles(call.root);
    for (const dependency of call.lacking) {
      if (!dependency.repository.startsWith('file://')) continue;
      const from = within(call.root.directory, dependency.repository.slice('file://'.length));
      const refusal = await refusalToCopy(from, { root: call.root, dependency }, tools);
      if (refusal !== undefined) return refusal;
      const to = `${copy}/charts/${dependency.name}`;
      if (!workspace.copy(workspace.absolute(from), to, MAX_CHART_FILES)) return tooManyFiles(call.root);
    }
    if (call.fetches) {
      const built = await helm(['dependency', 'update', copy], folder, { tools, options });
      const output = outputOf(call.root, built, options);
      if (typeof output !== 'string') return output;
    }
    return runTemplate(call, copy, folder, { tools, options });
  });
}

function tooManyFiles(root: RenderRoot): Rendered {
  const why = `it holds more than ${MAX_CHART_FILES} files, with those that its links lead to.`;
  return notRendered(
    root,
    problemOf(renderErrors, 'PL_E_RENDER_UNREADABLE', { by: root.by, root: root.directory, why }),
  );
}

/** A name that is one step of a path: others would be written elsewhere. */
const FOLDER_NAME = /^(?!\.\.?$)[^/\\\0]+$/;

/** Only charts are copied, and none with a link out of it: a directory such as `/` never ends, and may hold what is private. */
async function refusalToCopy(
  from: string,
  { root, dependency: { name, repository } }: { readonly root: RenderRoot; readonly dependency: ChartDependency },
  { files, workspace }: RenderTools,
): Promise<Rendered | undefined> {
  const named = { by: root.by, root: root.directory };
  if (!FOLDER_NAME.test(name)) {
    const why = `${JSON.stringify(name)} is no name of a chart.`;
    return notRendered(root, problemOf(renderErrors, 'PL_E_RENDER_UNREADABLE', { ...named, why }));
  }
  if ((await files.kindOf(within(from, 'Chart.yaml'))) !== 'file') {
    const data = { ...named, reference: repository };
    return notRendered(root, problemOf(renderErrors, 'PL_E_RENDER_REFERENCE_ABSENT', data));
  }
  const link = workspace.linkOutOf(from, from);
  return link === undefined
    ? undefined
    : notRendered(root, problemOf(renderErrors, 'PL_E_RENDER_LINK', { ...named, link }));
}

interface Means {
  readonly tools: RenderTools;
  readonly options: RenderOptions;
}

async function runTemplate(
  { root, release }: Release,
  chart: string,
  folder: string,
  means: Means,
): Promise<string | Rendered> {
  const { namespace = release, kubernetes, values, set } = means.options;
  const given = [
    'template',
    release,
    chart,
    '--include-crds',
    '--namespace',
    namespace,
    '--kube-version',
    formatKubernetesVersion(kubernetes),
    ...values.flatMap((file) => ['--values', isFetched(file) ? file : means.tools.workspace.absolute(file)]),
    ...set.flatMap((assignment) => ['--set', assignment]),
  ];
  return outputOf(root, await helm(given, folder, means), means.options);
}

function isFetched(file: string): boolean {
  return file.includes('://');
}

/** Runs Helm without a cluster: what it renders depends on the chart and on nothing of this machine. */
async function helm(given: readonly string[], folder: string, { tools, options }: Means) {
  return tools.processes.run({
    program: 'helm',
    arguments: given,
    environment: {
      ...programEnvironment(options),
      KUBECONFIG: `${folder}/none`,
      HELM_NAMESPACE: '',
      HELM_KUBECONTEXT: '',
    },
    maxOutputBytes: options.maxBytes,
    maxSeconds: options.maxSeconds,
  });
}
