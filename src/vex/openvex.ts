import { type VexStatus, vexJustifications } from '../core/vex.ts';
import { identityOf } from './identity.ts';
import type { VexFault, VexNode } from './node.ts';
import type { ProductIdentity, VexParts, VexProduct, VexStatement } from './statement.ts';

const STATUSES: ReadonlyMap<string, VexStatus> = new Map([
  ['not_affected', 'not_affected'],
  ['affected', 'affected'],
  ['fixed', 'fixed'],
  ['under_investigation', 'under_investigation'],
]);

/**
 * Reads OpenVEX: 0.2, in which products and flaws are objects, and 0.0, in which they are texts.
 * Source: https://github.com/openvex/spec/blob/main/OPENVEX-SPEC.md.
 */
export function* readOpenVex({ document, path, products }: VexParts): Generator<VexStatement | VexFault> {
  const author = document.text('author');
  const issued = document.time('timestamp');
  for (const node of document.list('statements')) {
    yield node.attempt(() => {
      const status = statusOf(node);
      return {
        vulnerabilities: namesOf(node),
        products: productsOf(node, products),
        status,
        ...reasonOf(node, status),
        author,
        time: node.time('last_updated') ?? node.time('timestamp') ?? issued ?? Number.NEGATIVE_INFINITY,
        file: path,
        place: node.place,
      };
    });
  }
}

function statusOf(node: VexNode): VexStatus {
  const status = STATUSES.get(node.requiredText('status'));
  if (status === undefined) throw node.at('status').fault('is no status of VEX');
  return status;
}

function namesOf(node: VexNode): readonly string[] {
  const vulnerability = node.at('vulnerability');
  if (typeof vulnerability.value === 'string') return [node.requiredText('vulnerability')];
  const names = [vulnerability.text('name'), vulnerability.text('@id'), ...vulnerability.texts('aliases')];
  const told = names.filter((name) => name !== '');
  if (told.length === 0) throw vulnerability.fault('names no vulnerability');
  return told;
}

/** What is said of a product that is not affected must say why: a statement that does not is not valid. */
function reasonOf(node: VexNode, status: VexStatus): Pick<VexStatement, 'justification' | 'says'> {
  const justification = node.text('justification');
  const impact = node.text('impact_statement');
  if (status === 'not_affected' && justification === '' && impact === '')
    throw node.fault('says not_affected, and neither a justification nor an impact statement says why');
  if (justification !== '' && !vexJustifications.some((label) => label === justification))
    throw node.at('justification').fault('is no justification of VEX');
  return { justification, says: impact || node.text('action_statement') || node.text('status_notes') };
}

function productsOf(node: VexNode, ofEnvelope: readonly VexProduct[]): readonly VexProduct[] {
  const written = node.list('products');
  // Version 0.0 has subcomponents beside the products.
  const shared = node.list('subcomponents').map(componentOf);
  const products = written.map((product) => ({
    ...componentOf(product),
    subcomponents:
      typeof product.value === 'string' ? shared : [...product.list('subcomponents').map(componentOf), ...shared],
  }));
  const told = products.length === 0 ? ofEnvelope : products;
  if (told.length === 0) throw node.fault('names no product');
  return told;
}

function componentOf(node: VexNode): ProductIdentity {
  if (typeof node.value === 'string') return identityOf({ text: node.asText(), ids: [node.asText()] });
  const id = node.text('@id');
  const identifiers = node
    .mapping('identifiers')
    .entries()
    .map(([, value]) => value);
  const hashes = node.mapping('hashes').entries();
  const text = id || identifiers[0] || hashes[0]?.join(':') || '';
  if (text === '') throw node.fault('identifies nothing');
  return identityOf({ text, ids: [id, ...identifiers], hashes });
}
