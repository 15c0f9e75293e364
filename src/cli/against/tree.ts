import { existsSync, mkdirSync } from 'node:fs';
import { basename, join } from 'node:path';
import { problemOf, UserError } from '../../core/errors.ts';
import { isDockerfileName } from '../../dockerfile/file-name.ts';
import { commandErrors } from '../errors.ts';
import type { Git, TreeEntry } from './git.ts';

/** How many files of a commit are written at most. */
const MAX_FILES = 200_000;

/** How deep repositories within repositories are followed. */
const MAX_DEPTH = 8;

/** What is rendered refers to files elsewhere in its repository: bases, components, charts beside it. */
const REFERS_ELSEWHERE = /^(?:kustomization\.ya?ml|kustomization|chart\.ya?ml)$/i;

/** A path among the templates of a chart stands for the chart. */
const IN_TEMPLATES = /(?:^|\/)templates(?:\/|$)/;

/** What is read as it is, and what says which of it is ignored. */
const READ_AS_IS = /\.(?:ya?ml|json)$|^\.gitignore$/i;

/** The part of a commit that is asked for, and where it goes. */
export interface WantedTree {
  /** The directory of the repository's work tree. */
  readonly repository: string;
  readonly commit: string;
  /** Files and directories from the root of the repository, with slashes; the empty text is all of it. */
  readonly paths: readonly string[];
  /** The directory that gets the files, with the layout of the repository. */
  readonly into: string;
}

/** Writes the files of a commit: the manifests below the paths, or every file where what is there refers elsewhere. */
export async function writeTree(git: Git, tree: WantedTree, depth = 0): Promise<void> {
  const { repository, commit, into } = tree;
  const entries = await git.entries(repository, commit);
  const asked = entries.filter((entry) => isWanted(entry, tree.paths));
  const isWhole =
    tree.paths.some((path) => IN_TEMPLATES.test(path)) ||
    asked.some(({ path }) => REFERS_ELSEWHERE.test(basename(path)));
  const wanted = isWhole ? entries : asked.filter((entry) => isRead(entry, tree.paths));
  if (wanted.length > MAX_FILES) throw tooLarge(wanted.length);
  mkdirSync(into, { recursive: true });
  const files = wanted.filter(({ type }) => type === 'file').map(({ path }) => path);
  const index = `${into}.index-${depth}`;
  if (files.length > 0) await git.checkOut({ repository, commit, into, index, paths: isWhole ? undefined : files });
  if (depth >= MAX_DEPTH) return;
  for (const { path, object, type } of wanted) {
    if (type === 'repository') await writeSubmodule(git, { path, commit: object, tree }, depth + 1);
  }
}

/** Below a path, at it, or what tells which files below it are ignored. */
function isWanted({ path }: TreeEntry, paths: readonly string[]): boolean {
  return paths.some((wanted) => {
    if (wanted === '' || path === wanted || path.startsWith(`${wanted}/`)) return true;
    return basename(path) === '.gitignore' && wanted.startsWith(path.slice(0, -'.gitignore'.length));
  });
}

function isRead({ type, path }: TreeEntry, paths: readonly string[]): boolean {
  const name = basename(path);
  return type === 'repository' || READ_AS_IS.test(name) || isDockerfileName(name) || paths.includes(path);
}

/** A repository within the repository, as far as it was cloned too. */
async function writeSubmodule(
  git: Git,
  { path, commit, tree }: { readonly path: string; readonly commit: string; readonly tree: WantedTree },
  depth: number,
): Promise<void> {
  const directory = join(tree.repository, path);
  const into = join(tree.into, path);
  if (!existsSync(join(directory, '.git'))) return;
  const repository = await git.repositoryOf(directory);
  if (repository === undefined || repository === tree.repository) return;
  if ((await git.commitOf(repository, commit)) === undefined) return;
  await writeTree(git, { repository, commit, paths: [''], into }, depth);
}

function tooLarge(files: number): UserError {
  return new UserError(problemOf(commandErrors, 'PL_E_AGAINST_TOO_LARGE', { files, limit: MAX_FILES }));
}
