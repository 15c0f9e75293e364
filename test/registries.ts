import { posix } from 'node:path';

/** A family of extensions: one file each, and one sorted line in an index. */
export interface Registry {
  /** `src/rules`: the index is its `index.ts`. */
  readonly folder: string;
  /** How deep a member stands below the folder: 1 is `<name>.ts`, 2 is `<area>/<name>.ts`. */
  readonly depth: 1 | 2;
  /** Files at that depth that are shared by the members, by their base name. */
  readonly shared?: readonly string[];
  /** The line of a member; `path` is relative to the index, without suffix. */
  line(path: string): string;
}

/** Files that every folder may have beside its members. */
const NEVER_MEMBERS = new Set(['index.ts', 'errors.ts', 'limits.ts', 'types.ts', 'define.ts', 'schema.ts']);

/** `privilegedContainer` for `workload/privileged-container`. */
export function exportName(path: string): string {
  return posix.basename(path).replaceAll(/-(\w)/g, (_dash, letter: string) => letter.toUpperCase());
}

export function exportLine(path: string): string {
  return `export { ${exportName(path)} } from './${path}.ts';`;
}

export function lazyLine(path: string): string {
  return `'${posix.basename(path)}': async () => import('./${path}.ts'),`;
}

/** What `index` lacks, as a sentence with the line to write. `paths` are all files of the repository. */
export function registryFaults(registry: Registry, paths: readonly string[], index: string): string[] {
  const members = membersOf(registry, paths);
  // What is loaded on demand stands in a list of its own, behind what is at hand.
  const onDemand = new Set(specifiersOf(index, /import\(['"]\.\/([^'"]+)\.ts['"]\)/g));
  const listed = new Set(specifiersOf(index, /['"]\.\/([^'"]+)\.ts['"]/g));
  const atHand = [...listed].filter((path) => !onDemand.has(path));
  const missing = members.filter((path) => !listed.has(path));
  return [
    ...missing.map((path) => `${registry.folder}/index.ts lacks the line of ${path}:\n  ${registry.line(path)}`),
    ...[...unsorted(atHand), ...unsorted([...onDemand])].map(
      (path) => `${registry.folder}/index.ts is not sorted: ${path} stands too late`,
    ),
  ];
}

function specifiersOf(index: string, form: RegExp): string[] {
  return [...index.matchAll(form)].map((match) => match[1] ?? '');
}

function membersOf({ folder, depth, shared = [] }: Registry, paths: readonly string[]): string[] {
  return paths
    .filter((path) => path.startsWith(`${folder}/`) && path.endsWith('.ts') && !/\.(?:test|examples)\.ts$/.test(path))
    .map((path) => path.slice(folder.length + 1))
    .filter((path) => path.split('/').length === depth && !path.startsWith('testdata/') && !path.startsWith('testing/'))
    .filter((path) => !NEVER_MEMBERS.has(posix.basename(path)) && !shared.includes(posix.basename(path)))
    .map((path) => path.slice(0, -'.ts'.length));
}

function unsorted(paths: readonly string[]): string[] {
  return paths.filter((path, position) => position > 0 && path < (paths[position - 1] ?? ''));
}
