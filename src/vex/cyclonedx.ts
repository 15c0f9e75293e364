import { parseImageReference, repositoryOf } from '../core/image-reference.ts';
import { isMapping } from '../core/record.ts';
import type { VexStatus } from '../core/vex.ts';
import { identityOf, parsePurl } from './identity.ts';
import { VexFault, type VexNode } from './node.ts';
import { withVersion } from './purl.ts';
import type { ProductIdentity, VexParts, VexProduct, VexStatement } from './statement.ts';
import { readVersionRange } from './version-range.ts';

/** Source: https://cyclonedx.org/docs/1.6/json/#vulnerabilities_items_analysis_state. */
const STATES: ReadonlyMap<string, VexStatus> = new Map([
  ['resolved', 'fixed'],
  ['resolved_with_pedigree', 'fixed'],
  ['exploitable', 'affected'],
  ['in_triage', 'under_investigation'],
  ['false_positive', 'not_affected'],
  ['not_affected', 'not_affected'],
]);

/**
 * Reads the analyses of the vulnerabilities of a CycloneDX document. One without analysis says nothing. What is affected are components of the
 * document, package URLs, or components of another document by its bom-link.
 */
export function* readCycloneDxVex({ document, path }: VexParts): Generator<VexStatement | VexFault> {
  const author = authorOf(document.mapping('metadata'));
  const issued = document.mapping('metadata').time('timestamp');
  const components = componentsOf(document);
  for (const node of document.list('vulnerabilities')) {
    if (!isMapping(node.value)) yield node.fault('is no object');
    else if (node.has('analysis')) yield* statementsOf(node, { author, issued, components, path });
  }
}

interface Context {
  readonly author: string;
  readonly issued: number | undefined;
  readonly components: Components;
  readonly path: string;
}

function* statementsOf(node: VexNode, context: Context): Generator<VexStatement | VexFault> {
  const { author, issued, components, path } = context;
  const affected = node.attempt(() =>
    node.list('affects').map((each) => each.attempt(() => productsOf(each, components))),
  );
  if (affected instanceof VexFault) return yield affected;
  yield* affected.filter((each) => each instanceof VexFault);
  const products = affected.flatMap((each) => (each instanceof VexFault ? [] : each));
  if (affected.length > 0 && products.length === 0) return undefined;
  yield node.attempt(() => {
    if (products.length === 0) throw node.fault('names nothing that is affected');
    const analysis = node.mapping('analysis');
    const status = STATES.get(analysis.requiredText('state'));
    if (status === undefined) throw analysis.at('state').fault('is no state of an analysis');
    return {
      vulnerabilities: [node.requiredText('id'), ...node.list('references').flatMap((each) => each.text('id') || [])],
      products,
      status,
      justification:
        analysis.text('justification') || (analysis.text('state') === 'false_positive' ? 'false_positive' : ''),
      says: analysis.text('detail') || (status === 'affected' ? node.text('recommendation') : ''),
      author,
      time:
        analysis.time('lastUpdated') ??
        analysis.time('firstIssued') ??
        node.time('updated') ??
        issued ??
        Number.NEGATIVE_INFINITY,
      file: path,
      place: node.place,
    };
  });
  return undefined;
}

function authorOf(metadata: VexNode): string {
  const [author] = metadata.list('authors');
  const people = author === undefined ? '' : author.text('name') || author.text('email');
  return (
    people ||
    metadata.mapping('manufacturer').text('name') ||
    metadata.mapping('manufacture').text('name') ||
    metadata.mapping('supplier').text('name')
  );
}

/** What the document itself describes, and its components by their references. */
interface Components {
  /** The product that the others are components of; undefined where nothing is said of it. */
  readonly subject: ProductIdentity | undefined;
  readonly subjectRef: string;
  readonly byRef: ReadonlyMap<string, ProductIdentity>;
}

