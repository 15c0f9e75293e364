import { posix } from 'node:path';
import { type Reference, readModule } from './module-reader.ts';

/** The table against which files are checked: see `boundaries.table.ts` for what each part means. */
export interface Boundaries {
  readonly levels: readonly (readonly string[])[];
  readonly worldlyFolders: readonly string[];
  readonly pureModules: readonly string[];
  readonly worldlyGlobals: readonly string[];
  readonly toolPackages: readonly string[];
  readonly exceptions: readonly { readonly file: string; readonly uses: string }[];
}

/** Source text by path from the root of the repository, with `/`: `src/core/errors.ts`. */
export type SourceFiles = ReadonlyMap<string, string>;

interface SourceFile {
  readonly path: string;
  /** The folder under `src/`, or the name of a file that stands in `src/` itself. */
  readonly folder: string;
  readonly references: readonly Reference[];
}

/** Every fault as a sentence: which file and line, what it does, which wall that breaks, what to do. */
export function boundaryFaults(files: SourceFiles, table: Boundaries): string[] {
  const sources = [...files].map(([path, text]) => readSource(path, text, table));
  const used = new Set<string>();
  const faults = sources.flatMap((source) => source.references.flatMap((at) => faultOf(source, at, table, used)));
  return [...faults, ...unplacedFaults(sources, table), ...cycleFaults(sources), ...idleExceptions(table, used)];
}

function readSource(path: string, text: string, table: Boundaries): SourceFile {
  return { path, folder: folderOf(path), references: readModule(path, text, table.worldlyGlobals) };
}

function folderOf(path: string): string {
  return path.split('/')[1] ?? path;
}

function faultOf(source: SourceFile, at: Reference, table: Boundaries, used: Set<string>): string[] {
  const where = `${source.path}:${at.line}`;
  if (at.kind === 'opaque import') {
    return [`${where} imports a computed path, which nobody can check: write the path as a literal.`];
  }
  if (at.kind === 'import' && at.name.startsWith('.')) return edgeFault(source, at, table);
  if (at.kind === 'import' && !at.name.startsWith('node:')) return packageFault(where, at.name, table);
  if (at.kind === 'import' && table.pureModules.includes(at.name)) return [];
  if (table.worldlyFolders.includes(source.folder)) return [];
  const exception = table.exceptions.find(({ file, uses }) => file === source.path && uses === at.name);
  if (exception !== undefined) {
    used.add(`${exception.file} ${exception.uses}`);
    return [];
  }
  return [
    `${where} ${at.kind === 'import' ? 'imports' : 'uses'} ${at.name}: only ${table.worldlyFolders.join(', ')} touch the world. ` +
      'Take what you need as a parameter: a port of src/core that src/host implements. ' +
      '(A module that only computes goes into PURE_MODULES of test/boundaries.table.ts.)',
  ];
}

function edgeFault(source: SourceFile, at: Reference, table: Boundaries): string[] {
  const target = posix.join(posix.dirname(source.path), at.name);
  const where = `${source.path}:${at.line} imports ${at.name}`;
  if (target === 'package.json') return [];
  if (!target.startsWith('src/')) return [`${where}: that is outside src/, so it is not in the published package.`];
  if (isTest(target)) return [`${where}: that is for tests. Move what both need into a file of its own.`];
  const folder = folderOf(target);
  if (folder === source.folder) return [];
  const from = levelOf(source.folder, table);
  const to = levelOf(folder, table);
  if (from === -1 || to === -1 || to < from) return [];
  const relation =
    to === from
      ? `is a peer of ${source.folder} (level ${to})`
      : `(level ${to}) stands above ${source.folder} (level ${from})`;
  return [
    `${where}: the edge ${source.folder} -> ${folder} is not allowed, because ${folder} ${relation}. ` +
      'Move what is shared into a lower folder, or take it as a parameter. ' +
      'If the plan is wrong, change test/boundaries.table.ts and say why in docs/adr.',
  ];
}

function packageFault(where: string, name: string, table: Boundaries): string[] {
  const tool = table.toolPackages.find((entry) => name === entry || name.startsWith(`${entry}/`));
  if (tool === undefined) return [];
  return [`${where} imports ${name}, a tool for development: what is published must not contain it.`];
}

function unplacedFaults(sources: readonly SourceFile[], table: Boundaries): string[] {
  const folders = new Set(sources.map(({ folder }) => folder).filter((folder) => levelOf(folder, table) === -1));
  return [...folders].map(
    (folder) =>
      `src/${folder} has no level: write it into LEVELS of test/boundaries.table.ts, above all that it imports.`,
  );
}

function levelOf(folder: string, table: Boundaries): number {
  return table.levels.findIndex((row) => row.includes(folder));
}

function idleExceptions(table: Boundaries, used: ReadonlySet<string>): string[] {
  return table.exceptions
    .filter(({ file, uses }) => !used.has(`${file} ${uses}`))
    .map(({ file, uses }) => `${file} does not use ${uses} any more: delete its line from EXCEPTIONS.`);
}

/** Tests and their helpers: they may import anything and are imported by nothing that is published. */
export function isTest(path: string): boolean {
  return path.endsWith('.test.ts') || path.includes('/testdata/') || path.includes('/testing/');
}

function cycleFaults(sources: readonly SourceFile[]): string[] {
  const imports = new Map(sources.map((source) => [source.path, importedFiles(source)]));
  const done = new Set<string>();
  const faults: string[] = [];
  for (const path of imports.keys()) visit(path, []);
  return faults;

  function visit(path: string, trail: readonly string[]): void {
    if (trail.includes(path)) {
      const cycle = [...trail.slice(trail.indexOf(path)), path].join(' -> ');
      faults.push(`${cycle} is a cycle: move what they share into a file of its own.`);
      return;
    }
    if (done.has(path)) return;
    for (const next of imports.get(path) ?? []) visit(next, [...trail, path]);
    done.add(path);
  }
}

function importedFiles({ path, references }: SourceFile): string[] {
  const relative = references.filter(({ kind, name }) => kind === 'import' && name.startsWith('.'));
  return relative.map(({ name }) => posix.join(posix.dirname(path), name));
}
