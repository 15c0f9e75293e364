import { join, relative, resolve } from 'node:path';
import { problemOf, UserError } from '../../core/errors.ts';
import type { Earlier } from '../../gate/input.ts';
import { type FileWatcher, watchFiles } from '../../host/watch-files.ts';
import { printable } from '../../report/excerpt/printable.ts';
import { isReportFile } from '../against/against.ts';
import { below } from '../against/places.ts';
import { commandErrors, problemText } from '../errors.ts';
import { fixedPart } from '../fixed-part.ts';
import { type JudgingCall, judgeOnce } from '../judging.ts';
import { outputsOf } from '../outputs.ts';
import { POLICY_FILE } from '../policy-file.ts';
import { type Changed, Changes } from './changes.ts';
import { awaitInterrupt } from './interrupt.ts';

const CLEAR_SCREEN = '\u001B[2J\u001B[H';

/** Judges, and again whenever one of the files changes, until a signal ends it. The exit code is that of the signal. */
export async function watch(call: JudgingCall): Promise<number> {
  const named = namedPaths(call);
  const changes = new Changes();
  const interrupt = awaitInterrupt();
  const watcher = watchFiles({
    paths: [...watchedDirectories(named), ...otherPaths(call)],
    except: outputsOf(call.verb, call.input.values('output')).flatMap(({ file }) => file ?? []),
    onEvent: (event, path) => {
      changes.add(event, path);
    },
    onError: (error) => {
      call.context.err(`plimsoll: not watched: ${printable(String(error))}\n`);
    },
  });
  try {
    const first = `Watching ${named.map(printable).join(', ')}; Ctrl+C ends`;
    return await Promise.race([interrupt.exitCode, new Watch(call, watcher, changes).run(first)]);
  } finally {
    interrupt.release();
    changes.close();
    await watcher.close();
  }
}

/** The paths that are judged and those that are there already. */
function namedPaths({ verb, input }: JudgingCall): readonly string[] {
  const paths = [...input.arguments, ...input.values('filename'), ...input.values('with')];
  if (!paths.includes('-')) return paths;
  const what = 'Standard input is read once: --watch takes files and directories.';
  throw new UserError(problemOf(commandErrors, 'PL_E_USAGE', { what, verb }));
}

/** What is watched whole: of a pattern the directory that it begins in. */
function watchedDirectories(named: readonly string[]): readonly string[] {
  return named.map((path) => fixedPart(path) || '.');
}

/** The policy file, also where there is none yet, and the report that is compared with. */
function otherPaths({ input, context }: JudgingCall): readonly string[] {
  const policy = input.value('policy');
  const against = input.value('against');
  return [
    policy ?? (input.value('profile') === undefined ? join(context.directory, POLICY_FILE) : []),
    against !== undefined && isReportFile(against) ? against : [],
    input.values('values'),
  ].flat();
}

/** A call that is repeated. */
class Watch {
  readonly #call: JudgingCall;
  readonly #watcher: FileWatcher;
  readonly #changes: Changes;
  readonly #remembered = new Map<string, Earlier>();

  constructor(call: JudgingCall, watcher: FileWatcher, changes: Changes) {
    this.#call = call;
    this.#watcher = watcher;
    this.#changes = changes;
  }

  /** Never ends but by an error: of the first run, whose call is then wrong, or a bug. */
  async run(first: string): Promise<never> {
    await this.#watcher.ready;
    await this.#judge(first);
    for (;;) {
      const changed = await this.#changes.next();
      try {
        await this.#judge(this.#describe(changed));
      } catch (error) {
        if (!(error instanceof UserError)) throw error;
        this.#call.context.err(problemText(error.problem));
      }
    }
  }

  async #judge(why: string): Promise<void> {
    const { context } = this.#call;
    if (context.isTerminal === true) context.out(CLEAR_SCREEN);
    const started = new Date();
    context.err(`[${timeOfDay(started)}] ${why}\n`);
    const { judging } = await judgeOnce(this.#call, this.#remembered);
    // A policy file may extend others, and may be found above; an overlay has its base elsewhere.
    const directories = watchedDirectories(namedPaths(this.#call)).map((path) => resolve(path));
    const elsewhere = [...judging.read].filter((path) =>
      directories.every((each) => below(each, resolve(path)) === undefined),
    );
    this.#watcher.add([...judging.input.policy.files.map(({ path }) => path), ...elsewhere], started.getTime());
  }

  #describe(changed: Changed): string {
    const { directory } = this.#call.context;
    const [first] = changed;
    if (first === undefined) return '';
    const [path, event] = first;
    const inside = relative(directory, path);
    const name = printable(inside.startsWith('..') ? path : inside);
    return `${name} ${event}${changed.size === 1 ? '' : `, and ${changed.size - 1} more`}`;
  }
}

function timeOfDay(time: Date): string {
  return [time.getHours(), time.getMinutes(), time.getSeconds()].map((part) => String(part).padStart(2, '0')).join(':');
}
