import type { JsonObject } from '../../../formats/document.ts';
import { Fields } from '../../fields.ts';
import { type UndatedDocument, undatedBytes } from '../../undated.ts';
import { ANNOTATION_FIELDS, DOCUMENT_FIELDS, LICENCE_FIELDS, PACKAGE_FIELDS } from './fields.ts';

/**
 * A document of SPDX 2.3, as Plimsoll makes it for JSON without time and number, in tag-value form.
 * Source: https://spdx.github.io/spdx-spec/v2.3/.
 */
export function undatedTags(document: JsonObject): UndatedDocument {
  const lines: string[] = [];
  const numbers: number[] = [];
  const times: number[] = [];
  let timeLength = 0;
  let size = 0;
  for (const { name, value } of tagsOf(new Fields(document))) {
    // What begins an object stands apart from what is before it.
    const before = `${BEGINNINGS.has(name) ? '\n' : ''}${name}: `;
    const at = size + before.length;
    if (name === 'DocumentNamespace') numbers.push(at);
    else if (TIMES.has(name)) {
      times.push(at);
      timeLength = value.length;
    }
    const line = `${before}${valueText(value)}\n`;
    lines.push(line);
    size += Buffer.byteLength(line);
  }
  return undatedBytes(Buffer.from(lines.join('')), { numbers, times, timeLength });
}

interface Tag {
  readonly name: string;
  readonly value: string;
}

const BEGINNINGS: ReadonlySet<string> = new Set(['Annotator', 'LicenseID', 'PackageName']);
const TIMES: ReadonlySet<string> = new Set(['AnnotationDate', 'Created']);

function tagsOf(document: Fields): readonly Tag[] {
  const creation = document.fields('creationInfo');
  return [
    ...texts(document, DOCUMENT_FIELDS),
    ...text(document, 'SPDXID', 'SPDXID'),
    ...creation.texts('creators').map((value) => ({ name: 'Creator', value })),
    ...text(creation, 'Created', 'created'),
    ...document.all('relationships').map((each) => joined(each, 'Relationship', RELATIONSHIP, ' ')),
    ...annotations(document),
    ...document.all('packages').flatMap((each) => [...packageTags(each), ...annotations(each)]),
    ...document
      .all('hasExtractedLicensingInfos')
      .flatMap((each) => [...text(each, 'LicenseID', 'licenseId'), ...texts(each, LICENCE_FIELDS)]),
  ];
}

const RELATIONSHIP = ['spdxElementId', 'relationshipType', 'relatedSpdxElement'];
const REFERENCE = ['referenceCategory', 'referenceType', 'referenceLocator'];
const CHECKSUM = ['algorithm', 'checksumValue'];

function packageTags(each: Fields): readonly Tag[] {
  return [
    { name: 'PackageName', value: each.text('name') ?? '' },
    ...text(each, 'SPDXID', 'SPDXID'),
    ...texts(each, PACKAGE_FIELDS),
    { name: 'FilesAnalyzed', value: 'false' },
    ...each.all('checksums').map((sum) => joined(sum, 'PackageChecksum', CHECKSUM, ': ')),
    ...each.all('externalRefs').map((reference) => joined(reference, 'ExternalRef', REFERENCE, ' ')),
  ];
}

function annotations(each: Fields): readonly Tag[] {
  return each
    .all('annotations')
    .flatMap((annotation) => [
      ...text(annotation, 'Annotator', 'annotator'),
      ...texts(annotation, ANNOTATION_FIELDS),
      ...text(each, 'SPDXREF', 'SPDXID'),
    ]);
}

function joined(each: Fields, name: string, fields: readonly string[], between: string): Tag {
  return { name, value: fields.map((field) => each.text(field) ?? '').join(between) };
}

function texts(each: Fields, fields: Readonly<Record<string, string>>): readonly Tag[] {
  return Object.entries(fields).flatMap(([name, field]) => text(each, name, field));
}

function text(each: Fields, name: string, field: string): readonly Tag[] {
  const value = each.text(field);
  return value === undefined ? [] : [{ name, value }];
}

/** What has several lines, or blanks at its ends, stands between marks. The closing one cannot stand in a text: it gets a blank. */
function valueText(value: string): string {
  if (!/[\r\n]|^\s|\s$|^<text>/.test(value)) return value;
  return `<text>${value.replaceAll('</text>', '</text >')}</text>`;
}
