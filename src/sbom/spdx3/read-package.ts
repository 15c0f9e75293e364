import type { Fields } from '../fields.ts';
import { pathTold, sourceTold } from '../foreign-properties.ts';
import type { Property } from '../properties.ts';
import { Properties } from '../read-properties.ts';
import { placesOf, sourceOf, statedProperties } from '../spdx/statements.ts';
import { type ToldComponent, wellFormedHashes } from '../told-component.ts';
import type { Graph, GraphNode } from './graph.ts';
import { ALGORITHMS } from './package.ts';
import type { LicenceTexts } from './read-licences.ts';
import type { Relationships } from './read-relationships.ts';

/** What a document tells of its packages elsewhere. */
export interface ReadContext {
  readonly graph: Graph;
  readonly relationships: Relationships;
  readonly licences: LicenceTexts;
  /** The texts of annotations by the ids of what they are about. */
  readonly statements: ReadonlyMap<string, readonly string[]>;
  /** The id of a component by that of its element. */
  readonly nameOf: (id: string) => string;
}

/** The properties of Plimsoll's own namespace: from the annotations of a package, or those of CycloneDX that it has been made of. */
export function propertiesOf(node: GraphNode, { statements }: Pick<ReadContext, 'statements'>): Properties {
  return new Properties([...statedProperties(statements.get(node.id) ?? []), ...extended(node)]);
}

/**
 * The properties that a component of CycloneDX had, as cdxgen writes them: `properties.SrcFile`.
 * Source: https://spdx.github.io/spdx-spec/v3.0.1/model/Extension/Classes/CdxPropertiesExtension/.
 */
function extended({ fields }: GraphNode): readonly Property[] {
  return fields
    .all('extension')
    .flatMap((each) => each.all('extension_cdxProperty'))
    .flatMap((each) => {
      const name = each.text('extension_cdxPropName')?.replace(/^properties\./, '');
      return name === undefined ? [] : [{ name, value: each.text('extension_cdxPropValue') ?? '' }];
    });
}

/** The package URL of a package. */
export function purlOf({ fields }: GraphNode, graph: Graph): string | undefined {
  return fields.text('software_packageUrl') ?? identifiersOf(fields, ['packageUrl'], graph)[0];
}

/** The CPE names of a package. */
export function cpesOf({ fields }: GraphNode, graph: Graph): readonly string[] {
  return [...new Set(identifiersOf(fields, ['cpe23', 'cpe22'], graph))];
}

function identifiersOf(fields: Fields, types: readonly string[], graph: Graph): readonly string[] {
  return graph.all(fields, 'externalIdentifier').flatMap((each) => {
    const isAsked = types.includes(each.text('externalIdentifierType') ?? '');
    return isAsked ? (each.text('identifier') ?? []) : [];
  });
}

/** What a package of SPDX 3 tells. */
export function toldPackage(node: GraphNode, context: ReadContext): ToldComponent {
  const { graph, relationships, nameOf } = context;
  const { id, fields } = node;
  const properties = propertiesOf(node, context);
  const hashes = graph
    .all(fields, 'verifiedUsing')
    .filter((each) => each.text('type') === 'Hash')
    .map((each) => ({ name: each.text('algorithm') ?? '', value: each.text('hashValue') ?? '' }));
  const own = properties.all('licence');
  const sourceInfo = fields.text('software_sourceInfo') ?? '';
  const others = new Map(extended(node).map(({ name, value }) => [name, value]));
  return {
    id: nameOf(id),
    name: fields.text('name') ?? '',
    version: fields.text('software_packageVersion') ?? '',
    purl: purlOf(node, graph),
    properties,
    licences: own.length > 0 ? own : licencesOf(id, context),
    hashes: wellFormedHashes(hashes, ALGORITHMS),
    cpes: [...new Set([...cpesOf(node, graph), others.get('cpe') ?? []].flat())],
    places: placesOf(properties, sourceInfo, relationships.onlyFile(id) ?? pathTold(others)),
    dependsOn: relationships.from(id, 'dependsOn').map(nameOf),
    source: sourceOf(sourceInfo) ?? sourceTold(others),
    layer: undefined,
    supplier: supplierOf(fields, graph),
    finder: undefined,
  };
}

function licencesOf(id: string, { relationships, licences }: ReadContext): readonly string[] {
  for (const type of ['hasDeclaredLicense', 'hasConcludedLicense']) {
    const texts = relationships.from(id, type).flatMap((each) => licences.textOf(each) ?? []);
    if (texts.length > 0) return texts;
  }
  return [];
}

/** As SPDX 2.3 names people and organisations: with the address of mail behind the name. */
function supplierOf(fields: Fields, graph: Graph): string | undefined {
  const agents = [...graph.all(fields, 'suppliedBy'), ...graph.all(fields, 'originatedBy')];
  const named = agents.find(
    (each) => ['Organization', 'Person'].includes(each.text('type') ?? '') && each.text('name') !== undefined,
  );
  if (named === undefined) return undefined;
  const [mail] = identifiersOf(named, ['email'], graph);
  return `${named.text('name')}${mail === undefined ? '' : ` (${mail})`}`;
}
