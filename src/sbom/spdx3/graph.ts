import { isMapping } from '../../core/record.ts';
import { Fields } from '../fields.ts';

/** An object of a graph, to which others may refer. */
export interface GraphNode {
  readonly id: string;
  /** `software_Package`. */
  readonly type: string;
  readonly fields: Fields;
  /** `@graph[3]`. */
  readonly path: string;
}

/** The names of classes, as the JSON Schema of SPDX 3 has them. */
const TYPE = /^(?:[a-z]+_)?[A-Z][A-Za-z0-9]*$/;

/**
 * The objects of a document, by their ids. What is written inside of another one counts as if it stood in the list, as JSON-LD has it.
 * Source: https://spdx.github.io/spdx-spec/v3.0.1/serializations/.
 */
export class Graph {
  readonly nodes: readonly GraphNode[];
  /** Sentences about what is no object of SPDX. */
  readonly damaged: readonly string[];
  readonly #byId: ReadonlyMap<string, GraphNode>;
  readonly #prefixes: ReadonlyMap<string, string>;

  constructor(document: Readonly<Record<string, unknown>>) {
    this.#prefixes = prefixesIn(document['@context']);
    const nodes: GraphNode[] = [];
    const damaged: string[] = [];
    const { '@graph': list, '@context': _, ...only } = document;
    const roots: readonly unknown[] = Array.isArray(list) ? list : [only];
    for (const [index, value] of roots.entries()) {
      const path = Array.isArray(list) ? `@graph[${index}]` : 'The document';
      if (isTyped(value)) this.#collect(value, path, nodes);
      else damaged.push(`${path} is no object of a type of SPDX 3.0.`);
    }
    this.nodes = nodes;
    this.damaged = damaged;
    this.#byId = new Map(nodes.toReversed().map((each) => [each.id, each]));
  }

  /** The id of what a value is or refers to. */
  idOf(value: unknown): string | undefined {
    const id = isMapping(value) ? (value['spdxId'] ?? value['@id']) : value;
    return typeof id === 'string' && id !== '' ? this.#expanded(id) : undefined;
  }

  /** The ids of what a field holds or refers to. */
  idsIn(fields: Fields, name: string): readonly string[] {
    return fields.values(name).flatMap((value) => this.idOf(value) ?? []);
  }

  /** The object with an id. Of several with one id the first counts. */
  node(id: string | undefined): GraphNode | undefined {
    return id === undefined ? undefined : this.#byId.get(id);
  }

  /** The objects that a field holds or refers to, as far as the document has them. */
  all(fields: Fields, name: string): readonly Fields[] {
    return fields.values(name).flatMap((value) => {
      if (isTyped(value)) return new Fields(value);
      return this.node(this.idOf(value))?.fields ?? [];
    });
  }

  #collect(value: Readonly<Record<string, unknown>>, path: string, into: GraphNode[]): void {
    const type = value['type'];
    if (typeof type === 'string') into.push({ id: this.idOf(value) ?? path, type, fields: new Fields(value), path });
    for (const [name, inner] of Object.entries(value)) {
      const items: readonly unknown[] = Array.isArray(inner) ? inner : [inner];
      for (const [index, each] of items.entries())
        if (isTyped(each)) this.#collect(each, `${path}.${name}${Array.isArray(inner) ? `[${index}]` : ''}`, into);
    }
  }

  /** A prefix of the context stands for the beginning of an id. */
  #expanded(id: string): string {
    const colon = id.indexOf(':');
    const namespace = this.#prefixes.get(id.slice(0, Math.max(colon, 0)));
    return namespace === undefined || id.startsWith('//', colon + 1) ? id : namespace + id.slice(colon + 1);
  }
}

function isTyped(value: unknown): value is Readonly<Record<string, unknown>> {
  return isMapping(value) && typeof value['type'] === 'string' && TYPE.test(value['type']);
}

function prefixesIn(context: unknown): ReadonlyMap<string, string> {
  const parts: readonly unknown[] = Array.isArray(context) ? context : [context];
  const entries = parts.flatMap((each) => (isMapping(each) ? Object.entries(each) : []));
  return new Map(entries.filter((entry): entry is [string, string] => typeof entry[1] === 'string'));
}
