import type { Problem } from '../core/errors.ts';
import { UserError } from '../core/errors.ts';
import type { Files, FoundFile } from '../core/ports.ts';
import type { Source } from '../core/source.ts';
import type { Missing } from '../core/verdict.ts';
import type { DocumentLimits } from '../formats/document.ts';
import { decodeText } from '../formats/text.ts';
import { findCharts } from '../manifests/charts.ts';
import { readManifests } from '../manifests/read.ts';
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
    *read(context) {
      for (const source of sources) yield readSource(source, context, options);
    },
  };
}

/** A unit of the manifests at a path: a file, a directory, or `-` for standard input. */
export function loadManifestFiles(files: Files, path: string, options: LoadOptions = {}): Unit {
  return { path, read: (context) => readPath(files, path, context, options) };
}

async function* readPath(
  files: Files,
  path: string,
  context: ReadContext,
  options: LoadOptions,
): AsyncGenerator<Iterable<UnitEntry>> {
  const { charts, manifests } = findCharts(await files.list(path));
  yield charts.map((missing) => ({ type: 'unreadable', missing }));
  for (const file of manifests) {
    const source = await readFile(files, file, options.maxFileBytes ?? DEFAULT_MAX_FILE_BYTES);
    yield 'code' in source ? [{ type: 'unreadable', missing: source }] : readSource(source, context, options);
  }
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

function* readSource(
  source: Source,
  { workloadKinds, shelf }: ReadContext,
  options: LoadOptions,
): Generator<UnitEntry> {
  yield { type: 'file' };
  const { namespace, limits } = options;
  yield* readManifests(source, {
    workloadKinds,
    shelf,
    ...(namespace === undefined ? {} : { namespace }),
    ...(limits === undefined ? {} : { limits }),
  });
}
