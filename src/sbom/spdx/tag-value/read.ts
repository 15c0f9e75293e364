import { ANNOTATION_FIELDS, DOCUMENT_FIELDS, LICENCE_FIELDS, OTHER_TAGS, PACKAGE_FIELDS } from './fields.ts';
import { tagLines } from './tags.ts';

/** A document in tag-value form as its JSON would be, as far as bills are read from it. */
export interface ReadTagValue {
  readonly value: Readonly<Record<string, unknown>>;
  /** What could not be read: sentences that name the line. */
  readonly unread: readonly string[];
}

/** How many lines are told one by one. */
const MAX_TOLD = 100;

/** Reads SPDX 2 in tag-value form. What is damaged is told, and everything else is read. */
export function readTagValue(text: string): ReadTagValue {
  const document = new GrowingDocument();
  const unread: string[] = [];
  let untold = 0;
  for (const each of tagLines(text)) {
    const why = 'why' in each ? each.why : document.take(each.tag, each.value, each.line);
    if (why !== undefined && unread.length < MAX_TOLD) unread.push(why);
    else if (why !== undefined) untold += 1;
  }
  if (untold > 0) unread.push(`${untold} more such lines.`);
  return { value: document.whole(), unread };
}

/** An object that grows with the tags that follow the one which began it. */
type Growing = Record<string, unknown>;

/** What the tags of one kind of object do; `false` for a value that is none. */
type Take = (value: string) => boolean;

class GrowingDocument {
  readonly #document: Growing = {};
  readonly #creators: string[] = [];
  readonly #packages: Growing[] = [];
  readonly #files: Growing[] = [];
  readonly #licences: Growing[] = [];
  readonly #relationships: Growing[] = [];
  readonly #annotations: Growing[] = [];
  /** The package whose files follow it. */
  #owner: Growing | undefined;
  /** What has the next id. */
  #element: Growing = this.#document;
  readonly #contained: { readonly owner: Growing; readonly file: Growing }[] = [];

  /** Takes a tag, and gives what is wrong with it. */
  take(tag: string, value: string, line: number): string | undefined {
    if (OTHER_TAGS.has(tag)) return undefined;
    const take = this.#takes.get(tag);
    if (take === undefined) return `Line ${line} has the tag ${tag.slice(0, 100)}, which SPDX does not know.`;
    return take(value)
      ? undefined
      : `Line ${line} has a value that ${tag} cannot have, or stands where it means nothing.`;
  }

  /** The document as JSON has it. */
  whole(): Growing {
    const byId = new Map([...this.#packages, ...this.#files].map((each) => [each['SPDXID'], each]));
    for (const { about, ...annotation } of this.#annotations)
      listIn(byId.get(about) ?? this.#document, 'annotations').push(annotation);
    const contained = this.#contained.map(({ owner, file }) =>
      relationship(owner['SPDXID'], 'CONTAINS', file['SPDXID']),
    );
    return {
      ...this.#document,
      creationInfo: { creators: this.#creators },
      packages: this.#packages,
      files: this.#files,
      hasExtractedLicensingInfos: this.#licences,
      relationships: [...this.#relationships, ...contained],
    };
  }

  readonly #takes: ReadonlyMap<string, Take> = new Map<string, Take>([
    ...textTakes(DOCUMENT_FIELDS, () => this.#document),
    ...textTakes(PACKAGE_FIELDS, () => this.#packages.at(-1)),
    ...textTakes(LICENCE_FIELDS, () => this.#licences.at(-1)),
    ...textTakes(ANNOTATION_FIELDS, () => this.#annotations.at(-1)),
    ['Creator', (value) => this.#creators.push(value) > 0],
    ['PackageName', (value) => this.#begin(this.#packages, { name: value }, 'owner')],
    ['FileName', (value) => this.#beginFile(value)],
    ['SnippetSPDXID', () => this.#begin([], {})],
    ['SPDXID', (value) => this.#identify(value)],
    ['PackageChecksum', (value) => this.#addToPackage('checksums', checksumIn(value))],
    ['ExternalRef', (value) => this.#addToPackage('externalRefs', referenceIn(value))],
    ['LicenseID', (value) => this.#licences.push({ licenseId: value }) > 0],
    ['Relationship', (value) => this.#relate(value)],
    ['Annotator', (value) => this.#annotations.push({ annotator: value }) > 0],
    ['SPDXREF', (value) => setIn(this.#annotations.at(-1), 'about', value)],
  ]);

  #begin(list: Growing[], element: Growing, role?: 'owner'): boolean {
    list.push(element);
    this.#element = element;
    if (role === 'owner') this.#owner = element;
    return true;
  }

  /** A file that follows a package is one of it. */
  #beginFile(fileName: string): boolean {
    const file: Growing = { fileName };
    if (this.#owner !== undefined) this.#contained.push({ owner: this.#owner, file });
    return this.#begin(this.#files, file);
  }

  #identify(id: string): boolean {
    this.#element['SPDXID'] = id;
    return true;
  }

  #addToPackage(field: string, item: Growing | undefined): boolean {
    const last = this.#packages.at(-1);
    if (last === undefined || item === undefined) return false;
    listIn(last, field).push(item);
    return true;
  }

  #relate(value: string): boolean {
    const [from, type, to] = threeParts(value);
    if (to === '' || /\s/.test(to)) return false;
    this.#relationships.push(relationship(from, type, to));
    return true;
  }
}

function textTakes(
  fields: Readonly<Record<string, string>>,
  current: () => Growing | undefined,
): readonly (readonly [string, Take])[] {
  return Object.entries(fields).map(([tag, field]) => [tag, (value) => setIn(current(), field, value)]);
}

function setIn(object: Growing | undefined, field: string, value: string): boolean {
  if (object === undefined) return false;
  object[field] = value;
  return true;
}

function listIn(object: Growing, field: string): unknown[] {
  const known = object[field];
  if (Array.isArray(known)) return known;
  const list: unknown[] = [];
  object[field] = list;
  return list;
}

function relationship(spdxElementId: unknown, relationshipType: unknown, relatedSpdxElement: unknown): Growing {
  return { spdxElementId, relationshipType, relatedSpdxElement };
}

/** `SHA1: 85ed0817af83a24ad8da68c2b5094de69833983c`. */
function checksumIn(value: string): Growing | undefined {
  const colon = value.indexOf(':');
  return colon < 1 ? undefined : { algorithm: value.slice(0, colon), checksumValue: value.slice(colon + 1).trim() };
}

/** `PACKAGE-MANAGER purl pkg:npm/lodash@4.17.21`. */
function referenceIn(value: string): Growing | undefined {
  const [referenceCategory, referenceType, referenceLocator] = threeParts(value);
  return referenceLocator === '' ? undefined : { referenceCategory, referenceType, referenceLocator };
}

/** Two words and what stands behind them; empty texts where there is less. */
function threeParts(value: string): readonly [first: string, second: string, rest: string] {
  const [first, behind] = afterWord(value);
  return [first, ...afterWord(behind)];
}

function afterWord(text: string): readonly [word: string, rest: string] {
  const end = text.search(/\s/);
  return end === -1 ? [text, ''] : [text.slice(0, end), text.slice(end).trimStart()];
}
