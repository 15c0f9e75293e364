import type { FieldPath } from '../../core/field-path.ts';
import { isMapping } from '../../core/record.ts';
import type { Source } from '../../core/source.ts';
import type { SourceDocument } from '../../formats/document.ts';
import { readDocuments } from '../../formats/read-documents.ts';
import { directoryOf, normalized } from '../paths.ts';

/** The names that Kustomize looks for, in its order. Source: sigs.k8s.io/kustomize/api/konfig, RecognizedKustomizationFileNames. */
export const KUSTOMIZATION_FILES = ['kustomization.yaml', 'kustomization.yml', 'Kustomization'] as const;

/** Something that a kustomization refers to: a file, a directory or an address. */
export interface Reference {
  readonly text: string;
  /** The field of the kustomization that names it. */
  readonly path: FieldPath;
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
const LISTS = [
  'resources',
  'bases',
  'components',
  'crds',
  'configurations',
  'generators',
  'transformers',
  'validators',
  'patchesStrategicMerge',
] as const;

/** Lists whose items name a file in a field. */
const FIELDS: readonly (readonly [list: string, field: string])[] = [
  ['patchesJson6902', 'path'],
  ['patches', 'path'],
  ['replacements', 'path'],
  ['helmCharts', 'valuesFile'],
  ['helmChartInflationGenerator', 'values'],
  ['configMapGenerator', 'env'],
  ['secretGenerator', 'env'],
];

/** Lists whose items name several files in a field, each perhaps behind a key and `=`. */
const NESTED: readonly (readonly [list: string, field: string])[] = [
  ['configMapGenerator', 'files'],
  ['configMapGenerator', 'envs'],
  ['secretGenerator', 'files'],
  ['secretGenerator', 'envs'],
  ['helmCharts', 'additionalValuesFiles'],
];

function referencesOf(value: Record<string, unknown>): readonly Reference[] {
  const references: Reference[] = [];
  const add = (text: unknown, path: FieldPath): void => {
    if (typeof text === 'string' && text !== '' && !text.includes('\n')) references.push({ text, path });
  };
  for (const list of LISTS) {
    for (const [index, item] of itemsOf(value[list]).entries()) add(item, [list, index]);
  }
  for (const [list, field] of FIELDS) {
    for (const [index, item] of itemsOf(value[list]).entries()) {
      if (isMapping(item)) add(item[field], [list, index, field]);
    }
  }
  for (const [list, field] of NESTED) {
    for (const [index, item] of itemsOf(value[list]).entries()) {
      for (const [inner, file] of itemsOf(isMapping(item) ? item[field] : undefined).entries()) {
        add(typeof file === 'string' ? withoutKey(file) : file, [list, index, field, inner]);
      }
    }
  }
  if (isMapping(value['openapi'])) add(value['openapi']['path'], ['openapi', 'path']);
  return references;
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
