import type { Fields } from '../fields.ts';
import { Properties } from '../read-properties.ts';
import { type ToldComponent, wellFormedHashes } from '../told-component.ts';
import { ALGORITHMS } from './package.ts';
import { NOTHING_TOLD, placesOf, sourceOf, statedProperties } from './statements.ts';

/** What a document tells of its packages elsewhere. */
export interface ReadContext {
  /** What each package needs, by SPDX ids. */
  readonly needed: ReadonlyMap<string, ReadonlySet<string>>;
  /** The names of licences that are not on SPDX's list, by their ids. */
  readonly licences: ReadonlyMap<string, string>;
  /** The one file that a package contains, by SPDX ids: trivy tells so where it was found. Of several none says that. */
  readonly onlyFiles: ReadonlyMap<string, string>;
}

/** The properties of Plimsoll's own namespace, from the annotation that holds them. */
export function propertiesOf(told: Fields): Properties {
  return new Properties(statedProperties(told.all('annotations').flatMap((each) => each.text('comment') ?? [])));
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
