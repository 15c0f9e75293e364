import { UserError } from '../../core/errors.ts';
import { pinImages } from '../../gate/pin/pin-images.ts';
import type { PinnedFile, PinResult } from '../../gate/pin/pinned-image.ts';
import { registryResolver } from '../../gate/pin/registry-resolver.ts';
import { replaceFile } from '../../host/replace-file.ts';
import { spliceText } from '../../manifests/edit/splice.ts';
import { workloadKindsWith } from '../../manifests/workload-kinds.ts';
import type { Command, CommandContext, CommandInput } from '../command.ts';
import { problemText, usageError } from '../errors.ts';
import { imagePlacesOf } from '../image/image-places-of.ts';
import { placeOptions } from '../image/option-declarations.ts';
import { filenameOption, limitOptions, policyOption, renderingOptions } from '../judging-options.ts';
import { filesOf, loadOptions, loadTools, requireFiles } from '../loading.ts';
import { pinDiff } from '../pin/pin-diff.ts';
import { pinJson } from '../pin/pin-json.ts';
import { movedLines, type PinMode, problemsText, summaryText, unpinnedLines } from '../pin/pin-text.ts';
import { policyFor } from '../policy-file.ts';

const VERB = 'pin';
const EXIT = { done: 0, blocked: 1, incomplete: 3 } as const;

export const command: Command = {
  summary: 'Pin the images of manifests to the digests that their tags name, and tell which tags have moved since',
  arguments: [
    {
      name: '[path...]',
      description:
        'files, directories or patterns such as "k8s/**/*.yaml": manifests, kustomizations, charts and Dockerfiles; - reads manifests from standard input',
    },
  ],
  options: [
    filenameOption,
    { flags: '--write', description: 'write the digests into the files (default: show a diff)' },
    {
      flags: '--check',
      description: 'change nothing, and exit with 1 where an image is not pinned or its tag has moved',
    },
    { flags: '--update', description: 'pin images whose tag has moved to what it names now' },
    {
      flags: '--keep-tag',
      description:
        'keep every tag in its reference, as name:tag@sha256:... (default: in a comment, where the line has room)',
    },
    { flags: '-o, --output <format>', description: 'text or json (default: text)', choices: ['text', 'json'] },
    ...renderingOptions,
    policyOption,
    ...limitOptions,
    ...placeOptions,
  ],
  examples: [
    { run: 'plimsoll pin k8s/', does: 'shows what would change' },
    { run: 'plimsoll pin k8s/ --write', does: 'writes the digests, with the tags as comments' },
    { run: 'plimsoll pin k8s/ --check', does: 'fails in CI where an image is not pinned, or its tag has moved' },
    { run: 'plimsoll pin k8s/ --update --write', does: 'pins what the tags name now' },
  ],
  async run(input, context) {
    const mode = modeOf(input);
    const paths = pathsOf(input, mode);
    const result = await pinned(paths, input, context);
    const written = mode === 'write' ? writeFiles(result, context) : { paths: new Set<string>(), failed: 0 };
    if (input.value('output') === 'json') context.out(pinJson(result, written.paths));
    else tell(result, mode, context);
    return written.failed > 0 ? EXIT.incomplete : exitCodeOf(result, mode);
  },
};

function modeOf(input: CommandInput): PinMode {
  if (!input.flag('check')) return input.flag('write') ? 'write' : 'preview';
  const other = ['write', 'update'].find((name) => input.flag(name));
  if (other !== undefined) throw usageError(VERB, `--check changes nothing, and goes without --${other}.`);
  return 'check';
}

function pathsOf(input: CommandInput, mode: PinMode): readonly string[] {
  const paths = [...input.arguments, ...input.values('filename')];
  if (paths.length === 0) {
    throw usageError(VERB, 'Name the manifests to pin: files, directories, or - for standard input.');
  }
  if (mode === 'write' && paths.includes('-')) {
    throw usageError(VERB, 'Standard input cannot be written to; without --write the diff is shown.');
  }
  return paths;
}

async function pinned(paths: readonly string[], input: CommandInput, context: CommandContext): Promise<PinResult> {
  const policy = await policyFor({ policy: input.value('policy'), profile: undefined }, context);
  const files = filesOf(input, context);
  await requireFiles(files, input.values('values'));
  const { registry, progress } = await imagePlacesOf(VERB, input, context);
  return pinImages({
    tools: loadTools({ verb: VERB, input, context, kubernetes: policy.kubernetes }, files),
    paths,
    options: {
      ...loadOptions(VERB, input),
      workloadKinds: workloadKindsWith(policy.workloads),
      form: { keepsTag: input.flag('keepTag') },
    },
    resolver: registryResolver(registry),
    updates: input.flag('update'),
    progress,
  });
}

interface Written {
  readonly paths: ReadonlySet<string>;
  readonly failed: number;
}

/** Writes each file by itself: one that cannot be written is told, and the others are. */
function writeFiles({ files }: PinResult, { err }: CommandContext): Written {
  const paths = new Set<string>();
  for (const file of files) {
    const problem = attempt(file);
    if (problem === undefined) paths.add(file.path);
    else err(problemText(problem));
  }
  return { paths, failed: files.length - paths.size };
}

function attempt({ path, before, splices }: PinnedFile): UserError['problem'] | undefined {
  try {
    replaceFile(path, before, spliceText(before, splices));
    return undefined;
  } catch (error) {
    if (error instanceof UserError) return error.problem;
    throw error;
  }
}

function tell(result: PinResult, mode: PinMode, { out, err }: CommandContext): void {
  const { images, files } = result;
  if (mode === 'check') out(unpinnedLines(images) + movedLines(images));
  else err(movedLines(images.filter(({ isChanged }) => !isChanged)));
  if (mode === 'preview') for (const file of files) out(pinDiff(file));
  err(problemsText(result) + summaryText(result, mode));
}

function exitCodeOf({ images, missing }: PinResult, mode: PinMode): number {
  const isBlocked = images.some(({ state }) => state.type === 'unpinned' || state.type === 'moved');
  if (mode === 'check' && isBlocked) return EXIT.blocked;
  const isUnseen = mode === 'check' && images.length === 0;
  const isIncomplete = isUnseen || missing.length > 0 || images.some(({ problem }) => problem !== undefined);
  return isIncomplete ? EXIT.incomplete : EXIT.done;
}
