import type { Files } from '../core/ports.ts';
import type { Report } from '../core/report.ts';
import type { CheckInput, Earlier } from '../gate/input.ts';
import { systemClock } from '../host/system-clock.ts';
import type { Policy } from '../policy/policy.ts';
import { pinKubernetes, selectStandard } from '../policy/standard.ts';
import type { CommandContext, CommandInput } from './command.ts';
import { usageError } from './errors.ts';
import { filesOf, loadOptions, loadTools, type PlacedFiles, requireFiles, unitsOf } from './loading.ts';
import { type Outputs, outputsOf, writeReport } from './outputs.ts';
import { policyFor } from './policy-file.ts';

/** What a judging command was asked for. */
export interface Judging extends Outputs {
  readonly input: CheckInput;
  /** The paths that are judged, and those of what is already there. */
  readonly paths: { readonly judged: readonly string[]; readonly context: readonly string[] };
  readonly files: Files;
  /** The files that were read so far, as they were named: what is rendered lies elsewhere, too. */
  readonly read: ReadonlySet<string>;
  /** The same input, read from other files. */
  readonly inputFrom: (files: PlacedFiles) => Promise<CheckInput>;
}

/** Reads what a judging command was asked for. `verb` is the command, for errors of usage. */
async function judgingOf(verb: string, input: CommandInput, context: CommandContext): Promise<Judging> {
  const paths = [...input.arguments, ...input.values('filename')];
  if (paths.length === 0) {
    throw usageError(verb, `Name the manifests to ${verb}: files, directories, or - for standard input.`);
  }
  const outputs = outputsOf(verb, input.values('output'));
  const policy = await judgedPolicy(input, context);
  const options = loadOptions(verb, input);
  const read = new Set<string>();
  const files = recorded(filesOf(input, context), read);
  await requireFiles(files, input.values('values'));
  const inputFrom = async (from: PlacedFiles): Promise<CheckInput> => {
    const tools = loadTools({ verb, input, context, kubernetes: policy.kubernetes }, from);
    return {
      units: await unitsOf(tools, paths, options),
      context: await unitsOf(tools, input.values('with'), options),
      policy,
      clock: systemClock(context.environment['SOURCE_DATE_EPOCH']),
    };
  };
  return {
    outputs,
    all: input.flag('all'),
    paths: { judged: paths, context: input.values('with') },
    files,
    read,
    inputFrom,
    input: await inputFrom(files),
  };
}

function recorded(files: Files, read: Set<string>): Files {
  return {
    ...files,
    read: async (path, limit) => {
      read.add(path);
      return files.read(path, limit);
    },
  };
}

/** How a command judges: what `check` and `gate` of `src/gate/` do. */
export type Judge = (input: CheckInput) => Promise<Report>;

/** A call of a command that judges. */
export interface JudgingCall {
  readonly verb: string;
  readonly judge: Judge;
  readonly input: CommandInput;
  readonly context: CommandContext;
}

/** What a git ref held by the policy that judged it, where a call is repeated. */
export type Remembered = Map<string, Earlier>;

/** Judges once, and writes the report. */
export async function judgeOnce(
  call: JudgingCall,
  remembered?: Remembered,
): Promise<{ readonly judging: Judging; readonly report: Report }> {
  const { verb, judge, input, context } = call;
  const judging = await judgingOf(verb, input, context);
  const earlier = await earlierFor(call, judging, remembered);
  const report = await judge(earlier === undefined ? judging.input : { ...judging.input, earlier });
  await writeReport(report, judging, context);
  return { judging, report };
}

async function earlierFor(call: JudgingCall, judging: Judging, remembered?: Remembered): Promise<Earlier | undefined> {
  const against = call.input.value('against');
  if (against === undefined) return undefined;
  const { earlierOf } = await import('./against/against.ts');
  const { files, paths, inputFrom } = judging;
  const { environment } = call.context;
  return earlierOf({
    verb: call.verb,
    against,
    ...paths,
    files,
    environment,
    policy: judging.input.policy.files.map(({ text }) => text).join('\0'),
    remembered: remembered ?? new Map(),
    judge: async (from) => call.judge(await inputFrom(from)),
  });
}

async function judgedPolicy(input: CommandInput, context: CommandContext): Promise<Policy> {
  const version = input.value('kubernetesVersion');
  const standard = input.value('standard');
  const policy = await policyFor({ policy: input.value('policy'), profile: input.value('profile') }, context);
  const pinned = version === undefined ? policy : pinKubernetes(policy, version);
  return standard === undefined ? pinned : selectStandard(pinned, standard);
}
