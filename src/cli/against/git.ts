import { problemOf, UserError } from '../../core/errors.ts';
import type { Processes } from '../../core/ports.ts';
import { GIT_LIMITS, gitEnvironment, runGit } from '../../host/git.ts';
import { printable } from '../../report/excerpt/printable.ts';
import { commandErrors } from '../errors.ts';

/** How much of what git says is shown, in characters. */
const MAX_REASON_LENGTH = 1000;

/** How long a list of file names one call of git may have, in characters: Windows takes 32,767 of a command line. */
const MAX_NAMES_LENGTH = 24_000;

/** What a tree holds at a path. */
export interface TreeEntry {
  readonly type: 'file' | 'repository';
  /** From the root of the repository, with slashes. */
  readonly path: string;
  /** The id of the object; of another repository, its commit. */
  readonly object: string;
}

/** A commit whose files are written somewhere. */
export interface CheckOut {
  /** The directory of the repository's work tree. */
  readonly repository: string;
  readonly commit: string;
  /** The files to write; everything where it is left out. */
  readonly paths: readonly string[] | undefined;
  /** The directory that gets them. */
  readonly into: string;
  /** A file name that git may use meanwhile. */
  readonly index: string;
}

/**
 * Settings of the repository or the user that would make git start a program, write into the repository, or leave files
 * out: none of them has a part in reading a commit.
 */
const SETTINGS: readonly (readonly [key: string, value: string])[] = [
  ['core.hooksPath', '/dev/null'],
  ['core.autocrlf', 'false'],
  ['core.sparseCheckout', 'false'],
  ['core.splitIndex', 'false'],
  ['core.untrackedCache', 'false'],
  ['index.sparse', 'false'],
];

/** What is asked of git. It reads objects, and never touches the user's index, work tree or settings. */
export class Git {
  readonly #processes: Processes;
  readonly #environment: Readonly<Record<string, string>>;

  constructor(processes: Processes, environment: Readonly<Record<string, string | undefined>>) {
    this.#processes = processes;
    this.#environment = gitEnvironment(environment);
  }

  /** The root of the work tree that a directory lies in; undefined where it lies in none. */
  async repositoryOf(directory: string): Promise<string | undefined> {
    const { exitCode, output, errors } = await this.#run(directory, ['rev-parse', '--show-toplevel']);
    if (exitCode === 0) return output.replace(/\r?\n$/, '');
    if (/not a git repository|must be run in a work tree/.test(errors)) return undefined;
    throw failed('rev-parse --show-toplevel', errors);
  }

  /** The commit that a name stands for; undefined where it stands for none. */
  async commitOf(repository: string, name: string): Promise<string | undefined> {
    const verify = ['rev-parse', '--verify', '--quiet', '--end-of-options', `${name}^{commit}`];
    const { exitCode, output } = await this.#run(repository, verify);
    const commit = output.trim();
    return exitCode === 0 && /^[0-9a-f]{40,64}$/.test(commit) ? commit : undefined;
  }

  /** The commit where the work tree's branch left another; undefined where the history at hand has none. */
  async mergeBase(repository: string, commit: string): Promise<string | undefined> {
    const { exitCode, output } = await this.#run(repository, ['merge-base', commit, 'HEAD']);
    return exitCode === 0 ? output.trim() : undefined;
  }

  /** Whether a part of the history was left out when the repository was cloned. */
  async isShallow(repository: string): Promise<boolean> {
    const { output } = await this.#run(repository, ['rev-parse', '--is-shallow-repository']);
    return output.trim() === 'true';
  }

