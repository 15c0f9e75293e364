import type { Graph } from './graph.ts';

/** Relationships that lead to packages of what a document describes. */
const OF_PACKAGES: ReadonlySet<string> = new Set(['contains', 'dependsOn', 'describes']);

const RELATIONSHIPS: ReadonlySet<string> = new Set(['Relationship', 'LifecycleScopedRelationship']);

/** Collections of elements. */
export const COLLECTIONS: ReadonlySet<string> = new Set(['SpdxDocument', 'software_Sbom', 'Bom', 'Bundle']);

/** What elements of a graph have to do with one another. */
export class Relationships {
  readonly #graph: Graph;
  /** By type and id. */
  readonly #targets = new Map<string, Set<string>>();
  readonly #incomplete = new Set<string>();
  readonly #missing = new Map<string, string>();

  constructor(graph: Graph) {
    this.#graph = graph;
    for (const { type, fields, path } of graph.nodes) {
      if (COLLECTIONS.has(type)) {
        this.#refer([...graph.idsIn(fields, 'element'), ...graph.idsIn(fields, 'rootElement')], path);
      } else if (RELATIONSHIPS.has(type)) {
        const kind = fields.text('relationshipType') ?? '';
        const [from] = graph.idsIn(fields, 'from');
        const to = graph.idsIn(fields, 'to');
        if (OF_PACKAGES.has(kind)) this.#refer(from === undefined ? to : [from, ...to], path);
        if (from === undefined) continue;
        this.#add(`${kind} ${from}`, to);
        if (fields.text('completeness') === 'incomplete') this.#incomplete.add(`${kind} ${from}`);
      }
    }
  }

  /** The ids of what an element is related to. */
  from(id: string, type: string): readonly string[] {
    return [...(this.#targets.get(`${type} ${id}`) ?? [])];
  }

  /** Whether the document says that more than what it tells is related to an element. */
  isIncomplete(id: string, type: string): boolean {
    return this.#incomplete.has(`${type} ${id}`);
  }

  /** The one file that a package contains. Of several none says where it was found. */
  onlyFile(id: string): string | undefined {
    const files = this.from(id, 'contains').flatMap((each) => {
      const node = this.#graph.node(each);
      return node?.type === 'software_File' ? (node.fields.text('name') ?? []) : [];
    });
    return files.length === 1 ? files[0] : undefined;
  }

  /** What of the packages the document refers to and does not hold. */
  get missing(): readonly string[] {
    const [first] = this.#missing;
    if (first === undefined) return [];
    const [id, path] = first;
    const others = this.#missing.size - 1;
    const more = others === 0 ? '' : `, and to ${others} more such elements`;
    return [
      `${path} refers to ${id.slice(0, SHOWN)}, which the document does not hold${more}: packages may be missing.`,
    ];
  }

  #add(key: string, ids: readonly string[]): void {
    const known = this.#targets.get(key) ?? new Set();
    for (const id of ids) known.add(id);
    this.#targets.set(key, known);
  }

  #refer(ids: readonly string[], path: string): void {
    for (const id of ids) {
      if (this.#graph.node(id) === undefined && !isDefinedBySpdx(id) && !this.#missing.has(id))
        this.#missing.set(id, path);
    }
  }
}

/** How much of a text is shown that may be of any length. */
const SHOWN = 200;

/** `NoneElement`, a licence of SPDX's list, and what else a document need not hold. */
function isDefinedBySpdx(id: string): boolean {
  return /^https?:\/\/spdx\.org\/(?:licenses|rdf)\/|^spdx:|^(?:[a-z]+_)?(?:None|NoAssertion)(?:Element|License)$/.test(
    id,
  );
}
