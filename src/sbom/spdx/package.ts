import type { ContentHash } from '../../core/package.ts';
import type { JsonObject } from '../../formats/document.ts';
import type { BilledComponent, BilledPlace, BilledSubject } from '../bill.ts';
import { isWellFormed } from '../hashes.ts';
import { present } from '../json.ts';
import { componentProperties, type Property } from '../properties.ts';
import { supplierOf } from '../supplier.ts';
import type { Annotator } from './annotator.ts';
import type { ExtractedLicences } from './licences.ts';

/** What SPDX writes where nothing is claimed. */
export const NO_ASSERTION = 'NOASSERTION';

/** What the packages of one document share. */
export interface PackageContext {
  readonly subject: BilledSubject;
  /** SPDX ids by the ids of the bill. */
  readonly identifiers: ReadonlyMap<string, string>;
  readonly licences: ExtractedLicences;
  readonly annotator: Annotator;
}

/** A component of a bill as SPDX has it. */
export function packageOf(component: BilledComponent, context: PackageContext): JsonObject {
  const { package: each, id, purl } = component;
  const { identifiers, licences, annotator, subject } = context;
  const supplier = supplierOf(each);
  const declared = licences.declared(each.licences ?? []);
  const owner = component.owner === undefined ? undefined : identifiers.get(component.owner);
  return present({
    SPDXID: identifiers.get(id),
    name: each.name,
    versionInfo: each.version || undefined,
    supplier: supplier === undefined ? NO_ASSERTION : `Organization: ${supplier}`,
    primaryPackagePurpose: 'LIBRARY',
    downloadLocation: NO_ASSERTION,
    filesAnalyzed: false,
    licenseConcluded: NO_ASSERTION,
    licenseDeclared: declared ?? NO_ASSERTION,
    copyrightText: NO_ASSERTION,
    sourceInfo: sourceInfoOf(component),
    checksums: (each.hashes ?? []).filter(isWellFormed).map(checksumOf),
    externalRefs: [...(purl === undefined ? [] : [purlReference(purl)]), ...(each.cpes ?? []).map(cpeReference)],
    annotations: annotator.properties(propertiesOf({ ...component, owner }, subject, declared)),
  });
}

/** What SPDX has no field for, of a component whose owner is named by an id of the document. */
export function propertiesOf(
  component: BilledComponent,
  subject: BilledSubject,
  declared: string | undefined,
): readonly Property[] {
  return [
    ...componentProperties(component, subject),
    ...component.places.map(placeProperty),
    ...licenceProperties(component.package.licences ?? [], declared),
  ];
}

/** A package URL as SPDX refers to it. */
export function purlReference(locator: string): JsonObject {
  return { referenceCategory: 'PACKAGE-MANAGER', referenceType: 'purl', referenceLocator: locator };
}

/** A CPE name, of 2.2 or 2.3, as SPDX refers to it. */
export function cpeReference(locator: string): JsonObject {
  const referenceType = locator.startsWith('cpe:/') ? 'cpe22Type' : 'cpe23Type';
  return { referenceCategory: 'SECURITY', referenceType, referenceLocator: locator };
}

/** The algorithms of digests as this format names them. */
export const ALGORITHMS: Readonly<Record<ContentHash['algorithm'], string>> = {
  md5: 'MD5',
  sha1: 'SHA1',
  sha256: 'SHA256',
  sha512: 'SHA512',
};

function checksumOf({ algorithm, value }: ContentHash): JsonObject {
  return { algorithm: ALGORITHMS[algorithm], checksumValue: value };
}

/** What SPDX tells of the source package. */
export function sourceInfoOf({ package: { source } }: BilledComponent): string | undefined {
  return source === undefined ? undefined : `built package from: ${source.name} ${source.version}`;
}

function placeProperty(place: BilledPlace): Property {
  return { name: 'plimsoll:place', value: JSON.stringify(place) };
}

/** The licences as they were written, where one expression does not tell them. */
function licenceProperties(texts: readonly string[], declared: string | undefined): readonly Property[] {
  if (texts.length === 1 && texts[0] === declared) return [];
  return texts.map((value) => ({ name: 'plimsoll:licence', value }));
}
