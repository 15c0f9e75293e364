import { sha256 } from '../core/digest.ts';
import { type Problem, problemOf, UserError } from '../core/errors.ts';
import { isMapping } from '../core/record.ts';
import { readPlainJson } from '../formats/plain-json.ts';
import { decodeText } from '../formats/text.ts';
import { readCsafVex } from './csaf.ts';
import { readCycloneDxVex } from './cyclonedx.ts';
import { vexErrors } from './errors.ts';
import { identityOf } from './identity.ts';
import { VexFault, VexNode } from './node.ts';
import { readOpenVex } from './openvex.ts';
import type { UnreadPart, VexDocument, VexParts, VexProduct, VexStatement } from './statement.ts';

/** The largest VEX document that is read, in bytes. */
export const MAX_VEX_BYTES: number = 128 * 1024 * 1024;

/** How deep a document may nest. */
const MAX_DEPTH = 100;

/** How many envelopes may hold one another: a DSSE envelope and a statement. */
const MAX_ENVELOPES = 2;

/** How many parts that could not be read are told one by one. */
const MAX_UNREAD = 100;

/**
 * Reads a VEX document: OpenVEX, CycloneDX or CSAF, also where an in-toto statement or a DSSE envelope holds it, whose signature is not looked at. A
 * statement that cannot be read is told, and the others count; what cannot be read as a document is a `UserError`.
 */
export function readVex(bytes: Uint8Array, path: string): VexDocument {
  const text = decodeText(bytes);
  if (typeof text !== 'string') throw unreadable(path, text);
  if (text.trimStart().startsWith('<')) throw ofFormat(path, 'XML');
  try {
    const { document, products } = opened(new VexNode(parsed(text, path), ''), path);
    const { format, read } = readerOf(document, path);
    const parts = [...read({ document, path, products })];
    const unread = parts.filter((each) => each instanceof VexFault).map(({ place, why }) => ({ place, why }));
    return {
      path,
      format,
      sha256: sha256(bytes),
      statements: parts.filter((each): each is VexStatement => !(each instanceof VexFault)),
      unread: shortened(unread),
    };
  } catch (error) {
    if (!(error instanceof VexFault)) throw error;
    const { place, why } = error;
    throw new UserError(problemOf(vexErrors, 'PL_E_VEX_FIELD', { path, place, why }));
  }
}

/** How a format reads what a document says. */
type Reader = (parts: VexParts) => Iterable<VexStatement | VexFault>;

interface Format {
  /** `OpenVEX 0.2.0`. */
  readonly format: string;
  readonly read: Reader;
}

const OPEN_VEX_CONTEXT = /^https:\/\/openvex\.dev\/ns(?:\/v?(?<version>\d+\.\d+(?:\.\d+)?))?\/?$/;
const OPEN_VEX_VERSIONS = /^0\.[02](?:\.\d+)?$/;
const CYCLONEDX_VERSIONS = /^1\.[4-7]$/;
const CSAF_VERSIONS = /^2\.[01]$/;

function readerOf(document: VexNode, path: string): Format {
  const context = textOrNone(document, '@context') ?? textOrNone(document, 'context') ?? '';
  const openVex = OPEN_VEX_CONTEXT.exec(context);
  if (openVex !== null)
    return supported(
      { name: 'OpenVEX', version: openVex.groups?.['version'] ?? '0.0', known: OPEN_VEX_VERSIONS },
      readOpenVex,
      path,
    );
  if (textOrNone(document, 'bomFormat') === 'CycloneDX') {
    const version = textOrNone(document, 'specVersion') ?? '';
    return supported({ name: 'CycloneDX', version, known: CYCLONEDX_VERSIONS }, readCycloneDxVex, path);
  }
  const head = document.at('document');
  const csaf = isMapping(head.value) ? textOrNone(head, 'csaf_version') : undefined;
  if (csaf !== undefined) return supported({ name: 'CSAF', version: csaf, known: CSAF_VERSIONS }, readCsafVex, path);
  throw ofFormat(path, 'neither OpenVEX, CycloneDX nor CSAF');
}

interface Version {
  readonly name: string;
  readonly version: string;
  readonly known: RegExp;
}

function supported({ name, version, known }: Version, read: Reader, path: string): Format {
  if (known.test(version)) return { format: `${name} ${version}`, read };
  throw ofFormat(path, /^\d[\d.]{0,15}$/.test(version) ? `${name} ${version}` : `${name} of no known version`);
}

function textOrNone(node: VexNode, name: string): string | undefined {
  const { value } = node.at(name);
  return typeof value === 'string' ? value : undefined;
}

interface Opened {
  readonly document: VexNode;
  readonly products: readonly VexProduct[];
}

/** The document in its envelopes, and what these are about. */
function opened(node: VexNode, path: string): Opened {
  let document = node;
  let products: readonly VexProduct[] = [];
  for (let envelopes = 0; envelopes < MAX_ENVELOPES; envelopes += 1) {
    if (document.has('payloadType')) {
      const { value } = document.at('payload');
      if (typeof value !== 'string') throw document.fault('has no payload');
      document = new VexNode(parsed(Buffer.from(value, 'base64').toString('utf8'), path), '');
    } else if (document.has('predicateType')) {
      products = document.list('subject').map(subjectOf);
      document = new VexNode(document.mapping('predicate').value, '');
    } else break;
  }
  return { document, products };
}

function subjectOf(node: VexNode): VexProduct {
  const hashes = node.mapping('digest').entries();
  return { ...identityOf({ text: node.text('name'), ids: [node.text('name')], hashes }), subcomponents: [] };
}

function parsed(text: string, path: string): Readonly<Record<string, unknown>> {
  const read = readPlainJson(text, MAX_DEPTH);
  if ('value' in read) {
    if (isMapping(read.value)) return read.value;
    throw ofFormat(path, 'no object');
  }
  if (read.fault === 'depth') throw new UserError(problemOf(vexErrors, 'PL_E_VEX_DEPTH', { path, limit: MAX_DEPTH }));
  const why = read.fault === 'syntax' ? 'it is no JSON' : 'it is too large for JSON';
  throw new UserError(problemOf(vexErrors, 'PL_E_VEX_SYNTAX', { path, why }));
}

function shortened(unread: readonly UnreadPart[]): readonly UnreadPart[] {
  if (unread.length <= MAX_UNREAD) return unread;
  const more = `could not be read, and so could not ${unread.length - MAX_UNREAD - 1} parts behind it`;
  return [...unread.slice(0, MAX_UNREAD), { place: unread[MAX_UNREAD]?.place ?? '', why: more }];
}

function ofFormat(path: string, found: string): UserError {
  return new UserError(problemOf(vexErrors, 'PL_E_VEX_FORMAT', { path, found }));
}

function unreadable(path: string, { message }: Problem): UserError {
  const why = message.replace(/^The file is /, 'it is ').replace(/\.$/, '');
  return new UserError(problemOf(vexErrors, 'PL_E_VEX_SYNTAX', { path, why }));
}
