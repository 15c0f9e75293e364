import type { Distribution } from '../../core/distribution.ts';
import type { Bill, BilledSubject } from '../bill.ts';
import { Fields } from '../fields.ts';
import { gather, type ReadEntry } from '../gather.ts';
import { layersOf } from '../layers.ts';
import { cpesOf, propertiesOf, purlOf, type ReadContext, toldPackage } from './read-package.ts';
import { toolName } from './statements.ts';

const DOCUMENT = 'SPDXRef-DOCUMENT';

/** Reads a document of SPDX 2.2 or 2.3. What is damaged is told as unknown, and everything else is read. */
export function readSpdx(value: Readonly<Record<string, unknown>>): Bill {
  const document = new Fields(value);
  const read = gather(entriesOf(document));
  const subject = read.subject ?? { ...NOTHING, name: document.text('name') ?? '' };
  const writers = writersOf(document.fields('creationInfo'));
  return { ...read, subject, writers, unknown: [...toldUnknown(document), ...read.unknown] };
}

function writersOf(creation: Fields): readonly string[] {
  return creation.texts('creators').flatMap((each) => toolName(/^Tool: +(.+)$/.exec(each)?.[1] ?? '') ?? []);
}

function* entriesOf(document: Fields): Generator<ReadEntry> {
  const described = describedBy(document);
  const context = contextOf(document);
  for (const [index, value] of document.list('packages').entries()) {
    const told = new Fields(value);
    const path = `packages[${index}]`;
    const id = told.text('SPDXID') ?? path;
    if (told.text('name') === undefined) yield { kind: 'damaged', why: `${path} has no name.` };
    else if (id === described) yield { kind: 'subject', subject: subjectOf(told) };
    else if (isDistribution(told)) yield { kind: 'distribution', distribution: distributionOf(told) };
    else if (isGroup(told)) yield { kind: 'other' };
    else yield { kind: 'component', told: toldPackage(told, id, context), path };
  }
}

const NOTHING = { isImage: false, version: '', purl: undefined, platform: undefined, layers: [] } as const;

/** The one package that the document describes; undefined where it describes several, each of which is a component. */
function describedBy(document: Fields): string | undefined {
  const related = document.all('relationships').flatMap((each) => {
    const type = each.text('relationshipType');
    if (type === 'DESCRIBES' && each.text('spdxElementId') === DOCUMENT) return each.text('relatedSpdxElement') ?? [];
    if (type === 'DESCRIBED_BY' && each.text('relatedSpdxElement') === DOCUMENT)
      return each.text('spdxElementId') ?? [];
    return [];
  });
  const all = new Set([...document.texts('documentDescribes'), ...related]);
  return all.size === 1 ? [...all][0] : undefined;
}

function contextOf(document: Fields): ReadContext {
  const needed = new Map<string, Set<string>>();
  const add = (from: string | undefined, to: string | undefined): void => {
    if (from === undefined || to === undefined) return;
    const known = needed.get(from);
    if (known === undefined) needed.set(from, new Set([to]));
    else known.add(to);
  };
  for (const each of document.all('relationships')) {
    const [from, to] = [each.text('spdxElementId'), each.text('relatedSpdxElement')];
    const type = each.text('relationshipType');
    if (type === 'DEPENDS_ON') add(from, to);
    else if (type === 'DEPENDENCY_OF') add(to, from);
  }
  const licences = document.all('hasExtractedLicensingInfos').flatMap((each): (readonly [string, string])[] => {
    const [id, name] = [each.text('licenseId'), each.text('name') ?? each.text('extractedText')];
    return id === undefined || name === undefined ? [] : [[id, name]];
  });
  return { needed, licences: new Map(licences), onlyFiles: onlyFilesIn(document) };
}

function onlyFilesIn(document: Fields): ReadonlyMap<string, string> {
  const names = new Map(
    document.all('files').flatMap((each): (readonly [string, string])[] => {
      const [id, name] = [each.text('SPDXID'), each.text('fileName')];
      return id === undefined || name === undefined ? [] : [[id, name]];
    }),
  );
  const found = new Map<string, string | undefined>();
  for (const each of document.all('relationships')) {
    const name = names.get(each.text('relatedSpdxElement') ?? '');
    const owner = each.text('spdxElementId');
    if (each.text('relationshipType') !== 'CONTAINS' || owner === undefined || name === undefined) continue;
    found.set(owner, found.has(owner) ? undefined : name);
  }
  return new Map([...found].flatMap(([owner, name]) => (name === undefined ? [] : [[owner, name] as const])));
}

function isDistribution(told: Fields): boolean {
  const purpose = told.text('primaryPackagePurpose');
  return purpose === 'OPERATING_SYSTEM' || purpose === 'OPERATING-SYSTEM';
}

/** trivy puts packages without a lock file together under `node-pkg` or `python-pkg`, which has neither version nor package URL. */
function isGroup(told: Fields): boolean {
  const isApplication = told.text('primaryPackagePurpose') === 'APPLICATION';
  return isApplication && told.text('versionInfo') === undefined && purlOf(told) === undefined;
}

function subjectOf(told: Fields): BilledSubject {
  const properties = propertiesOf(told);
  const purl = purlOf(told);
  const purpose = told.text('primaryPackagePurpose');
  const isImage = purpose === undefined ? (purl?.startsWith('pkg:oci/') ?? false) : purpose === 'CONTAINER';
  return {
    isImage,
    name: told.text('name') ?? '',
    version: told.text('versionInfo') ?? '',
    purl,
    platform: properties.first('platform'),
    layers: layersOf(properties),
  };
}

function distributionOf(told: Fields): Distribution {
  const properties = propertiesOf(told);
  const repositories = properties.all('distribution:repository');
  return {
    id: (told.text('name') ?? '').toLowerCase(),
    like: properties.all('distribution:like'),
    version: told.text('versionInfo') ?? '',
    codename: properties.first('distribution:codename') ?? '',
    prettyName: told.text('summary') ?? '',
    cpe: cpesOf(told)[0] ?? '',
    variant: properties.first('distribution:variant') ?? '',
    ...(repositories.length === 0 ? {} : { repositories }),
  };
}

/** What the document says of itself that could not be read. */
function toldUnknown(document: Fields): readonly string[] {
  const own = document
    .all('annotations')
    .filter((each) => each.text('annotator')?.startsWith('Tool: plimsoll') ?? false);
  return own.flatMap((each) => each.text('comment') ?? []);
}
