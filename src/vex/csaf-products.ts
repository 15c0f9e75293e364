import { identityOf } from './identity.ts';
import type { VexNode } from './node.ts';
import type { ProductIdentity, VexProduct } from './statement.ts';
import { readVersionRange, type UnreadRange, type VersionRange } from './version-range.ts';

/** How many products may be named by groups in one document: a few lines could name each of thousands thousands of times. */
const MAX_GROUPED = 1_000_000;

/** How many relationships may stand upon one another. */
const MAX_RELATIONS = 16;

interface Relation {
  readonly component: string;
  readonly of: string;
}

/** The products of a CSAF document by their ids: those of its branches, and those that are one product as part of another. */
export class ProductTree {
  readonly #products = new Map<string, ProductIdentity>();
  /** Of products with a range of versions that cannot be read, what is wrong with it. */
  readonly #unread = new Map<string, string>();
  readonly #relations = new Map<string, Relation>();
  readonly #groups = new Map<string, readonly string[]>();
  #grouped = 0;

  constructor(tree: VexNode) {
    this.#addBranches(tree.list('branches'));
    for (const node of tree.list('full_product_names')) this.#add(node);
    for (const node of tree.list('relationships')) {
      this.#relations.set(node.mapping('full_product_name').requiredText('product_id'), {
        component: node.requiredText('product_reference'),
        of: node.requiredText('relates_to_product_reference'),
      });
    }
    for (const node of tree.list('product_groups'))
      this.#groups.set(node.requiredText('group_id'), node.texts('product_ids'));
  }

  /** A product that a statement names; one that is part of another is a subcomponent of it. */
  product(id: string, named: VexNode): VexProduct {
    const parts: ProductIdentity[] = [];
    let at = id;
    for (let relation = this.#relations.get(at); relation !== undefined; relation = this.#relations.get(at)) {
      if (parts.length === MAX_RELATIONS) throw named.fault(`names ${id}, whose relationships do not end`);
      parts.push(this.#known(this.#leaf(relation.component), named));
      at = relation.of;
    }
    return { ...this.#known(at, named), subcomponents: parts.length === 0 ? [] : [innermost(parts)] };
  }

  /** The ids that a flag, threat or remediation is about. */
  idsOf(node: VexNode): readonly string[] {
    const groups = node.texts('group_ids').map((id) => this.#groups.get(id) ?? []);
    for (const ids of groups) this.#grouped += ids.length;
    if (this.#grouped > MAX_GROUPED) throw node.fault(`names more than ${MAX_GROUPED} products by groups`);
    return [...node.texts('product_ids'), ...groups.flat()];
  }

  /** What a component is, where that is itself part of another: the innermost of them. */
  #leaf(id: string): string {
    let at = id;
    for (let depth = 0; depth < MAX_RELATIONS; depth += 1) {
      const relation = this.#relations.get(at);
      if (relation === undefined) return at;
      at = relation.component;
    }
    return at;
  }

  #known(id: string, named: VexNode): ProductIdentity {
    const product = this.#products.get(id);
    const why = this.#unread.get(id);
    if (why !== undefined) throw named.fault(`names the product ${id}, whose version ${why}`);
    if (product === undefined) throw named.fault(`names the product ${id}, which the product tree does not have`);
    return product;
  }

  #addBranches(branches: readonly VexNode[]): void {
    for (const branch of branches) {
      if (branch.has('product')) this.#add(branch.mapping('product'), rangeOf(branch));
      this.#addBranches(branch.list('branches'));
    }
  }

  #add(product: VexNode, range?: VersionRange | UnreadRange): void {
    const helper = product.mapping('product_identification_helper');
    const hashes = helper
      .list('hashes')
      .flatMap((each) => each.list('file_hashes'))
      .map((each) => [each.text('algorithm'), each.text('value')] as const);
    const purls = [helper.text('purl'), ...helper.texts('purls')];
    const id = product.requiredText('product_id');
    const text = purls.find((purl) => purl !== '') ?? (product.text('name') || id);
    const identity = identityOf({ text, ids: [...purls, helper.text('cpe')], hashes });
    if (range !== undefined && 'why' in range) this.#unread.set(id, range.why);
    else this.#products.set(id, range === undefined ? identity : { ...identity, text: `${text} ${range.text}`, range });
  }
}

/** The versions of the product of a branch, where it stands for a range of them: what is said of these is said of no others. */
function rangeOf(branch: VexNode): VersionRange | UnreadRange | undefined {
  return branch.text('category') === 'product_version_range'
    ? readVersionRange(branch.requiredText('name'))
    : undefined;
}

/**
 * What is part of a part, as a package of a module. Which module a package is of is not known of every package: without a version, what is said of one
 * stream would be taken for all.
 */
function innermost([component, ...wholes]: readonly ProductIdentity[]): ProductIdentity {
  if (component === undefined) return identityOf({ text: '' });
  if (wholes.length === 0 || component.purls.every(({ version }) => version)) return component;
  return identityOf({ text: `${component.text} in ${wholes.map(({ text }) => text).join(' in ')}` });
}
