import type { Distribution } from '../../core/distribution.ts';
import type { Bill, BilledSubject } from '../bill.ts';
import { gather, type ReadEntry } from '../gather.ts';
import { layersOf } from '../layers.ts';
import { toolName } from '../spdx/statements.ts';
import { Graph, type GraphNode } from './graph.ts';
import { LicenceTexts } from './read-licences.ts';
import { cpesOf, propertiesOf, purlOf, type ReadContext, toldPackage } from './read-package.ts';
import { COLLECTIONS, Relationships } from './read-relationships.ts';

const PACKAGES: ReadonlySet<string> = new Set(['software_Package', 'ai_AIPackage', 'dataset_DatasetPackage']);

/** Reads a document of SPDX 3.0. What is damaged is told as unknown, and everything else is read. */
export function readSpdx3(value: Readonly<Record<string, unknown>>): Bill {
  const context = contextOf(new Graph(value));
  const { graph, relationships, licences } = context;
  const collections = graph.nodes.filter(({ type }) => COLLECTIONS.has(type));
  const described = describedBy(collections, context);
  const read = gather(entriesOf(described, context));
  const document = collections.find(({ type }) => type === 'SpdxDocument') ?? collections[0];
  const name = document?.fields.text('name') ?? '';
  const own = document === undefined ? [] : toldUnknown(document, context);
  const isIncomplete = described !== undefined && relationships.isIncomplete(described, 'contains');
  return {
    ...read,
    subject: read.subject ?? { ...NOTHING, name },
    writers: document === undefined ? [] : toolsOf(document, graph),
    unknown: [
      ...(own.length === 0 && isIncomplete ? ['The bill says of itself that it is incomplete.'] : own),
      ...graph.damaged,
      ...relationships.missing,
      ...read.unknown,
      ...licences.unreadable,
    ],
  };
}

const NOTHING = { isImage: false, version: '', purl: undefined, platform: undefined, layers: [] } as const;

function contextOf(graph: Graph): ReadContext {
  const statements = new Map<string, string[]>();
  for (const { type, fields } of graph.nodes) {
    const statement = type === 'Annotation' ? fields.text('statement') : undefined;
    if (statement === undefined) continue;
    for (const subject of graph.idsIn(fields, 'subject')) {
      const known = statements.get(subject);
      if (known === undefined) statements.set(subject, [statement]);
      else known.push(statement);
    }
  }
  const document = graph.nodes.find(({ type }) => type === 'SpdxDocument')?.id ?? '';
  const namespace = document.slice(0, document.indexOf('#') + 1);
  const nameOf = (id: string): string =>
    namespace !== '' && id.startsWith(namespace) ? id.slice(namespace.length) : id;
  return { graph, relationships: new Relationships(graph), licences: new LicenceTexts(graph), statements, nameOf };
}

function* entriesOf(described: string | undefined, context: ReadContext): Generator<ReadEntry> {
  for (const node of context.graph.nodes) {
    if (!PACKAGES.has(node.type)) continue;
    const { id, fields, path } = node;
    if (fields.text('name') === undefined) yield { kind: 'damaged', why: `${path} has no name.` };
    else if (id === described) yield { kind: 'subject', subject: subjectOf(node, context) };
    else if (purposeOf(node) === 'operatingSystem')
      yield { kind: 'distribution', distribution: distributionOf(node, context) };
    else if (isGroup(node, context)) yield { kind: 'other' };
    else yield { kind: 'component', told: toldPackage(node, context), path };
  }
}

/** The one package that the document describes; undefined where it describes several, each of which is a component. */
function describedBy(collections: readonly GraphNode[], { graph, relationships }: ReadContext): string | undefined {
  const ids = collections.flatMap(({ id, fields }) => [
    ...graph.idsIn(fields, 'rootElement'),
    ...relationships.from(id, 'describes'),
  ]);
  const all = new Set(ids.filter((id) => PACKAGES.has(graph.node(id)?.type ?? '')));
  return all.size === 1 ? [...all][0] : undefined;
}

function purposeOf({ fields }: GraphNode): string | undefined {
  return fields.text('software_primaryPurpose');
}

/** What only groups packages has neither version nor package URL. */
function isGroup(node: GraphNode, { graph }: ReadContext): boolean {
  const isNameless = node.fields.text('software_packageVersion') === undefined && purlOf(node, graph) === undefined;
  return purposeOf(node) === 'application' && isNameless;
}

function subjectOf(node: GraphNode, context: ReadContext): BilledSubject {
  const properties = propertiesOf(node, context);
  const purl = purlOf(node, context.graph);
  const purpose = purposeOf(node);
  return {
    isImage: purpose === undefined ? (purl?.startsWith('pkg:oci/') ?? false) : purpose === 'container',
    name: node.fields.text('name') ?? '',
    version: node.fields.text('software_packageVersion') ?? '',
    purl,
    platform: properties.first('platform'),
    layers: layersOf(properties),
  };
}

function distributionOf(node: GraphNode, context: ReadContext): Distribution {
  const properties = propertiesOf(node, context);
  const repositories = properties.all('distribution:repository');
  return {
    id: (node.fields.text('name') ?? '').toLowerCase(),
    like: properties.all('distribution:like'),
    version: node.fields.text('software_packageVersion') ?? '',
    codename: properties.first('distribution:codename') ?? '',
    prettyName: node.fields.text('summary') ?? '',
    cpe: cpesOf(node, context.graph)[0] ?? '',
    variant: properties.first('distribution:variant') ?? '',
    ...(repositories.length === 0 ? {} : { repositories }),
  };
}

/** What a document of Plimsoll says of itself that could not be read. */
function toldUnknown(document: GraphNode, { graph, statements }: ReadContext): readonly string[] {
  return toolsOf(document, graph).includes('plimsoll') ? (statements.get(document.id) ?? []) : [];
}

/** The tools that made an element. */
function toolsOf({ fields }: GraphNode, graph: Graph): readonly string[] {
  const tools = graph.all(fields, 'creationInfo').flatMap((each) => graph.all(each, 'createdUsing'));
  return tools.flatMap((each) => toolName(each.text('name') ?? '') ?? []);
}
