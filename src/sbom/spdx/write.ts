import type { Distribution } from '../../core/distribution.ts';
import { VERSION } from '../../core/plimsoll-version.ts';
import type { JsonObject } from '../../formats/document.ts';
import type { Bill, BilledSubject } from '../bill.ts';
import { present } from '../json.ts';
import { distributionProperties, subjectProperties } from '../properties.ts';
import { type DatedFields, fieldBeginning, NO_NUMBER } from '../undated.ts';
import { Annotator } from './annotator.ts';
import { identifierOf, identifiersOf } from './identifier.ts';
import { ExtractedLicences } from './licences.ts';
import { cpeReference, NO_ASSERTION, packageOf, purlReference } from './package.ts';
import { type DocumentIdentifiers, relationshipsOf } from './relationships.ts';

const DOCUMENT = 'SPDXRef-DOCUMENT';

const NO_TIME = '1970-01-01T00:00:00Z';

/** Where a document says who it is and when it was made. */
export const SPDX_FIELDS: DatedFields = {
  noTime: NO_TIME,
  times: ['created', 'annotationDate'],
  numbers: [fieldBeginning('documentNamespace')],
};

/** A bill as a document of SPDX 2.3 without time and number. Source: https://spdx.github.io/spdx-spec/v2.3/. */
export function spdxOf(bill: Bill): JsonObject {
  const { subject, distribution, components } = bill;
  const annotator = new Annotator(`Tool: plimsoll-${VERSION}`, NO_TIME);
  const licences = new ExtractedLicences();
  const identifiers: DocumentIdentifiers = {
    subject: identifierOf(subject.isImage ? 'Image' : 'Subject', subject.purl ?? subject.name),
    distribution:
      distribution && identifierOf('OperatingSystem', JSON.stringify([distribution.id, distribution.version])),
    components: identifiersOf(components),
  };
  const context = { subject, identifiers: identifiers.components, licences, annotator };
  const packages = [
    subjectPackage(subject, identifiers, annotator),
    ...(distribution === undefined ? [] : [distributionPackage(distribution, identifiers, annotator)]),
    ...components.map((each) => packageOf(each, context)),
  ];
  const content = present({
    name: subject.name,
    creationInfo: { created: NO_TIME, creators: [`Tool: plimsoll-${VERSION}`] },
    comment: bill.unknown.length === 0 ? undefined : INCOMPLETE,
    annotations: bill.unknown.map((text) => annotator.annotation(text)),
    packages,
    relationships: relationshipsOf(components, identifiers),
    hasExtractedLicensingInfos: licences.infos(),
  });
  return {
    spdxVersion: 'SPDX-2.3',
    dataLicense: 'CC0-1.0',
    SPDXID: DOCUMENT,
    documentNamespace: NO_NUMBER,
    ...content,
  };
}

/** What a document says of itself of which something could not be read. */
export const INCOMPLETE =
  'Incomplete: the annotations of this document tell what could not be read, so that packages may be missing.';

function subjectPackage(
  subject: BilledSubject,
  { subject: id }: DocumentIdentifiers,
  annotator: Annotator,
): JsonObject {
  const { isImage, name, version, purl } = subject;
  const digest = /^sha256:([0-9a-f]{64})$/.exec(version)?.[1];
  return present({
    SPDXID: id,
    name,
    versionInfo: version || undefined,
    primaryPackagePurpose: isImage ? 'CONTAINER' : 'APPLICATION',
    downloadLocation: NO_ASSERTION,
    filesAnalyzed: false,
    checksums: digest === undefined ? [] : [{ algorithm: 'SHA256', checksumValue: digest }],
    externalRefs: purl === undefined ? [] : [purlReference(purl)],
    annotations: annotator.properties(subjectProperties(subject)),
  });
}

function distributionPackage(
  distribution: Distribution,
  { distribution: SPDXID }: DocumentIdentifiers,
  annotator: Annotator,
): JsonObject {
  const { id, version, prettyName, cpe } = distribution;
  return present({
    SPDXID,
    name: id,
    versionInfo: version || undefined,
    summary: prettyName || undefined,
    primaryPackagePurpose: 'OPERATING_SYSTEM',
    downloadLocation: NO_ASSERTION,
    filesAnalyzed: false,
    externalRefs: cpe === '' ? [] : [cpeReference(cpe)],
    annotations: annotator.properties(distributionProperties(distribution)),
  });
}
