import { join } from 'node:path';
import { problemOf, UserError } from '../../core/errors.ts';
import type { Files } from '../../core/ports.ts';
import { commandErrors } from '../errors.ts';
import { fixedPart } from '../fixed-part.ts';
import type { Git } from './git.ts';
import { below, filesAt, type PastFiles, realPath } from './places.ts';
import { writeTree } from './tree.ts';

/** What is to be read as it was at a ref. */
export interface PastCall {
  readonly ref: string;
  /** The paths that are judged. Outside a repository that knows the ref they were not there. */
  readonly judged: readonly string[];
  /** The paths of what is already there. Outside such a repository they are taken as they are. */
  readonly context: readonly string[];
  /** An empty directory for the files. */
  readonly directory: string;
}

/** The files at a ref, and what they are called. */
export interface Past {
  /** `main (3f2a1c9)`, or `main (merge base 3f2a1c9)` where the branch left it earlier. */
  readonly what: string;
  readonly files: PastFiles;
}

/** A repository in which some of the paths lie. */
interface Repository {
  readonly root: string;
  readonly base: Base;
  readonly into: string;
  /** The real paths by the names that the user has for them. */
  readonly paths: Map<string, string>;
}

interface Base {
  readonly commit: string;
  readonly isMergeBase: boolean;
}

/** Writes the files of the paths as they were at a ref, each by the repository that it lies in. */
export async function filesAtRef(git: Git, files: Files, call: PastCall): Promise<Past> {
  const repositories = new Map<string, Repository | undefined>();
  const places = new Map<string, string | undefined>();
  const roots = new Roots(git);
  for (const named of [...call.judged, ...call.context]) {
    const { directory, path } = realPath(named);
    const root = await roots.of(directory);
    if (root !== undefined && !repositories.has(root)) {
      const into = join(call.directory, `tree-${repositories.size}`);
      repositories.set(root, await repositoryAt(git, { root, ref: call.ref, into }));
    }
    const repository = root === undefined ? undefined : repositories.get(root);
    const part = repository === undefined ? undefined : below(repository.root, path);
    if (repository !== undefined && part !== undefined) {
      repository.paths.set(named, part);
      places.set(named, join(repository.into, part));
    } else if (call.judged.includes(named)) places.set(named, undefined);
  }
  const found = [...repositories.values()].filter((repository) => repository !== undefined);
  if (found.length === 0) throw await unknownRef(git, call.ref, [...repositories.keys()][0]);
  for (const { root, base, into, paths } of found) {
    await writeTree(git, { repository: root, commit: base.commit, into, paths: [...paths.values()].map(fixedPart) });
  }
  return { what: describe(call.ref, found), files: filesAt(files, { named: places, moved: found }) };
}

/** The repositories of directories, each asked for once. */
class Roots {
  readonly #git: Git;
  readonly #roots = new Map<string, string | undefined>();

  constructor(git: Git) {
    this.#git = git;
  }

  async of(directory: string): Promise<string | undefined> {
    if (!this.#roots.has(directory)) {
      const root = await this.#git.repositoryOf(directory);
      this.#roots.set(directory, root === undefined ? undefined : realPath(root).path);
    }
    return this.#roots.get(directory);
  }
}

async function repositoryAt(
  git: Git,
  { root, ref, into }: { readonly root: string; readonly ref: string; readonly into: string },
): Promise<Repository | undefined> {
  const tip = await git.commitOf(root, ref);
  if (tip === undefined) return undefined;
  // In a shallow clone the history may end before it: then what the ref has now is the best there is.
  const mergeBase = await git.mergeBase(root, tip);
  const base = { commit: mergeBase ?? tip, isMergeBase: mergeBase !== undefined && mergeBase !== tip };
  return { root, base, into, paths: new Map() };
}

function describe(ref: string, repositories: readonly Repository[]): string {
  const commits = repositories.map(
    ({ base: { commit, isMergeBase } }) => `${isMergeBase ? 'merge base ' : ''}${commit.slice(0, 7)}`,
  );
  return `${ref} (${commits.join(', ')})`;
}

async function unknownRef(git: Git, ref: string, root: string | undefined): Promise<UserError> {
  if (root === undefined) return new UserError(problemOf(commandErrors, 'PL_E_AGAINST_NO_REPOSITORY', { ref }));
  const supply = await supplyOf(git, ref, root);
  return new UserError(problemOf(commandErrors, 'PL_E_AGAINST_REF_UNKNOWN', { ref, supply }));
}

/** A name that is safe to show in a command that somebody may copy. */
const PLAIN_NAME = /^[A-Za-z0-9][\w./-]*$/;

async function supplyOf(git: Git, ref: string, root: string): Promise<string> {
  const file = 'A report of an earlier run ends in .json or is written with its directory, as in ./FILE.';
  const isPlain = PLAIN_NAME.test(ref);
  if (isPlain && (await git.commitOf(root, `origin/${ref}`)) !== undefined)
    return `Did you mean origin/${ref}? ${file}`;
  if (!(await git.isShallow(root))) return `\`git branch --all\` and \`git tag\` list what there is. ${file}`;
  if (!isPlain) return 'This clone is shallow: `git fetch --deepen=50` gets more of its history.';
  const branch = ref.replace(/^origin\//, '');
  const fetch = /^[0-9a-f]{40,64}$/.test(ref) ? branch : `${branch}:refs/remotes/origin/${branch}`;
  const then = fetch === branch ? '' : `, then compare with origin/${branch}`;
  return `This clone is shallow: \`git fetch --depth=1 origin ${fetch}\`${then}.`;
}