  /** Everything that a commit holds. */
  async entries(repository: string, commit: string): Promise<readonly TreeEntry[]> {
    const list = ['ls-tree', '-r', '-z', '--full-tree', commit];
    return (await this.#output(repository, list)).split('\0').flatMap((line) => {
      const match = /^\d{6} (?<type>blob|commit) (?<object>[0-9a-f]+)\t(?<path>[^]+)$/.exec(line)?.groups;
      if (match === undefined) return [];
      const { type = '', object = '', path = '' } = match;
      return [{ type: type === 'commit' ? 'repository' : 'file', object, path } as const];
    });
  }

  /** Writes files of a commit as they are stored: no filter of theirs (`filter.<name>.smudge`, such as LFS) is run. */
  async checkOut({ repository, commit, paths, into, index }: CheckOut): Promise<void> {
    const settings = [...SETTINGS, ...(await this.#filters(repository))];
    const environment = { GIT_INDEX_FILE: index, ...settingsEnvironment(settings, this.#environment) };
    await this.#output(repository, ['read-tree', commit], environment);
    const write = ['checkout-index', '--quiet', '--force', `--prefix=${into}/`];
    if (paths === undefined) await this.#output(repository, [...write, '--all'], environment);
    else for (const some of batches(paths)) await this.#output(repository, [...write, '--', ...some], environment);
  }

  /** Every filter that is set up, turned into one that changes nothing. */
  async #filters(repository: string): Promise<readonly (readonly [string, string])[]> {
    const { output } = await this.#run(repository, ['config', '--null', '--name-only', '--get-regexp', '^filter\\.']);
    const filters = new Set(output.split('\0').flatMap((key) => /^(?<filter>filter\.[^]+)\./.exec(key)?.[1] ?? []));
    return [...filters].flatMap((filter): [string, string][] => [
      [`${filter}.smudge`, ''],
      [`${filter}.process`, ''],
      [`${filter}.required`, 'false'],
    ]);
  }

  async #output(repository: string, asked: readonly string[], more: Record<string, string> = {}): Promise<string> {
    const { exitCode, output, errors } = await this.#run(repository, asked, more);
    if (exitCode !== 0) throw failed(asked[0] ?? '', errors);
    return output;
  }

  async #run(
    directory: string,
    asked: readonly string[],
    more: Record<string, string> = {},
  ): Promise<{ readonly exitCode: number; readonly output: string; readonly errors: string }> {
    const environment = { ...this.#environment, ...more };
    const ended = await runGit(this.#processes, { directory, arguments: asked, environment });
    if (ended.state === 'ended') return { ...ended, output: new TextDecoder().decode(ended.output) };
    if (ended.state === 'absent') throw new UserError(problemOf(commandErrors, 'PL_E_GIT_ABSENT', {}));
    const { maxOutputBytes, maxSeconds } = GIT_LIMITS;
    const limit = ended.state === 'too-large' ? `more than ${maxOutputBytes} bytes` : `more than ${maxSeconds} seconds`;
    throw failed(asked[0] ?? '', `it took ${limit}`);
  }
}

/** Settings for one call, after those that the user's environment makes. */
function settingsEnvironment(
  settings: readonly (readonly [string, string])[],
  { GIT_CONFIG_COUNT: count = '' }: Readonly<Record<string, string>>,
): Record<string, string> {
  const first = /^\d{1,6}$/.test(count) ? Number(count) : 0;
  const pairs = settings.flatMap(([key, value], index): [string, string][] => [
    [`GIT_CONFIG_KEY_${first + index}`, key],
    [`GIT_CONFIG_VALUE_${first + index}`, value],
  ]);
  return { GIT_CONFIG_COUNT: String(first + settings.length), ...Object.fromEntries(pairs) };
}

function* batches(paths: readonly string[]): Generator<readonly string[]> {
  let batch: string[] = [];
  let length = 0;
  for (const path of paths) {
    if (batch.length > 0 && length + path.length > MAX_NAMES_LENGTH) {
      yield batch;
      batch = [];
      length = 0;
    }
    batch.push(path);
    length += path.length + 1;
  }
  if (batch.length > 0) yield batch;
}

function failed(command: string, why: string): UserError {
  const reason = printable(
    why
      .trim()
      .replaceAll(/\s*\n\s*/g, ' ')
      .slice(0, MAX_REASON_LENGTH),
  );
  return new UserError(
    problemOf(commandErrors, 'PL_E_GIT_FAILED', { command, why: reason === '' ? 'no reason' : reason }),
  );
}
