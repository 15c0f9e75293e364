import { problemOf, UserError } from '../core/errors.ts';
import type { KubernetesMinor } from '../core/kubernetes-version.ts';
import type { Files } from '../core/ports.ts';
import type { CheckInput } from '../gate/input.ts';
import { DEFAULT_MAX_FILE_BYTES, type LoadOptions, type LoadTools, loadManifestFiles } from '../gate/load-manifests.ts';
import type { Unit } from '../gate/unit.ts';
import { hostErrors } from '../host/errors.ts';
import { nodeFiles } from '../host/node-files.ts';
import type { CommandContext, CommandInput } from './command.ts';
import { countOf } from './count-option.ts';
import { usageError } from './errors.ts';
import { DEFAULT_MAX_RENDER_SECONDS } from './judging-options.ts';

/** Files that may lie elsewhere than their names say, as those of another moment do. */
export interface PlacedFiles extends Files {
  /** Where a path really lies; where its name says, when this is left out. */
  readonly placeOf?: (path: string) => string;
}

/** The units at paths, each path once. */
export async function unitsOf(
  tools: LoadTools,
  paths: readonly string[],
  options: LoadOptions,
): Promise<CheckInput['units']> {
  const units: Unit[] = [];
  for (const path of new Set(paths)) units.push(...(await loadManifestFiles(tools, path, options)));
  return units;
}

/** Source: https://kubernetes.io/docs/concepts/overview/working-with-objects/names/#dns-label-names. */
const NAMESPACE = /^[a-z0-9](?:[-a-z0-9]{0,61}[a-z0-9])?$/;

/** How manifests are loaded. */
export function loadOptions(verb: string, input: CommandInput): LoadOptions {
  const namespace = input.value('namespace');
  if (namespace !== undefined && !NAMESPACE.test(namespace)) {
    throw usageError(
      verb,
      `--namespace takes the name of a namespace (lower case, digits, hyphens), not ${JSON.stringify(namespace)}.`,
    );
  }
  const maxFileBytes = countOf(verb, input, { name: 'maxFileBytes', flag: '--max-file-bytes', unit: 'bytes' });
  return {
    ...(namespace === undefined ? {} : { namespace }),
    ...(maxFileBytes === undefined ? {} : { maxFileBytes }),
  };
}

/** What the tools of a call are made for. */
export interface ToolsCall {
  readonly verb: string;
  readonly input: CommandInput;
  readonly context: CommandContext;
  readonly kubernetes: KubernetesMinor;
}

/** The files of this machine, as the call wants them read. */
export function filesOf(input: CommandInput, context: CommandContext): Files {
  return nodeFiles(() => context.in, { readsIgnored: !input.flag('ignore') });
}

/** What manifests are loaded with. What renders is loaded, and its programs are started, when something is to be rendered. */
export function loadTools({ verb, input, context, kubernetes }: ToolsCall, files: PlacedFiles): LoadTools {
  const { namespace, maxFileBytes = DEFAULT_MAX_FILE_BYTES } = loadOptions(verb, input);
  const seconds = { name: 'maxRenderSeconds', flag: '--max-render-seconds', unit: 'seconds' };
  const options = {
    kubernetes,
    ...(namespace === undefined ? {} : { namespace }),
    values: input.values('values'),
    set: input.values('set'),
    allowRemote: input.flag('allowRemote'),
    maxSeconds: countOf(verb, input, seconds) ?? DEFAULT_MAX_RENDER_SECONDS,
    maxBytes: maxFileBytes,
    environment: setVariables(context),
  };
  return {
    files,
    directory: context.directory,
    rendering: async () => {
      const { nodeProcesses } = await import('../host/node-processes.ts');
      const { nodeWorkspace } = await import('../host/node-workspace.ts');
      return { workspace: nodeWorkspace(context.directory, files.placeOf), processes: nodeProcesses, options };
    },
  };
}

function setVariables({ environment }: CommandContext): Readonly<Record<string, string>> {
  const variables = Object.entries(environment).filter(
    (variable): variable is [string, string] => variable[1] !== undefined,
  );
  return Object.fromEntries(variables);
}

/** Files of values that are named must be there; addresses are for Helm to fetch, where that is allowed. */
export async function requireFiles(files: Files, paths: readonly string[]): Promise<void> {
  for (const path of paths) {
    if (path.includes('://') || (await files.kindOf(path)) === 'file') continue;
    throw new UserError(problemOf(hostErrors, 'PL_E_FILE_NOT_FOUND', { path }));
  }
}
