import { isMapping } from '../../core/record.ts';
import type { BilledPlace } from '../bill.ts';
import { Fields } from '../fields.ts';
import type { Property } from '../properties.ts';
import { Properties } from '../read-properties.ts';
import { type ToldComponent, wellFormedHashes } from '../told-component.ts';
import { ALGORITHMS } from './package.ts';

/** What a document tells of its packages elsewhere. */
export interface ReadContext {
  /** What each package needs, by SPDX ids. */
  readonly needed: ReadonlyMap<string, ReadonlySet<string>>;
  /** The names of licences that are not on SPDX's list, by their ids. */
  readonly licences: ReadonlyMap<string, string>;
  /** The one file that a package contains, by SPDX ids: trivy tells so where it was found. Of several none says that. */
  readonly onlyFiles: ReadonlyMap<string, string>;
}

/** What SPDX writes where nothing is told. */
const NOTHING_TOLD = new Set(['NOASSERTION', 'NONE']);

/** The properties of Plimsoll's own namespace, from the annotation that holds them. */
export function propertiesOf(told: Fields): Properties {
  const comments = told.all('annotations').flatMap((each) => each.text('comment') ?? []);
  return new Properties(comments.filter((each) => each.startsWith('{"plimsoll:')).flatMap(propertiesIn));
}

function propertiesIn(comment: string): readonly Property[] {
  return Object.entries(objectIn(comment)).flatMap(([name, value]) => {
    const values: readonly unknown[] = Array.isArray(value) ? value : [value];
    return values.flatMap((each) => (typeof each === 'string' ? [{ name, value: each }] : []));
  });
}

function objectIn(text: string): Record<string, unknown> {
  try {
    const value: unknown = JSON.parse(text);
    return isMapping(value) ? value : {};
  } catch {
    return {};
  }
}

/** The package URL of a package. */
export function purlOf(told: Fields): string | undefined {
  return referencesOf(told, ['purl'])[0];
}

/** The CPE names of a package. */
export function cpesOf(told: Fields): readonly string[] {
  return [...new Set(referencesOf(told, ['cpe23Type', 'cpe22Type']))];
}

function referencesOf(told: Fields, types: readonly string[]): readonly string[] {
  return told.all('externalRefs').flatMap((each) => {
    const isAsked = types.includes(each.text('referenceType')?.replace(/^.*\//, '') ?? '');
    return isAsked ? (each.text('referenceLocator') ?? []) : [];
  });
}

/** What an SPDX package tells. */
export function toldPackage(told: Fields, id: string, { needed, licences, onlyFiles }: ReadContext): ToldComponent {
  const properties = propertiesOf(told);
  const hashes = told
    .all('checksums')
    .map((each) => ({ name: each.text('algorithm') ?? '', value: each.text('checksumValue') ?? '' }));
  const own = properties.all('licence');
  return {
    id,
    name: told.text('name') ?? '',
    version: told.text('versionInfo') ?? '',
    purl: purlOf(told),
    properties,
    licences: own.length > 0 ? own : licencesOf(told, licences),
    hashes: wellFormedHashes(hashes, ALGORITHMS),
    cpes: cpesOf(told),
    places: placesOf(properties, told.text('sourceInfo') ?? '', onlyFiles.get(id)),
    dependsOn: [...(needed.get(id) ?? [])],
    source: sourceOf(told.text('sourceInfo') ?? ''),
    layer: undefined,
    supplier: supplierOf(told),
    finder: undefined,
  };
}

function licencesOf(told: Fields, names: ReadonlyMap<string, string>): readonly string[] {
  const texts = [told.text('licenseDeclared'), told.text('licenseConcluded')];
  const text = texts.find((each) => each !== undefined && !NOTHING_TOLD.has(each));
  return text === undefined ? [] : [names.get(text) ?? text];
}

/** The name of `Organization: name` or `Person: name`. */
function supplierOf(told: Fields): string | undefined {
  const texts = [told.text('supplier'), told.text('originator')];
  return texts.flatMap((each) => /^(?:Organization|Person): (.+)$/.exec(each ?? '')?.[1] ?? [])[0];
}

/** Plimsoll tells places in full, syft only their paths. */
function placesOf(properties: Properties, sourceInfo: string, onlyFile: string | undefined): readonly BilledPlace[] {
  const own = properties.all('place').flatMap(placeIn);
  if (own.length > 0) return own;
  const told = /^acquired package info from [^:]*: (.+)$/.exec(sourceInfo)?.[1]?.split(', ');
  const paths = told ?? (onlyFile === undefined ? [] : [onlyFile]);
  return paths.map((path) => ({ path: path.replace(/^(?:\.?\/)+/, '') }));
}

function placeIn(text: string): readonly BilledPlace[] {
  const fields = new Fields(objectIn(text));
  const path = fields.text('path');
  if (path === undefined) return [];
  const counts = ['layer', 'line', 'offset'].flatMap((name): (readonly [string, number])[] => {
    const count = fields.count(name);
    return count === undefined ? [] : [[name, count]];
  });
  return [{ path, ...Object.fromEntries(counts) }];
}

/** What trivy tells of the source package. */
function sourceOf(sourceInfo: string): ToldComponent['source'] {
  const [, name, version = ''] = /^built package from: (\S+)(?: (\S+))?$/.exec(sourceInfo) ?? [];
  return name === undefined ? undefined : { name, version };
}
