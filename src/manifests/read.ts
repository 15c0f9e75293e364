import { type Problem, problemOf } from '../core/errors.ts';
import type { FieldPath } from '../core/field-path.ts';
import { isMapping } from '../core/record.ts';
import type { Source } from '../core/source.ts';
import type { Missing } from '../core/verdict.ts';
import type { DocumentLimits, SourceDocument } from '../formats/document.ts';
import { readDocuments } from '../formats/read-documents.ts';
import { writtenAt } from '../formats/written-at.ts';
import { DocumentShelf } from './document-shelf.ts';
import { manifestErrors } from './errors.ts';
import { findApiVersion } from './kubernetes/api-versions.ts';
import { conformResource } from './kubernetes/conform-resource.ts';
import { scopedNamespace } from './namespaces.ts';
import type { Resource } from './resource.ts';
import type { WorkloadKinds } from './workload-kinds.ts';

/** What a source holds, in its order: resources, what could not be read, and documents of other kinds. */
export type ManifestEntry =
  | { readonly type: 'document' }
  | { readonly type: 'resource'; readonly resource: Resource }
  | { readonly type: 'unreadable'; readonly missing: Missing }
  | { readonly type: 'other' };

/** How manifests are read. */
export interface ReadOptions {
  readonly workloadKinds: WorkloadKinds;
  /** The namespace of namespaced resources that name none, as `kubectl -n` supplies it. */
  readonly namespace?: string;
  readonly limits?: Partial<DocumentLimits>;
  /** Where documents are looked up again; one shelf serves all the sources of a unit. */
  readonly shelf?: DocumentShelf;
}

/** Reads every resource of a source, one document after the other; a broken one never hides its neighbours. */
export function* readManifests(source: Source, options: ReadOptions): Generator<ManifestEntry> {
  const shelf = options.shelf ?? new DocumentShelf();
  for (const document of readDocuments(source.text, options.limits)) {
    shelf.put(source, document);
    yield { type: 'document' };
    for (const { problem, offset } of document.problems) yield unreadable(source, problem, offset);
    if (document.value === undefined || document.value === null) continue;
    yield* readObject({ source, document, shelf, prefix: [], value: document.value, options });
  }
}

interface ObjectToRead {
  readonly source: Source;
  readonly document: SourceDocument;
  readonly shelf: DocumentShelf;
  readonly prefix: FieldPath;
  readonly value: unknown;
  readonly options: ReadOptions;
  /** What the items of a typed list are, when they do not say it themselves. */
  readonly item?: { readonly apiVersion: string; readonly kind: string };
}

function* readObject(object: ObjectToRead): Generator<ManifestEntry> {
  const { value, item } = object;
  if (!isMapping(value)) {
    yield { type: 'other' };
    return;
  }
  const apiVersion = value['apiVersion'] ?? item?.apiVersion;
  const kind = value['kind'] ?? item?.kind;
  if (typeof apiVersion !== 'string' || typeof kind !== 'string') {
    yield withoutHeader(object, value);
  } else if (isList(kind, value)) {
    yield* readList(object, value['items'], { apiVersion, kind });
  } else {
    yield* readResource(object, value, { apiVersion, kind });
  }
}

function isList(kind: string, value: Record<string, unknown>): boolean {
  return kind.endsWith('List') && Object.hasOwn(value, 'items');
}

/** A document that has the body of a resource but only half its name is a mistake; any other is no manifest. */
function withoutHeader(object: ObjectToRead, value: Record<string, unknown>): ManifestEntry {
  const has = ['apiVersion', 'kind'].find((field) => typeof value[field] === 'string');
  if (has === undefined || (!isMapping(value['metadata']) && !isMapping(value['spec']))) return { type: 'other' };
  const lacks = has === 'kind' ? 'apiVersion' : 'kind';
  return problemAt(
    object,
    problemOf(manifestErrors, 'PL_E_MANIFEST_HEADER', { has: `\`${has}\``, lacks: `\`${lacks}\`` }),
    [has],
  );
}

function* readList(
  object: ObjectToRead,
  items: unknown,
  list: { apiVersion: string; kind: string },
): Generator<ManifestEntry> {
  if (items === null || items === undefined) return;
  if (!Array.isArray(items)) {
    yield problemAt(object, problemOf(manifestErrors, 'PL_E_MANIFEST_ITEMS', { kind: list.kind }), ['items']);
    return;
  }
  const item =
    list.kind === 'List' ? undefined : { apiVersion: list.apiVersion, kind: list.kind.slice(0, -'List'.length) };
  for (const [index, value] of items.entries()) {
    const prefix = [...object.prefix, 'items', index];
    if (!isMapping(value)) {
      yield problemAt(object, problemOf(manifestErrors, 'PL_E_MANIFEST_ITEMS', { kind: list.kind }), ['items', index]);
      continue;
    }
    const { source, document, shelf, options } = object;
    yield* readObject({ source, document, shelf, options, value, prefix, ...(item === undefined ? {} : { item }) });
  }
}

function* readResource(
  object: ObjectToRead,
  value: Record<string, unknown>,
  { apiVersion, kind }: { apiVersion: string; kind: string },
): Generator<ManifestEntry> {
  const { source, document, shelf, prefix, options } = object;
  const known = findApiVersion(apiVersion, kind);
  if (known.state === 'misnamed') {
    const nearest = known.nearest.apiVersion;
    yield problemAt(object, problemOf(manifestErrors, 'PL_E_MANIFEST_API_VERSION', { apiVersion, kind, nearest }), [
      'apiVersion',
    ]);
  }
  const metadata = isMapping(value['metadata']) ? value['metadata'] : {};
  const name = nameOf(metadata);
  const namespace = scopedNamespace(kind, apiVersion, metadata['namespace'], options.namespace);
  const unknownFields = conformResource(value, apiVersion, kind, options.workloadKinds);
  yield {
    type: 'resource',
    resource: {
      apiVersion,
      kind,
      namespace,
      name,
      value,
      unknownFields,
      origin: { source, range: document.range, syntax: document.syntax, prefix, shelf },
    },
  };
}

function nameOf(metadata: Record<string, unknown>): string | undefined {
  const { name, generateName } = metadata;
  if (typeof name === 'string') return name;
  return typeof generateName === 'string' ? `${generateName}*` : undefined;
}

function problemAt({ source, document, prefix }: ObjectToRead, problem: Problem, path: FieldPath): ManifestEntry {
  const located = document.locate([...prefix, ...path]);
  return unreadable(source, problem, located?.value.start ?? document.range.start);
}

function unreadable(source: Source, problem: Problem, offset: number): ManifestEntry {
  const { code, message, remedy } = problem;
  return { type: 'unreadable', missing: { code, what: message, supply: remedy, ...writtenAt(source, offset) } };
}