function componentsOf(document: VexNode): Components {
  const byRef = new Map<string, ProductIdentity>();
  const add = (nodes: readonly VexNode[]): void => {
    for (const node of nodes) {
      if (!isMapping(node.value)) continue;
      const ref = node.text('bom-ref');
      if (ref !== '' && !byRef.has(ref)) byRef.set(ref, componentIdentity(node));
      add(node.list('components'));
    }
  };
  add(document.list('components'));
  const metadata = document.mapping('metadata');
  if (!metadata.has('component')) return { subject: undefined, subjectRef: '', byRef };
  const component = metadata.mapping('component');
  const subject = componentIdentity(component);
  const subjectRef = component.text('bom-ref');
  add(component.list('components'));
  if (subjectRef !== '') byRef.set(subjectRef, subject);
  return { subject, subjectRef, byRef };
}

function componentIdentity(node: VexNode): ProductIdentity {
  const [name, version, purl] = [node.text('name'), node.text('version'), node.text('purl')];
  const image = node.text('type') === 'container' && purl === '' ? imagePurlOf(name, version) : '';
  const hashes = node.list('hashes').map((each) => [each.text('alg'), each.text('content')] as const);
  const text = purl || image || `${name} ${version}`.trim();
  return identityOf({ text, ids: [purl, image, node.text('cpe')], hashes });
}

/** An image that a tool names by its reference and digest alone, as a package URL. */
function imagePurlOf(name: string, version: string): string {
  const reference = parseImageReference(name);
  if (typeof reference === 'string') return '';
  const base = reference.path.slice(reference.path.lastIndexOf('/') + 1);
  const digest = reference.digest ?? (/^sha\d+:/.test(version) ? version : undefined);
  const tag = reference.tag ?? (digest === undefined && version !== '' ? version : undefined);
  const repository = encodeURIComponent(repositoryOf(reference));
  const at = digest === undefined ? '' : `@${encodeURIComponent(digest)}`;
  return `pkg:oci/${base}${at}?repository_url=${repository}${tag === undefined ? '' : `&tag=${encodeURIComponent(tag)}`}`;
}

/** `urn:cdx:serial/version#bom-ref`. Source: https://cyclonedx.org/capabilities/bomlink/. */
const BOM_LINK = /^urn:cdx:[0-9a-f-]{36}(?:\/\d+)?(?:#(?<ref>.*))?$/i;

function productsOf(node: VexNode, components: Components): readonly VexProduct[] {
  const ref = node.requiredText('ref');
  const linked = BOM_LINK.exec(ref);
  const own = linked === null ? components.byRef.get(ref) : undefined;
  if (own === undefined && linked === null && parsePurl(ref) === undefined)
    throw node.fault('names neither a component of the document nor a package URL');
  if (linked !== null)
    return [
      { ...identityOf({ text: ref }), subcomponents: versionsOf(node, linkedIdentity(linked.groups?.['ref'] ?? '')) },
    ];
  const identities = versionsOf(node, own ?? identityOf({ text: ref, ids: [ref] }));
  const { subject, subjectRef } = components;
  if (subject === undefined || ref === subjectRef) return identities.map((each) => ({ ...each, subcomponents: [] }));
  return [{ ...subject, subcomponents: identities }];
}

/** The component of another document: nothing but what its reference tells is known of it. */
function linkedIdentity(ref: string): ProductIdentity {
  const text = decodeURIComponentOr(ref);
  return identityOf({ text, ids: [text] });
}

function decodeURIComponentOr(text: string): string {
  if (parsePurl(text) !== undefined) return text;
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/** The versions that an entry names, or the ranges of them, where it names any. */
function versionsOf(node: VexNode, identity: ProductIdentity): readonly ProductIdentity[] {
  if (!node.has('versions')) return [identity];
  const entries = Array.isArray(node.at('versions').value) ? node.list('versions') : [node.mapping('versions')];
  return entries.map((entry) => {
    if (entry.has('range')) return inRange(identity, entry.at('range'));
    const version = entry.requiredText('version');
    return {
      ...identity,
      text: `${identity.text} ${version}`,
      purls: identity.purls.map((purl) => withVersion(purl, version)),
    };
  });
}

function inRange(identity: ProductIdentity, node: VexNode): ProductIdentity {
  const range = readVersionRange(node.asText());
  if ('why' in range) throw node.fault(range.why);
  return { ...identity, text: `${identity.text} ${range.text}`, range };
}
