import { NOTHING_TOLD } from '../spdx/statements.ts';
import type { Graph, GraphNode } from './graph.ts';

/** No set of licences that people write is longer. Sets that hold sets could make it of any length. */
const LONGEST_LICENCE = 10_000;

/** No licence that people write nests deeper. */
const DEEPEST_LICENCE = 50;

const LISTED = /^https?:\/\/spdx\.org\/licenses\/(?:exceptions\/)?([A-Za-z0-9.+-]+)$/;
const INDIVIDUAL = /(NoAssertion|None)License$/;

/** What stands between the members of a set. */
const SETS: Readonly<Record<string, string>> = {
  expandedlicensing_ConjunctiveLicenseSet: ' AND ',
  expandedlicensing_DisjunctiveLicenseSet: ' OR ',
};

/** What is made of other licences, and how it is written. */
const OPERATORS: Readonly<Record<string, { fields: readonly string[]; between: string; end: string }>> = {
  expandedlicensing_OrLaterOperator: { fields: ['expandedlicensing_subjectLicense'], between: '', end: '+' },
  expandedlicensing_WithAdditionOperator: {
    fields: ['expandedlicensing_subjectExtendableLicense', 'expandedlicensing_subjectAddition'],
    between: ' WITH ',
    end: '',
  },
};

/** Licences that are not on SPDX's list, each of which has a name. */
const NAMED: ReadonlySet<string> = new Set(['simplelicensing_SimpleLicensingText', 'expandedlicensing_CustomLicense']);

/** The licences of a graph as texts: expressions of SPDX, and names that are none. */
export class LicenceTexts {
  readonly #graph: Graph;
  /** By ids. Undefined while it is made, and for what cannot be told. */
  readonly #texts = new Map<string, string | undefined>();
  readonly #unreadable = new Set<string>();
  #depth = 0;

  constructor(graph: Graph) {
    this.#graph = graph;
  }

  /** The text of a licence; undefined for what says nothing. One that the document does not have is told by its id. */
  textOf(id: string): string | undefined {
    const node = this.#graph.node(id);
    const text = node !== undefined && NAMED.has(node.type) ? nameOf(node) : this.#memberText(id);
    return text === undefined || NOTHING_TOLD.has(text) ? undefined : text;
  }

  /** Sentences about licences that could not be told. */
  get unreadable(): readonly string[] {
    return [...this.#unreadable];
  }

  /** As it stands in an expression. */
  #memberText(id: string): string | undefined {
    if (this.#texts.has(id)) return this.#texts.get(id);
    const node = this.#graph.node(id);
    if (node === undefined) return individual(id);
    this.#texts.set(id, undefined);
    this.#depth += 1;
    const text = this.#depth > DEEPEST_LICENCE ? undefined : this.#expressionOf(node);
    this.#depth -= 1;
    if (text === undefined) {
      this.#unreadable.add(
        `${node.path} is a set of licences that cannot be told: it is too large, holds itself, or lacks a part.`,
      );
      return undefined;
    }
    this.#texts.set(id, text);
    return text;
  }

  #expressionOf(node: GraphNode): string | undefined {
    const between = SETS[node.type];
    if (between !== undefined) return this.#members(node, 'expandedlicensing_member')?.join(between);
    if (node.type === 'simplelicensing_LicenseExpression') return this.#written(node);
    const operator = OPERATORS[node.type];
    if (operator !== undefined) {
      const operands = operator.fields.map((name) => this.#members(node, name)?.[0]);
      return operands.includes(undefined) ? undefined : operands.join(operator.between) + operator.end;
    }
    return individual(node.id, /(?:LicenseRef|AdditionRef)-[A-Za-z0-9.-]+$/.exec(node.id)?.[0] ?? nameOf(node));
  }

  /** An expression that is but the id of a licence of the document is that licence's name. */
  #written({ fields }: GraphNode): string | undefined {
    const expression = fields.text('simplelicensing_licenseExpression');
    const named = this.#graph
      .all(fields, 'simplelicensing_customIdToUri')
      .find((each) => each.text('key') === expression);
    const custom = named && this.#graph.node(this.#graph.idOf(named.text('value')));
    return (custom && nameOf(custom)) ?? expression;
  }

  /** Undefined where one of them cannot be told, there is none, or they are too long together. */
  #members({ fields }: GraphNode, name: string): readonly string[] | undefined {
    const ids = this.#graph.idsIn(fields, name);
    const texts: string[] = [];
    let length = 0;
    for (const id of ids) {
      const text = this.#memberText(id);
      length += text?.length ?? 0;
      if (text === undefined || length > LONGEST_LICENCE) return undefined;
      texts.push(ids.length > 1 && / (?:AND|OR) /.test(text) ? `(${text})` : text);
    }
    return texts.length === 0 ? undefined : texts;
  }
}

function nameOf({ fields }: GraphNode): string | undefined {
  return fields.text('name') ?? fields.text('simplelicensing_licenseText');
}

/** The id on SPDX's list, what SPDX writes where nothing is told, or what is told besides. */
function individual(id: string, other: string | undefined = id): string | undefined {
  return INDIVIDUAL.exec(id)?.[1]?.toUpperCase() ?? LISTED.exec(id)?.[1] ?? other;
}
