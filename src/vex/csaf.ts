import type { VexStatus } from '../core/vex.ts';
import { ProductTree } from './csaf-products.ts';
import { VexFault, type VexNode } from './node.ts';
import type { VexParts, VexProduct, VexStatement } from './statement.ts';

/** What `product_status` calls a status. `recommended` and `unknown` say nothing of whether a flaw is there. Source: CSAF 2.1, section 3.2.4.10. */
const STATUSES: readonly (readonly [group: string, status: VexStatus])[] = [
  ['known_not_affected', 'not_affected'],
  ['fixed', 'fixed'],
  ['first_fixed', 'fixed'],
  ['known_affected', 'affected'],
  ['first_affected', 'affected'],
  ['last_affected', 'affected'],
  ['under_investigation', 'under_investigation'],
];

/** Reads CSAF: the profile VEX, and any other whose vulnerabilities have a `product_status`. Source: https://docs.oasis-open.org/csaf/csaf/v2.0/os/csaf-v2.0-os.html. */
export function* readCsafVex({ document, path }: VexParts): Generator<VexStatement | VexFault> {
  const { publisher, tracking } = headOf(document);
  const author = publisher.text('name');
  const released = tracking.time('current_release_date') ?? Number.NEGATIVE_INFINITY;
  const tree = new ProductTree(document.mapping('product_tree'));
  for (const node of document.list('vulnerabilities')) {
    const groups = node.attempt(() => groupsOf(node, tree));
    if (groups instanceof VexFault) {
      yield groups;
      continue;
    }
    for (const group of groups) {
      const found = group.ids.map((id) => node.attempt(() => tree.product(id, group.node)));
      yield* found.filter((each) => each instanceof VexFault);
      const products = found.filter((each): each is VexProduct => !(each instanceof VexFault));
      if (products.length === 0) continue;
      yield node.attempt(() => ({
        vulnerabilities: namesOf(node),
        products,
        status: group.status,
        justification: group.justification,
        says: group.says,
        author,
        time: released,
        file: path,
        place: group.node.place,
      }));
    }
  }
}

function headOf(document: VexNode): { readonly publisher: VexNode; readonly tracking: VexNode } {
  const head = document.mapping('document');
  return { publisher: head.mapping('publisher'), tracking: head.mapping('tracking') };
}

function namesOf(node: VexNode): readonly string[] {
  const names = [node.text('cve'), ...node.list('ids').map((id) => id.text('text'))].filter((name) => name !== '');
  if (names.length === 0) throw node.fault('names no vulnerability');
  return names;
}

/** Products of one flaw of which the same is said. */
interface Group {
  readonly node: VexNode;
  readonly status: VexStatus;
  readonly justification: string;
  readonly says: string;
  readonly ids: string[];
}

function groupsOf(node: VexNode, tree: ProductTree): readonly Group[] {
  const status = node.mapping('product_status');
  const labels = toldOf(node.list('flags'), tree, (flag) => flag.requiredText('label'));
  const impacts = toldOf(ofCategory(node.list('threats'), ['impact']), tree, (threat) =>
    threat.requiredText('details'),
  );
  const remedies = toldOf(ofCategory(node.list('remediations'), REMEDIES), tree, (each) =>
    each.requiredText('details'),
  );
  const groups = new Map<string, Group>();
  for (const [name, meaning] of STATUSES) {
    for (const item of status.list(name)) {
      const id = item.asText();
      const justification = meaning === 'not_affected' ? (labels.get(id) ?? '') : '';
      // Red Hat writes a severity where an impact statement belongs: a label says more.
      const told =
        meaning === 'not_affected' && justification === '' ? impacts : meaning === 'affected' ? remedies : NOTHING;
      const says = told.get(id) ?? '';
      const key = JSON.stringify([name, justification, says]);
      const group = groups.get(key) ?? { node: item, status: meaning, justification, says, ids: [] };
      group.ids.push(id);
      groups.set(key, group);
    }
  }
  return [...groups.values()];
}

const NOTHING: ReadonlyMap<string, string> = new Map();

/** `none_available` and `no_fix_planned` are an answer, too. */
const REMEDIES = [
  'mitigation',
  'no_fix_planned',
  'none_available',
  'vendor_fix',
  'workaround',
  'fix_planned',
  'optional_patch',
];

function ofCategory(nodes: readonly VexNode[], categories: readonly string[]): readonly VexNode[] {
  return nodes.filter((node) => categories.includes(node.text('category')));
}

/** What is told of products: the first of each. */
function toldOf(
  nodes: readonly VexNode[],
  tree: ProductTree,
  textOf: (node: VexNode) => string,
): ReadonlyMap<string, string> {
  const told = new Map<string, string>();
  for (const node of nodes) {
    const text = textOf(node);
    for (const id of tree.idsOf(node)) if (!told.has(id)) told.set(id, text);
  }
  return told;
}
