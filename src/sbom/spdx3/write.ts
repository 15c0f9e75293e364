import { VERSION } from '../../core/plimsoll-version.ts';
import type { Json, JsonObject } from '../../formats/document.ts';
import type { Bill, BilledComponent } from '../bill.ts';
import { distributionProperties, type Property, propertiesText, subjectProperties } from '../properties.ts';
import { identifierOf, identifiersOf } from '../spdx/identifier.ts';
import { propertiesOf } from '../spdx/package.ts';
import { INCOMPLETE } from '../spdx/write.ts';
import { type DatedFields, fieldBeginning } from '../undated.ts';
import { CREATION_INFO, Elements, elementOf, idOf } from './elements.ts';
import { type DeclaredLicence, Licences } from './licences.ts';
import { componentFields, distributionFields, Suppliers, subjectFields } from './package.ts';

/** The version that is written. */
const SPDX3_VERSION = '3.0.1';

const CONTEXT = `https://spdx.org/rdf/${SPDX3_VERSION}/spdx-context.jsonld`;
const NO_TIME = '1970-01-01T00:00:00Z';
const TOOL = `plimsoll-${VERSION}`;

const DOCUMENT = idOf('SPDXRef-DOCUMENT');
const SBOM = idOf('SPDXRef-Sbom');
const AGENT_ID = idOf('SPDXRef-SoftwareAgent');
const TOOL_ID = idOf('SPDXRef-Tool');

/** What stands before an item of a list of an element. No list of a document holds texts of an image. */
const LIST_ITEM = '\n        "';

/** Where a document says who it is and when it was made: each element has an id of its own in every document. */
export const SPDX3_FIELDS: DatedFields = {
  noTime: NO_TIME,
  times: ['created'],
  numbers: [...['spdxId', 'from', 'subject', 'suppliedBy', 'dataLicense', 'value'].map(fieldBeginning), LIST_ITEM],
};

/** A bill as a document of SPDX 3.0.1 without time and number. Source: https://spdx.github.io/spdx-spec/v3.0.1/. */
export function spdx3Of(bill: Bill): JsonObject {
  const { subject } = bill;
  const root = idOf(identifierOf(subject.isImage ? 'Image' : 'Subject', subject.purl ?? subject.name));
  const { elements, dataLicence } = elementsOf(bill, root);
  const conformance: Json = ['core', 'software', 'simpleLicensing'];
  const graph: Json = [
    {
      type: 'CreationInfo',
      '@id': CREATION_INFO,
      specVersion: SPDX3_VERSION,
      created: NO_TIME,
      createdBy: [AGENT_ID],
      createdUsing: [TOOL_ID],
    },
    elementOf('SoftwareAgent', AGENT_ID, { name: TOOL }),
    elementOf('Tool', TOOL_ID, { name: TOOL }),
    elementOf('SpdxDocument', DOCUMENT, {
      name: subject.name,
      comment: bill.unknown.length === 0 ? undefined : INCOMPLETE,
      profileConformance: conformance,
      dataLicense: dataLicence,
      rootElement: [SBOM],
    }),
    elementOf('software_Sbom', SBOM, {
      profileConformance: conformance,
      software_sbomType: subject.isImage ? ['analyzed'] : [],
      rootElement: [root],
      element: elements.ids,
    }),
    ...elements.list,
  ];
  return { '@context': CONTEXT, '@graph': graph };
}

function elementsOf(
  bill: Bill,
  root: string,
): { readonly elements: Elements; readonly dataLicence: string | undefined } {
  const { subject, distribution, components, unknown } = bill;
  const writer = new BillWriter(bill);
  const dataLicence = writer.licence(['CC0-1.0'])?.id;
  writer.package(root, subjectFields(subject), subjectProperties(subject));
  const contained: string[] = [];
  if (distribution !== undefined) {
    const id = idOf(identifierOf('OperatingSystem', JSON.stringify([distribution.id, distribution.version])));
    writer.package(id, distributionFields(distribution), distributionProperties(distribution));
    contained.push(id);
  }
  for (const each of components) contained.push(writer.component(each));
  writer.relate(root, 'contains', contained, unknown.length > 0);
  for (const [owner, owned] of Map.groupBy(components, (each) => each.owner)) {
    if (owner !== undefined) writer.relate(writer.idOf(owner), 'contains', writer.idsOf(owned.map(({ id }) => id)));
  }
  for (const { id, dependsOn, unresolved } of components)
    writer.relate(writer.idOf(id), 'dependsOn', writer.idsOf(dependsOn), unresolved.length > 0);
  for (const text of unknown) writer.annotate(DOCUMENT, { statement: text });
  return { elements: writer.elements, dataLicence };
}

/** Writes the packages of a bill, what relates them, and what SPDX has no field for. */
class BillWriter {
  readonly elements = new Elements();
  readonly #subject: Bill['subject'];
  /** The ids of packages without the number of the document, by those of the bill. */
  readonly #names: ReadonlyMap<string, string>;
  readonly #licences = new Licences(this.elements);
  readonly #suppliers = new Suppliers(this.elements);

  constructor({ subject, components }: Bill) {
    this.#subject = subject;
    this.#names = identifiersOf(components);
  }

  /** The id of an element by that of the bill. */
  idOf(id: string): string {
    return idOf(this.#nameOf(id));
  }

  #nameOf(id: string): string {
    return this.#names.get(id) ?? id;
  }

  idsOf(ids: readonly string[]): string[] {
    return ids.map((id) => this.idOf(id));
  }

  licence(texts: readonly string[]): DeclaredLicence | undefined {
    return this.#licences.declared(texts);
  }

  component(component: BilledComponent): string {
    const id = this.idOf(component.id);
    const owner = component.owner === undefined ? undefined : this.#nameOf(component.owner);
    const licence = this.licence(component.package.licences ?? []);
    const properties = propertiesOf({ ...component, owner }, this.#subject, licence?.expression);
    this.package(id, componentFields(component, this.#suppliers), properties);
    if (licence !== undefined) this.relate(id, 'hasDeclaredLicense', [licence.id]);
    return id;
  }

  package(id: string, fields: Readonly<Record<string, Json | undefined>>, properties: readonly Property[]): void {
    this.elements.add('software_Package', id, fields);
    const statement = propertiesText(properties);
    if (statement !== undefined) this.annotate(id, { statement, contentType: 'application/json' });
  }

  annotate(subject: string, fields: { readonly statement: string; readonly contentType?: string }): void {
    this.elements.addNumbered('Annotation', { subject, annotationType: 'other', ...fields });
  }

  /** Nothing where there is nothing to relate to. */
  relate(from: string, relationshipType: string, to: string[], isIncomplete = false): void {
    if (to.length === 0) return;
    const completeness = isIncomplete ? 'incomplete' : undefined;
    this.elements.addNumbered('Relationship', { from, relationshipType, to, completeness });
  }
}
