import { isMapping } from '../../core/record.ts';
import type { Source } from '../../core/source.ts';
import type { SourceDocument } from '../../formats/document.ts';
import { readDocuments } from '../../formats/read-documents.ts';
import { directoryOf, normalized } from '../paths.ts';

/** The names that Kustomize looks for, in its order. Source: sigs.k8s.io/kustomize/api/konfig, RecognizedKustomizationFileNames. */
export const KUSTOMIZATION_FILES = ['kustomization.yaml', 'kustomization.yml', 'Kustomization'] as const;

/**
 * What becomes of what a kustomization refers to: it is rendered; it changes what is rendered, and is no manifest of its own; it does so
 * only where its target is found, and else is passed over in silence; or it is read as plain data, whatever it is.
 */
export type ReferenceUse = 'rendered' | 'change' | 'targeted change' | 'data';

/** Something that a kustomization refers to: a file, a directory or an address. */
export interface Reference {
  readonly text: string;
  readonly use: ReferenceUse;
}

/** A kustomization file, as far as it says what is rendered from what. */
export interface Kustomization {
  /** Its directory, normalised. */
  readonly directory: string;
  readonly source: Source;
  readonly document: SourceDocument;
  /** A component is never a root: it only changes what others bring. */
  readonly isComponent: boolean;
  readonly references: readonly Reference[];
  /** The charts that Kustomize lets Helm inflate. */
  readonly charts: readonly InflatedChart[];
  /** Whether it brings a schema of its own, which counts only at the root of a build. */
  readonly bringsSchema: boolean;
}

/** A chart that a kustomization inflates. It is fetched unless it lies in the folder of charts. */
export interface InflatedChart {
  readonly name: string;
  readonly repository: string;
  /** The folder of charts, relative to the kustomization. */
  readonly folder: string;
}

/** Reads a kustomization file; a sentence that says why where it cannot be read. */
export function readKustomization(source: Source): Kustomization | string {
  const [document] = readDocuments(source.text);
  const value = document?.value ?? {};
  const [problem] = document?.problems ?? [];
  if (document === undefined) return `${source.path} is empty.`;
  if (document.value === undefined)
    return `${source.path} could not be read: ${problem?.problem.message ?? 'it is broken.'}`;
  if (!isMapping(value)) return `${source.path} is no mapping.`;
  return {
    directory: normalized(directoryOf(source.path)),
    source,
    document,
    isComponent: value['kind'] === 'Component',
    references: referencesOf(value),
    charts: chartsOf(value),
    bringsSchema: value['openapi'] !== undefined,
  };
}

/** Lists whose items are files, directories or addresses; those of some may also be written in place. */
const LISTS: readonly (readonly [list: string, use: ReferenceUse])[] = [
  ['resources', 'rendered'],
  ['bases', 'rendered'],
  ['components', 'rendered'],
  ['crds', 'data'],
  ['configurations', 'data'],
  ['generators', 'change'],
  ['transformers', 'change'],
  ['validators', 'change'],
  ['patchesStrategicMerge', 'change'],
];

/** Lists whose items name a file in a field. */
const FIELDS: readonly (readonly [list: string, field: string, use: ReferenceUse])[] = [
  ['patchesJson6902', 'path', 'change'],
  ['patches', 'path', 'change'],
  ['replacements', 'path', 'change'],
  ['helmCharts', 'valuesFile', 'data'],
  ['helmChartInflationGenerator', 'values', 'data'],
  ['configMapGenerator', 'env', 'data'],
  ['secretGenerator', 'env', 'data'],
];

/** Lists whose items name several files of data in a field, each perhaps behind a key and `=`. */
const NESTED: readonly (readonly [list: string, field: string])[] = [
  ['configMapGenerator', 'files'],
  ['configMapGenerator', 'envs'],
  ['secretGenerator', 'files'],
  ['secretGenerator', 'envs'],
  ['helmCharts', 'additionalValuesFiles'],
];

function referencesOf(value: Record<string, unknown>): readonly Reference[] {
  const references: Reference[] = [];
  for (const { text, use } of namedBy(value)) {
    if (typeof text === 'string' && text !== '' && !text.includes('\n')) references.push({ text, use });
  }
  return references;
}

/** What stands where names of files stand. */
function* namedBy(value: Record<string, unknown>): Generator<{ readonly text: unknown; readonly use: ReferenceUse }> {
  for (const [list, use] of LISTS) {
    for (const text of itemsOf(value[list])) yield { text, use };
  }
  for (const [list, field, use] of FIELDS) {
    for (const { [field]: text, target } of mappingsOf(value[list])) {
      yield { text, use: use === 'change' && isMapping(target) ? 'targeted change' : use };
    }
  }
  for (const [list, field] of NESTED) {
    for (const file of mappingsOf(value[list]).flatMap((item) => itemsOf(item[field]))) {
      yield { text: typeof file === 'string' ? withoutKey(file) : file, use: 'data' };
    }
  }
  if (isMapping(value['openapi'])) yield { text: value['openapi']['path'], use: 'data' };
}

function chartsOf(value: Record<string, unknown>): readonly InflatedChart[] {
  const globals = isMapping(value['helmGlobals']) ? value['helmGlobals'] : {};
  const listed = [...itemsOf(value['helmCharts']), ...itemsOf(value['helmChartInflationGenerator'])];
  return listed.map((item) => {
    const chart = isMapping(item) ? item : {};
    return {
      name: textOf(chart['name'] ?? chart['chartName']),
      repository: textOf(chart['repo'] ?? chart['chartRepoUrl']),
      folder: textOf(globals['chartHome'] ?? chart['chartHome']) || 'charts',
    };
  });
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : '';
}

function itemsOf(list: unknown): readonly unknown[] {
  return Array.isArray(list) ? list : [];
}

function mappingsOf(list: unknown): readonly Record<string, unknown>[] {
  return itemsOf(list).filter((item) => isMapping(item));
}

/** `key=path` of a generator's `files` as the path. */
function withoutKey(file: string): string {
  const equals = file.indexOf('=');
  return equals < 0 ? file : file.slice(equals + 1);
}

/**
 * What Kustomize takes for an address before it looks for a directory of that name.
 * Source: sigs.k8s.io/kustomize/api/internal/git/repospec.go, parseGitURL.
 */
const ADDRESS = /^(?:git::|gh:|[a-z][a-z0-9+.-]*:\/\/|[a-z][a-z0-9-]*@|github\.com[:/])/i;

/** Whether a reference leads to another machine, as Kustomize reads it. */
export function isAddress(reference: string): boolean {
  return ADDRESS.test(reference);
}

/** Whether a reference that names nothing here is meant for another machine. */
export function looksRemote(reference: string): boolean {
  return isAddress(reference) || reference.includes('?ref=') || reference.includes('//') || reference.endsWith('.git');
}
