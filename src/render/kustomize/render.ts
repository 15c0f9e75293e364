import { join, relative } from 'node:path/posix';
import { type Problem, problemOf } from '../../core/errors.ts';
import { renderErrors } from '../errors.ts';
import { normalized, within } from '../paths.ts';
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
import { isAddress, KUSTOMIZATION_FILES, type Kustomization, looksRemote, readKustomization } from './kustomization.ts';
import { KustomizeOrigins, type OriginDirectory } from './origins.ts';

/** Renders a kustomization with `kustomize build` or `kubectl kustomize`, and keeps where each field was written. */
export async function renderKustomization(
  root: RenderRoot,
  tools: RenderTools,
  options: RenderOptions,
): Promise<Rendered> {
  const build = await buildOf(root, tools);
  if ('code' in build) return notRendered(root, build);
  if (build.address !== undefined && !options.allowRemote) {
    const data = { by: root.by, root: root.directory, reference: build.address };
    return notRendered(root, problemOf(renderErrors, 'PL_E_RENDER_REMOTE', data));
  }
  return tools.workspace.withFolder(async (folder) => {
    const output = await runBuild(root, build, folder, { tools, options });
    if (typeof output !== 'string') return output;
    const origins = new KustomizeOrigins(build.kustomizations, originDirectory(root, folder, tools));
    return { state: 'rendered', sources: await origins.sourcesOf(output, tools.files) };
  });
}

/** All that a root is built from. */
interface Build {
  /** The root first, then what it refers to. */
  readonly kustomizations: readonly Kustomization[];
  /** The first reference that leads to another machine. */
  readonly address: string | undefined;
}

/** The most kustomizations that one root may be built from. */
const MAX_KUSTOMIZATIONS = 1000;

/** Follows every reference of a root before a program does, so that nothing is fetched and nothing lacks. */
async function buildOf(root: RenderRoot, tools: RenderTools): Promise<Build | Problem> {
  const named = { by: root.by, root: root.directory };
  const kustomizations: Kustomization[] = [];
  const seen = new Set<string>();
  const queue = [normalized(root.directory)];
  let address: string | undefined;
  for (const directory of queue) {
    if (seen.has(directory) || seen.size >= MAX_KUSTOMIZATIONS) continue;
    seen.add(directory);
    const kustomization = await readAt(directory, tools);
    if (typeof kustomization === 'string') {
      return problemOf(renderErrors, 'PL_E_RENDER_UNREADABLE', { ...named, why: kustomization });
    }
    kustomizations.push(kustomization);
    for (const { text } of kustomization.references) {
      const target = normalized(within(directory, text));
      const kind = isAddress(text) ? 'absent' : await tools.files.kindOf(target);
      if (kind === 'directory') queue.push(target);
      if (kind !== 'absent') continue;
      if (looksRemote(text)) address ??= text;
      else return problemOf(renderErrors, 'PL_E_RENDER_REFERENCE_ABSENT', { ...named, reference: target });
    }
    address ??= await chartAddress(kustomization, tools);
  }
  return { kustomizations, address };
}

/** The first chart that Kustomize would fetch: one that does not lie in its folder of charts. */
async function chartAddress({ directory, charts }: Kustomization, { files }: RenderTools): Promise<string | undefined> {
  for (const { name, repository, folder } of charts) {
    const isVendored = name !== '' && (await files.kindOf(within(directory, `${folder}/${name}`))) === 'directory';
    if (!isVendored) return `the chart ${name} of ${repository === '' ? 'no repository' : repository}`;
  }
  return undefined;
}

async function readAt(directory: string, { files }: RenderTools): Promise<Kustomization | string> {
  for (const name of KUSTOMIZATION_FILES) {
    const path = within(directory, name);
    if ((await files.kindOf(path)) !== 'file') continue;
    const source = await readSource(files, path);
    return typeof source === 'string' ? source : readKustomization(source);
  }
  return `${directory} holds no kustomization file.`;
}

interface Means {
  readonly tools: RenderTools;
  readonly options: RenderOptions;
}

/**
 * Builds a root through one of our own that asks for the origin of each resource, which nothing else can be told to print.
 * A root that brings a schema is built as it is, since a schema counts only at the root; so is one whose program is too old to know.
 * Source: https://kubectl.docs.kubernetes.io/references/kustomize/kustomization/buildmetadata/.
 */
async function runBuild(root: RenderRoot, build: Build, folder: string, means: Means): Promise<string | Rendered> {
  const { workspace } = means.tools;
  const [first] = build.kustomizations;
  const base = workspace.relative(folder, root.directory);
  const inflates = build.kustomizations.some(({ charts }) => charts.length > 0);
  if (base === undefined || first?.bringsSchema === true) {
    return runKustomize(root, workspace.absolute(root.directory), { inflates, ...means });
  }
  const own = { resources: [base], buildMetadata: ['originAnnotations'] };
  workspace.write(join(folder, 'kustomization.yaml'), JSON.stringify(own));
  const output = await runKustomize(root, folder, { inflates, ...means });
  const isTooOld =
    typeof output !== 'string' && output.state === 'missing' && output.missing.what.includes('buildMetadata');
  return isTooOld ? runKustomize(root, workspace.absolute(root.directory), { inflates, ...means }) : output;
}

const PROGRAMS: readonly (readonly [program: string, command: string])[] = [
  ['kustomize', 'build'],
  ['kubectl', 'kustomize'],
];

async function runKustomize(
  root: RenderRoot,
  directory: string,
  { inflates, tools, options }: Means & { readonly inflates: boolean },
): Promise<string | Rendered> {
  let output: string | Rendered | undefined;
  for (const [program, command] of PROGRAMS) {
    const result = await tools.processes.run({
      program,
      arguments: [command, directory, ...(inflates ? ['--enable-helm'] : [])],
      environment: programEnvironment(options),
      maxOutputBytes: options.maxBytes,
      maxSeconds: options.maxSeconds,
    });
    output = outputOf(root, result, options);
    if (result.state !== 'absent') return output;
  }
  return output ?? '';
}

/** Turns the paths that Kustomize prints, relative to the folder that it was started in, into those that users know. */
function originDirectory(root: RenderRoot, folder: string, { workspace }: RenderTools): OriginDirectory {
  const base = join(folder, workspace.relative(folder, root.directory) ?? '.');
  return { fileOf: (origin) => within(root.directory, relative(base, join(folder, origin))) };
}
