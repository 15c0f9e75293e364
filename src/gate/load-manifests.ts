import { type Problem, problemOf, UserError } from '../core/errors.ts';
import type { Files, FoundFile, Listing } from '../core/ports.ts';
import type { Source } from '../core/source.ts';
import type { Missing } from '../core/verdict.ts';
import { beginsAsDockerfile, isDockerfileName } from '../dockerfile/file-name.ts';
import type { DocumentLimits } from '../formats/document.ts';
import { decodeText } from '../formats/text.ts';
import { readManifests } from '../manifests/read.ts';
import type { Discovered } from '../render/discover.ts';
import type { Rendered, RenderRoot } from '../render/rendered.ts';
import { gateErrors } from './errors.ts';
import { dockerfileUnit, readDockerfileEntries } from './load-dockerfile.ts';
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
 * The units at a path: a file, a directory, or `-` for standard input. Each chart, each kustomization that no other refers to and each
 * Dockerfile is a unit of its own; the manifests beside them are one.
 */
export async function loadManifestFiles(
  tools: LoadTools,
  path: string,
  options: LoadOptions = {},
): Promise<readonly Unit[]> {
  const { files, directory: place = '' } = tools;
  const { listing, isNamedRoot, dockerfiles, ...found } = await findManifests(files, path, place);
  const rendered = renderedUnits(found.roots, tools, options);
  if (isNamedRoot) return rendered;
  const images = dockerfiles.map((file) =>
    dockerfileUnit({ path: file.path, name: nameBelow(place, file.path), isBeside: file.path !== path }, async () =>
      readOne(files, file, options),
    ),
  );
  if (images.length > 0 && listing.files.length + listing.outside.length + listing.hidden === 0) return images;
  const plain: Unit = {
    path: found.isRootItself ? `${path} (other manifests)` : path,
    isRest: rendered.length + images.length > 0,
    read: (context) => readListed({ ...listing, files: found.manifests, asked: path }, files, context, options),
  };
  return [plain, ...rendered, ...images];
}

function renderedUnits(
  roots: readonly RenderRoot[],
  { files, rendering }: LoadTools,
  options: LoadOptions,
): readonly Unit[] {
  const renderings = new Renderings(roots, files, rendering);
  return roots.map((each, index) => renderedUnit(unitPathOf(each, roots), options, async () => renderings.at(index)));
}

/** Tells the Dockerfiles of a listing from its other files. */
function withoutDockerfiles(listing: Listing): {
  readonly dockerfiles: readonly FoundFile[];
  readonly others: Listing;
} {
  const groups = Map.groupBy(listing.files, ({ path }) => isDockerfileName(basename(path)));
  return { dockerfiles: groups.get(true) ?? [], others: { ...listing, files: groups.get(false) ?? [] } };
}

function basename(path: string): string {
  return path.slice(Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\')) + 1);
}

/** A path from the working directory, with slashes, so that findings are called the same wherever the directory lies. */
function nameBelow(directory: string, path: string): string {
  const isBelow = directory !== '' && /^[\\/]/.test(path.slice(directory.length)) && path.startsWith(directory);
  return (isBelow ? path.slice(directory.length + 1) : path).replaceAll('\\', '/').replace(/^(?:\.\/)+/, '');
}

async function readOne(files: Files, file: FoundFile, options: LoadOptions): Promise<Source | UnitEntry> {
  const source = await readFile(files, file, options.maxFileBytes ?? DEFAULT_MAX_FILE_BYTES);
  return 'code' in source ? { type: 'unreadable', missing: source } : source;
}

/** What lies at a path. */
export interface FoundManifests extends Discovered {
  /** Without the Dockerfiles. */
  readonly listing: Listing;
  readonly dockerfiles: readonly FoundFile[];
  /** Whether the path names a chart or kustomization by a file of it: then it is that alone. */
  readonly isNamedRoot: boolean;
}

/** Finds the manifests, charts, kustomizations and Dockerfiles at a path, which a directory may lie above. */
export async function findManifests(files: Files, path: string, from = ''): Promise<FoundManifests> {
  const all = await files.list(path);
  const root = await rootNamedBy(files, { path, from }, all);
  const { dockerfiles, others: listing } = withoutDockerfiles(all);
  if (root === undefined) return { ...(await discovered(files, listing)), listing, dockerfiles, isNamedRoot: false };
  const kustomized = root.by === 'kustomize' ? listing.files : [];
  return { manifests: [], kustomized, roots: [root], isRootItself: true, listing, dockerfiles: [], isNamedRoot: true };
}

/** A root is named by its directory; where that is two, each by its file. */
function unitPathOf({ directory, file }: RenderRoot, roots: readonly RenderRoot[]): string {
  return roots.filter((each) => each.directory === directory).length > 1 ? file : directory;
}

async function discovered(files: Files, listing: Listing): Promise<Discovered> {
  if (!mayNeedRendering(listing)) return { manifests: listing.files, kustomized: [], roots: [], isRootItself: false };
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
  { files: found, outside, hidden, asked }: Listing & { readonly asked: string },
  files: Files,
  context: ReadContext,
  options: LoadOptions,
): AsyncGenerator<Iterable<UnitEntry>> {
  yield [
    { type: 'hidden', count: hidden },
    ...outside.map((link): UnitEntry => ({ type: 'unreadable', missing: missingLink(link) })),
  ];
  for (const file of found) {
    const source = await readFile(files, file, options.maxFileBytes ?? DEFAULT_MAX_FILE_BYTES);
    if ('code' in source) yield [{ type: 'unreadable', missing: source }];
    else if (context.judgesImages && file.path === asked && beginsAsDockerfile(source.text)) {
      yield await readDockerfileEntries(source, asked);
    } else yield readSource(source, context, options);
  }
}

/** A link that was not followed, as what is missing. */
export function missingLink(link: string): Missing {
  return missingFile(link, problemOf(gateErrors, 'PL_E_LINK_OUTSIDE', { link }));
}

/** A file as text, or why it is none. */
export async function readFile(files: Files, { path }: FoundFile, limit: number): Promise<Source | Missing> {
  try {
    const text = decodeText(await files.read(path, limit));
    return typeof text === 'string' ? { path, text } : missingFile(path, text);
  } catch (error) {
    if (error instanceof UserError && error.problem.exit === 3) return missingFile(path, error.problem);
    throw error;
  }
}

/** A file that could not be read, as what is missing. */
export function missingFile(file: string, { code, message, remedy }: Problem): Missing {
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
