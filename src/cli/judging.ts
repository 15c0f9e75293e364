import { dirname, sep } from 'node:path';
import { problemOf, UserError } from '../core/errors.ts';
import { formatKubernetesVersion, NEWEST_KUBERNETES } from '../core/kubernetes-version.ts';
import { nearest } from '../core/nearest.ts';
import type { Report } from '../core/report.ts';
import { profileNames } from '../evidence/rule.ts';
import type { CheckInput } from '../gate/input.ts';
import { DEFAULT_MAX_FILE_BYTES, type LoadOptions, type LoadTools, loadManifestFiles } from '../gate/load-manifests.ts';
import type { Unit } from '../gate/unit.ts';
import { hostErrors } from '../host/errors.ts';
import { findUpward } from '../host/find-upward.ts';
import { nodeFiles } from '../host/node-files.ts';
import { systemClock } from '../host/system-clock.ts';
import { writeOutput } from '../host/write-output.ts';
import type { Policy } from '../policy/policy.ts';
import { pinKubernetes, selectStandard } from '../policy/standard.ts';
import type { PathBase } from '../report/finding/repository-path.ts';
import { type ReportFormatName, reportFormats } from '../report/index.ts';
import type { ArgumentDeclaration, CommandContext, CommandInput, OptionDeclaration } from './command.ts';
import { commandErrors } from './errors.ts';
import { policyFor } from './policy-file.ts';

/** The longest that a chart or kustomization may take unless more is asked for, in seconds. */
const DEFAULT_MAX_RENDER_SECONDS = 60;

/** The arguments of commands that judge manifests. */
export const judgingArguments: readonly ArgumentDeclaration[] = [
  {
    name: '[path...]',
    description:
      'files, directories or patterns such as "k8s/**/*.yaml"; charts and kustomizations in them are rendered; - reads standard input',
  },
];

/** The options of commands that judge manifests. */
export const judgingOptions: readonly OptionDeclaration[] = [
  { flags: '-f, --filename <path>', description: 'the same as a path argument', repeatable: true },
  {
    flags: '-o, --output <format>',
    description: `report format: ${Object.keys(reportFormats).join(', ')}; FORMAT=FILE writes to a file (default: text)`,
    repeatable: true,
  },
  {
    flags: '-n, --namespace <name>',
    description:
      'the namespace of resources that name none, and of the releases of charts (default: that of the chart)',
  },
  { flags: '--values <file>', description: 'values for charts; the last file counts most', repeatable: true },
  { flags: '--set <key=value>', description: 'a value for charts, as helm --set takes it', repeatable: true },
  { flags: '--allow-remote', description: 'let charts and kustomizations fetch what they refer to elsewhere' },
  { flags: '--no-ignore', description: 'read the files that git ignores as well' },
  { flags: '--with <path>', description: 'manifests that are already there: seen, and not judged', repeatable: true },
  { flags: '--policy <file>', description: 'the policy file (default: plimsoll.yaml here or in a directory above)' },
  { flags: '--profile <name>', description: 'the built-in profile, without a policy file', choices: profileNames },
  {
    flags: '--standard <id>',
    description:
      'the rules of a standard alone, by its id or the beginning of it; pss/baseline and pss/restricted answer as Pod Security admission does, whatever the policy says',
  },
  {
    flags: '--kubernetes-version <version>',
    description: `the version of Kubernetes to judge for: 1.0 to ${formatKubernetesVersion(NEWEST_KUBERNETES)}, later ones like the last, or latest (default: latest)`,
  },
  { flags: '--all', description: 'show every finding, also those that are only recorded' },
  {
    flags: '--max-file-bytes <bytes>',
    description: `the largest file that is read, and the most that a chart renders to (default: ${DEFAULT_MAX_FILE_BYTES})`,
  },
  {
    flags: '--max-render-seconds <seconds>',
    description: `the longest that a chart or kustomization may take (default: ${DEFAULT_MAX_RENDER_SECONDS})`,
  },
];

/** What a judging command was asked for. */
export interface Judging {
  readonly input: CheckInput;
  readonly outputs: readonly Output[];
  readonly all: boolean;
}

interface Output {
  readonly format: ReportFormatName;
  readonly file: string | undefined;
}

/** Reads what a judging command was asked for. `verb` is the command, for errors of usage. */
export async function judgingOf(verb: string, input: CommandInput, context: CommandContext): Promise<Judging> {
  const paths = [...input.arguments, ...input.values('filename')];
  if (paths.length === 0) {
    throw usage(verb, `Name the manifests to ${verb}: files, directories, or - for standard input.`);
  }
  const outputs = outputsOf(verb, input.values('output'));
  const policy = judgedPolicy(input, context);
  const options = loadOptions(verb, input);
  const tools = loadTools(verb, input, context, policy);
  await requireFiles(tools, input.values('values'));
  return {
    outputs,
    all: input.flag('all'),
    input: {
      units: await unitsOf(tools, paths, options),
      context: await unitsOf(tools, input.values('with'), options),
      policy,
      clock: systemClock(context.environment['SOURCE_DATE_EPOCH']),
    },
  };
}

