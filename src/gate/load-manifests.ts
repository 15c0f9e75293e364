import { type Problem, problemOf, UserError } from '../core/errors.ts';
import type { Files, FoundFile, Listing } from '../core/ports.ts';
import type { Source } from '../core/source.ts';
import type { Missing } from '../core/verdict.ts';
import type { DocumentLimits } from '../formats/document.ts';
import { decodeText } from '../formats/text.ts';
import { readManifests } from '../manifests/read.ts';
import type { Discovered } from '../render/discover.ts';
import type { Rendered, RenderRoot } from '../render/rendered.ts';
import { gateErrors } from './errors.ts';
import { Renderings, type RenderingTools } from './renderings.ts';
import type { ReadContext, Unit, UnitEntry } from './unit.ts';

/** How manifests are loaded. */
export interface LoadOptions {
  /** The namespace of namespaced resources that name none. */
  readonly namespace?: string;
  /** The largest file that is read, in bytes. Default: 64 MiB. */
  readonly maxFileBytes?: number;
  readonly limits?: Partial<DocumentLimits>;
}

const MiB = 1024 * 1024;

/** The largest file that is read unless more is asked for, in bytes. */
export const DEFAULT_MAX_FILE_BYTES: number = 64 * MiB;

/** A unit of manifests whose text is at hand. */
export function loadManifests(sources: readonly Source[], options: LoadOptions = {}): Unit {
  const path = sources.length === 1 ? (sources[0]?.path ?? '') : `${sources.length} sources`;
  return {
    path,
    isRest: false,
    *read(context) {
      for (const source of sources) yield readSource(source, context, options);
    },
  };
}

/** What manifests are loaded with. Without `rendering`, charts and kustomizations are named as missing. */
export interface LoadTools {
  readonly files: Files;
  /** The absolute path that relative ones start from: it may lie in a chart. */
  readonly directory?: string;
  /** Asked for when there is something to render. */
  readonly rendering?: () => Promise<RenderingTools>;
}

/**
 * The units at a path: a file, a directory, or `-` for standard input. Each chart and each kustomization that no other refers to is
 * a unit of its own; the manifests beside them are one.
 */
export async function loadManifestFiles(
  { files, rendering, directory }: LoadTools,
  path: string,
  options: LoadOptions = {},
): Promise<readonly Unit[]> {
  const listing = await files.list(path);
  const root = await rootNamedBy(files, { path, from: directory ?? '' }, listing);
  const found =
    root === undefined ? await discovered(files, listing) : { manifests: [], roots: [root], isRootItself: true };
  const renderings = new Renderings(found.roots, files, rendering);
  const units = found.roots.map((each, index) =>
    renderedUnit(unitPathOf(each, found.roots), options, async () => renderings.at(index)),
  );
  if (root !== undefined) return units;
  const plain: Unit = {
    path: found.isRootItself ? `${path} (other manifests)` : path,
    isRest: units.length > 0,
    read: (context) => readListed({ ...listing, files: found.manifests }, files, context, options),
  };
  return [plain, ...units];
}

/** A root is named by its directory; where that is two, each by its file. */
function unitPathOf({ directory, file }: RenderRoot, roots: readonly RenderRoot[]): string {
  return roots.filter((each) => each.directory === directory).length > 1 ? file : directory;
}

async function discovered(files: Files, listing: Listing): Promise<Discovered> {
  if (!mayNeedRendering(listing)) return { manifests: listing.files, roots: [], isRootItself: false };
  const { discover } = await import('../render/discover.ts');
  return discover(files, listing);
}

const ROOT_FILE = /(?:^|[\\/])(?:Chart\.yaml|kustomization\.ya?ml|Kustomization)$/;

function mayNeedRendering({ files }: Listing): boolean {
  return files.some(({ path }) => ROOT_FILE.test(path));
}

const IN_TEMPLATES = /(?:^|[\\/])templates(?:[\\/]|$)/;

/** The chart or kustomization that a path names itself: by the file that makes it one, or by a template of it. */
async function rootNamedBy(
  files: Files,
  { path, from }: { readonly path: string; readonly from: string },
  { files: found }: Listing,
): Promise<RenderRoot | undefined> {
  const isRootFile = found.length === 1 && found[0]?.path === path && ROOT_FILE.test(path);
  if (!isRootFile && !IN_TEMPLATES.test(path) && !IN_TEMPLATES.test(from)) return undefined;
  const { rootNamed } = await import('../render/root-named.ts');
  return rootNamed(files, path, from);
}

/** A unit that is rendered when it is read for the first time. */
function renderedUnit(path: string, options: LoadOptions, rendered: () => Promise<Rendered>): Unit {
  return {
    path,
    isRest: false,
    async *read(context) {
      const result = await rendered();
      if (result.state === 'missing') {
        yield [{ type: 'unreadable', missing: result.missing }];
        return;
      }
      const { sources, namespace } = result;
      if (namespace?.isAssumed === true) yield [{ type: 'assumed-namespace', name: namespace.name }];
      const within = { ...options, ...(namespace === undefined ? {} : { namespace: namespace.name }) };
      yield* [...new Set(sources.map((source) => source.path))].map(() => [{ type: 'file' } as const]);
      for (const source of sources) yield readEntries(source, context, within);
    },
  };
}

async function* readListed(
  { files: found, outside, hidden }: Listing,
  files: Files,
  context: ReadContext,
  options: LoadOptions,
): AsyncGenerator<Iterable<UnitEntry>> {
  yield [{ type: 'hidden', count: hidden }, ...outside.map(leftOut)];
  for (const file of found) {
    const source = await readFile(files, file, options.maxFileBytes ?? DEFAULT_MAX_FILE_BYTES);
    yield 'code' in source ? [{ type: 'unreadable', missing: source }] : readSource(source, context, options);
  }
}

function leftOut(link: string): UnitEntry {
  return { type: 'unreadable', missing: missingFile(link, problemOf(gateErrors, 'PL_E_LINK_OUTSIDE', { link })) };
}

async function readFile(files: Files, { path }: FoundFile, limit: number): Promise<Source | Missing> {
  try {
    const text = decodeText(await files.read(path, limit));
    return typeof text === 'string' ? { path, text } : missingFile(path, text);
  } catch (error) {
    if (error instanceof UserError && error.problem.exit === 3) return missingFile(path, error.problem);
    throw error;
  }
}

function missingFile(file: string, { code, message, remedy }: Problem): Missing {
  return { code, what: message, supply: remedy, file };
}

function* readSource(source: Source, context: ReadContext, options: LoadOptions): Generator<UnitEntry> {
  yield { type: 'file' };
  yield* readEntries(source, context, options);
}

function* readEntries(
  source: Source,
  { workloadKinds, shelf }: ReadContext,
  { namespace, limits }: LoadOptions,
): Generator<UnitEntry> {
  yield* readManifests(source, {
    workloadKinds,
    shelf,
    ...(namespace === undefined ? {} : { namespace }),
    ...(limits === undefined ? {} : { limits }),
  });
}
