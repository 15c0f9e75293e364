import type { Distribution } from '../../core/distribution.ts';
import type { Bill, BilledSubject } from '../bill.ts';
import { Fields } from '../fields.ts';
import { gather, type ReadEntry } from '../gather.ts';
import { propertiesOf, type ReadContext, subjectLayers, toldComponent } from './read-component.ts';
import { isSourceComponent, sourcesIn } from './source-components.ts';

/** Components of these types are software where they have a version or a package URL; others only where a package URL of an ecosystem names them. */
const SOFTWARE: ReadonlySet<string | undefined> = new Set([
  'application',
  'framework',
  'library',
  'platform',
  'firmware',
]);

/** Reads a CycloneDX document. What is damaged is told as unknown, and everything else is read. */
export function readCycloneDx(value: Readonly<Record<string, unknown>>): Bill {
  const document = new Fields(value);
  const subject = subjectOf(document.fields('metadata').fields('component'));
  const read = gather(entriesOf(document, contextOf(document, subject)));
  const link = linkOf(document);
  return {
    ...read,
    subject,
    ...(link === undefined ? {} : { link }),
    unknown: [...toldUnknown(document), ...read.unknown],
  };
}

/** Source: https://cyclonedx.org/capabilities/bomlink/. */
function linkOf(document: Fields): string | undefined {
  const serial = /^urn:uuid:([0-9a-f-]{36})$/i.exec(document.text('serialNumber') ?? '')?.[1];
  return serial === undefined ? undefined : `urn:cdx:${serial.toLowerCase()}/${document.count('version') ?? 1}`;
}

function* entriesOf(document: Fields, context: ReadContext): Generator<ReadEntry> {
  for (const { value, path } of allComponents(document.list('components'))) yield entryOf(value, path, context);
}

function entryOf(value: unknown, path: string, context: ReadContext): ReadEntry {
  const component = new Fields(value);
  if (component.text('name') === undefined) return { kind: 'damaged', why: `${path} has no name.` };
  if (component.text('type') === 'operating-system')
    return { kind: 'distribution', distribution: distributionOf(component) };
  if (!isSoftware(component) || isSourceComponent(component)) return { kind: 'other' };
  const id = component.text('bom-ref') ?? component.text('purl') ?? path;
  return { kind: 'component', told: toldComponent(component, id, context), path };
}

function isSoftware(component: Fields): boolean {
  if (propertiesOf(component).first('type') !== undefined) return true;
  const purl = component.text('purl');
  if (SOFTWARE.has(component.text('type'))) return purl !== undefined || component.text('version') !== undefined;
  // cdxgen gives every file and every repository one.
  return purl !== undefined && !purl.startsWith('pkg:generic/');
}

interface Found {
  readonly value: unknown;
  /** `components[2].components[0]`. */
  readonly path: string;
}

/** Components and those inside of them, in the order of the document. The depth of a document is limited before. */
function* allComponents(list: readonly unknown[], path = 'components'): Generator<Found> {
  for (const [index, value] of list.entries()) {
    const place = `${path}[${index}]`;
    yield { value, path: place };
    const inside = new Fields(value).list('components');
    if (inside.length > 0) yield* allComponents(inside, `${place}.components`);
  }
}

function contextOf(document: Fields, { layers }: BilledSubject): ReadContext {
  const needed = new Map<string, readonly string[]>();
  for (const each of document.all('dependencies')) {
    const ref = each.text('ref');
    if (ref !== undefined) needed.set(ref, [...new Set(each.texts('dependsOn'))]);
  }
  const byDigest = new Map<string, number>();
  for (const [index, { digest, diffId }] of layers.entries()) {
    for (const each of [digest, diffId]) if (each !== undefined) byDigest.set(each, index);
  }
  const components = [...allComponents(document.list('components'))].map(({ value }) => value);
  return { needed, layers: byDigest, sources: sourcesIn(components) };
}

function subjectOf(component: Fields): BilledSubject {
  return {
    isImage: component.text('type') === 'container',
    name: component.text('name') ?? '',
    version: component.text('version') ?? '',
    purl: component.text('purl'),
    platform: propertiesOf(component).first('platform'),
    layers: subjectLayers(component),
  };
}

function distributionOf(component: Fields): Distribution {
  const properties = propertiesOf(component);
  const repositories = properties.all('distribution:repository');
  return {
    id: (component.text('name') ?? '').toLowerCase(),
    like: properties.all('distribution:like'),
    version: component.text('version') ?? '',
    codename: properties.first('distribution:codename') ?? '',
    prettyName: component.text('description') ?? '',
    cpe: component.text('cpe') ?? '',
    variant: properties.first('distribution:variant') ?? '',
    ...(repositories.length === 0 ? {} : { repositories }),
  };
}

/** What the document says of itself that could not be read. */
function toldUnknown(document: Fields): readonly string[] {
  const own = document
    .all('annotations')
    .filter((each) => each.fields('annotator').fields('component').text('name') === 'plimsoll')
    .flatMap((each) => each.text('text') ?? []);
  if (own.length > 0) return own;
  const isIncomplete = document.all('compositions').some((each) => isOfComponents(each));
  return isIncomplete ? ['The bill says of itself that it is incomplete.'] : [];
}

function isOfComponents(composition: Fields): boolean {
  const isIncomplete = composition.text('aggregate')?.startsWith('incomplete') ?? false;
  return (
    isIncomplete && composition.list('dependencies').length === 0 && composition.list('vulnerabilities').length === 0
  );
}
