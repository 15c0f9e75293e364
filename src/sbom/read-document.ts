import { type Problem, problemOf, UserError } from '../core/errors.ts';
import { isMapping } from '../core/record.ts';
import { readPlainJson } from '../formats/plain-json.ts';
import { decodeText } from '../formats/text.ts';
import { sbomErrors } from './errors.ts';
import { readTagValue } from './spdx/tag-value/read.ts';

/** The largest bill that is read, in bytes. */
export const MAX_BILL_BYTES: number = 256 * 1024 * 1024;

/** How deep a bill may nest. */
const MAX_DEPTH = 200;

/** A document of one of the formats that are read. */
export interface BillDocument {
  readonly family: 'cyclonedx' | 'spdx' | 'spdx3' | 'syft';
  /** `1.6`, `2.3`, `3.0.1`, `16.1.13`. */
  readonly version: string;
  readonly form: BillForm;
  readonly value: Readonly<Record<string, unknown>>;
  /** As it was read; of one in an attestation the document alone. */
  readonly text: string;
  /** What of its form could not be read: sentences that name the line. */
  readonly unread: readonly string[];
}

/** How a document is written. */
export type BillForm = 'json' | 'tag-value';

const CYCLONEDX_VERSIONS = new Set(['1.2', '1.3', '1.4', '1.5', '1.6', '1.7']);
const SPDX_VERSIONS = new Set(['2.2', '2.3']);
const SPDX3_VERSIONS = /^3\.0(?:\.|$)/;

/** Reads the document of a bill, also where an in-toto statement or a DSSE envelope holds it: its signature is not looked at. */
export function readDocument(bytes: Uint8Array, path: string): BillDocument {
  const text = decodeText(bytes);
  if (typeof text !== 'string') throw syntaxFault(path, text);
  return documentOf({ ...parse(text, path), path });
}

interface Parsed extends Pick<BillDocument, 'value' | 'form' | 'text' | 'unread'> {
  readonly path: string;
}

function versionIn(value: unknown): string {
  return typeof value === 'string' && /^\d+(?:\.\d+)*$/.test(value) && value.length < 20
    ? value
    : 'of no known version';
}

/** How many envelopes may hold one another: a DSSE envelope, a statement, and what cosign put around it. */
const MAX_ENVELOPES = 4;

function documentOf(parsed: Parsed, envelopes = 0): BillDocument {
  const { path, ...read } = parsed;
  const { value } = read;
  if (value['bomFormat'] === 'CycloneDX') {
    const version = versionIn(value['specVersion']);
    if (!CYCLONEDX_VERSIONS.has(version)) throw formatFault(path, `CycloneDX ${version}`);
    return { family: 'cyclonedx', version, ...read };
  }
  const spdx = value['spdxVersion'];
  if (typeof spdx === 'string') {
    const version = versionIn(spdx.replace(/^SPDX-/, ''));
    if (!SPDX_VERSIONS.has(version)) throw formatFault(path, `SPDX ${version}`);
    return { family: 'spdx', version, ...read };
  }
  const spdx3 = spdx3Version(value);
  if (spdx3 !== undefined) {
    const version = versionIn(spdx3);
    if (!SPDX3_VERSIONS.test(version)) throw formatFault(path, `SPDX ${version}`);
    return { family: 'spdx3', version, ...read };
  }
  if (isOfSyft(value)) return { family: 'syft', version: versionIn(syftVersion(value)), ...read };
  const inside = envelopes < MAX_ENVELOPES ? contentOf(parsed) : undefined;
  if (inside === undefined) throw formatFault(path, nameOf(value));
  return documentOf({ ...inside, path }, envelopes + 1);
}

/** The version that the context of a document in JSON-LD names: `https://spdx.org/rdf/3.0.1/spdx-context.jsonld`, also among others. */
function spdx3Version({ '@context': context }: Parsed['value']): string | undefined {
  const contexts: readonly unknown[] = Array.isArray(context) ? context : [context];
  return contexts.flatMap((each) =>
    typeof each === 'string' ? (/^https?:\/\/spdx\.org\/rdf\/v?([^/]+)\//.exec(each)?.[1] ?? []) : [],
  )[0];
}

function isOfSyft({ artifacts, schema }: Parsed['value']): boolean {
  return Array.isArray(artifacts) && isMapping(schema) && JSON.stringify(schema).includes('anchore/syft');
}

function syftVersion({ schema }: Parsed['value']): unknown {
  return isMapping(schema) ? schema['version'] : undefined;
}

/** What an attestation holds: `dsseEnvelope` of a bundle of Sigstore, `payload` of DSSE, `predicate` of in-toto, `Data` of older versions of cosign. */
function contentOf({ value, path }: Parsed): Omit<Parsed, 'path'> | undefined {
  const { payload, payloadType, predicate, Data: data, dsseEnvelope: envelope } = value;
  if (typeof payload === 'string' && typeof payloadType === 'string') {
    return parse(Buffer.from(payload, 'base64').toString('utf8'), path);
  }
  const held = envelope ?? predicate ?? data;
  if (typeof held === 'string') return parse(held, path);
  return isMapping(held) ? jsonDocument(held, `${JSON.stringify(held, null, 2)}\n`) : undefined;
}

function jsonDocument(value: BillDocument['value'], text: string): Omit<Parsed, 'path'> {
  return { value, form: 'json', text, unread: [] };
}

function parse(text: string, path: string): Omit<Parsed, 'path'> {
  if (isTagValue(text)) return { ...readTagValue(text), form: 'tag-value', text };
  const other = otherFormat(text);
  if (other !== undefined) throw formatFault(path, other);
  const read = readPlainJson(text, MAX_DEPTH);
  if (!('value' in read)) throw unparsed(read.fault, path);
  if (!isMapping(read.value)) throw formatFault(path, 'no object');
  return jsonDocument(read.value, text);
}

/** Comments may stand before the version, with which a document begins. */
function isTagValue(text: string): boolean {
  return /^\s*(?:#[^\n]*\n\s*)*SPDXVersion:/.test(text.slice(0, 4096));
}

function unparsed(fault: 'syntax' | 'depth' | 'size', path: string): UserError {
  if (fault === 'depth') return new UserError(problemOf(sbomErrors, 'PL_E_SBOM_DEPTH', { path, limit: MAX_DEPTH }));
  const why = fault === 'syntax' ? 'it is no JSON' : 'it is too large for JSON';
  return new UserError(problemOf(sbomErrors, 'PL_E_SBOM_SYNTAX', { path, why }));
}

/** Formats that are neither JSON nor tags with values. */
function otherFormat(text: string): string | undefined {
  const start = text.slice(0, 4096).trimStart();
  if (!start.startsWith('<')) return undefined;
  return start.includes('cyclonedx.org/schema/bom') ? 'CycloneDX in XML' : 'XML';
}

function nameOf(value: Readonly<Record<string, unknown>>): string {
  if (typeof value['predicateType'] === 'string') return 'an attestation of something else';
  return 'neither CycloneDX nor SPDX';
}

function formatFault(path: string, found: string): UserError {
  return new UserError(problemOf(sbomErrors, 'PL_E_SBOM_FORMAT', { path, found }));
}

function syntaxFault(path: string, { message }: Problem): UserError {
  const why = message.replace(/^The file is /, 'it is ').replace(/\.$/, '');
  return new UserError(problemOf(sbomErrors, 'PL_E_SBOM_SYNTAX', { path, why }));
}