/** Writes a report in every format that was asked for. */
export async function writeReport(report: Report, { outputs, all }: Judging, context: CommandContext): Promise<void> {
  const base = pathBaseOf(context.directory);
  for (const { format: name, file } of outputs) {
    const { format } = await reportFormats[name]();
    const toTerminal = file === undefined;
    const rendered = format.render(report, { all, colour: toTerminal && context.colour, width: context.width, base });
    if (toTerminal) context.out(rendered);
    else writeOutput(file, rendered);
  }
}

/** Formats for CI systems name files from the root of the repository, wherever in it the command ran. */
function pathBaseOf(directory: string): PathBase {
  const repository = findUpward('.git', directory);
  return { directory, root: repository === undefined ? directory : dirname(repository), separator: sep };
}

function judgedPolicy(input: CommandInput, context: CommandContext): Policy {
  const version = input.value('kubernetesVersion');
  const standard = input.value('standard');
  const policy = policyFor({ policy: input.value('policy'), profile: input.value('profile') }, context);
  const pinned = version === undefined ? policy : pinKubernetes(policy, version);
  return standard === undefined ? pinned : selectStandard(pinned, standard);
}

async function unitsOf(tools: LoadTools, paths: readonly string[], options: LoadOptions): Promise<CheckInput['units']> {
  const units: Unit[] = [];
  for (const path of new Set(paths)) units.push(...(await loadManifestFiles(tools, path, options)));
  return units;
}

function loadOptions(verb: string, input: CommandInput): LoadOptions {
  const namespace = input.value('namespace');
  const maxFileBytes = countOf(verb, input, { name: 'maxFileBytes', flag: '--max-file-bytes', unit: 'bytes' });
  return {
    ...(namespace === undefined ? {} : { namespace }),
    ...(maxFileBytes === undefined ? {} : { maxFileBytes }),
  };
}

/** What manifests are loaded with. What renders is loaded, and its programs are started, when something is to be rendered. */
function loadTools(verb: string, input: CommandInput, context: CommandContext, { kubernetes }: Policy): LoadTools {
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
    files: nodeFiles(() => context.in, { readsIgnored: !input.flag('ignore') }),
    rendering: async () => {
      const { nodeProcesses } = await import('../host/node-processes.ts');
      const { nodeWorkspace } = await import('../host/node-workspace.ts');
      return { workspace: nodeWorkspace(context.directory), processes: nodeProcesses, options };
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
async function requireFiles({ files }: LoadTools, paths: readonly string[]): Promise<void> {
  for (const path of paths) {
    if (path.includes('://') || (await files.kindOf(path)) === 'file') continue;
    throw new UserError(problemOf(hostErrors, 'PL_E_FILE_NOT_FOUND', { path }));
  }
}

function countOf(
  verb: string,
  input: CommandInput,
  { name, flag, unit }: { readonly name: string; readonly flag: string; readonly unit: string },
): number | undefined {
  const written = input.value(name);
  if (written === undefined) return undefined;
  if (/^[1-9]\d{0,14}$/.test(written)) return Number(written);
  throw usage(verb, `${flag} takes a number of ${unit}, not ${JSON.stringify(written)}.`);
}

function outputsOf(verb: string, written: readonly string[]): readonly Output[] {
  const outputs = written.map(outputOf);
  if (outputs.filter(({ file }) => file === undefined).length > 1) {
    throw usage(verb, 'Only one format can go to standard output; give the others a file, as in -o json=report.json.');
  }
  return outputs.length === 0 ? [{ format: 'text', file: undefined }] : outputs;
}

function outputOf(written: string): Output {
  const equals = written.indexOf('=');
  const name = equals < 0 ? written : written.slice(0, equals);
  const file = equals < 0 ? undefined : written.slice(equals + 1);
  if (!isFormat(name) || file === '') {
    const known = Object.keys(reportFormats);
    const data = { name, near: nearest(name, known), known: known.join(', ') };
    throw new UserError(problemOf(commandErrors, 'PL_E_FORMAT_UNKNOWN', data));
  }
  return { format: name, file };
}

function isFormat(name: string): name is ReportFormatName {
  return Object.hasOwn(reportFormats, name);
}

function usage(verb: string, what: string): UserError {
  return new UserError(problemOf(commandErrors, 'PL_E_USAGE', { what, verb }));
}
