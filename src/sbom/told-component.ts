import type { ContentHash, Package } from '../core/package.ts';
import type { BilledComponent, BilledPackage, BilledPlace } from './bill.ts';
import { isWellFormed } from './hashes.ts';
import { packageOfPurl, packageTypeOf } from './purl-package.ts';
import type { Properties } from './read-properties.ts';

/** What a document tells of a component, in whichever format. */
export interface ToldComponent {
  readonly id: string;
  readonly name: string;
  readonly version: string;
  readonly purl: string | undefined;
  readonly properties: Properties;
  readonly licences: readonly string[];
  readonly hashes: readonly ContentHash[];
  readonly cpes: readonly string[];
  readonly places: readonly BilledPlace[];
  readonly dependsOn: readonly string[];
  /** What other tools tell by properties of their own. */
  readonly source: { readonly name: string; readonly version: string } | undefined;
  readonly layer: number | undefined;
  readonly supplier: string | undefined;
  /** What found it. */
  readonly finder: string | undefined;
}

/** The component that a document tells of; undefined where its package URL is none. */
export function componentTold(told: ToldComponent): BilledComponent | undefined {
  const { id, purl, properties, places, dependsOn } = told;
  const base = basePackage(told);
  if (base === undefined) return undefined;
  const hashes = [...told.hashes, ...malformedHashes(properties)];
  const details = detailsOf(told);
  return {
    id,
    package: {
      ...base,
      ...(told.licences.length === 0 ? {} : { licences: told.licences }),
      ...(hashes.length === 0 ? {} : { hashes }),
      ...(told.cpes.length === 0 ? {} : { cpes: told.cpes }),
      ...(Object.keys(details).length === 0 ? {} : { details: { ...base.details, ...details } }),
    },
    purl,
    cataloger: properties.first('cataloger') ?? told.finder,
    places,
    layer: properties.position('layer') ?? told.layer,
    owner: properties.first('owner'),
    dependsOn,
    unresolved: properties.all('unresolved'),
  };
}

/** What Plimsoll wrote has the supplier among the details, in the words of the ecosystem. */
function detailsOf({ properties, supplier }: ToldComponent): Readonly<Record<string, string>> {
  const isOwn = properties.first('type') !== undefined;
  return isOwn || supplier === undefined ? properties.below('detail:') : { maintainer: supplier };
}

/** What Plimsoll wrote says the package in full; of what others wrote the package URL tells it, and where there is none the name alone. */
function basePackage({ name, version, purl, properties, source }: ToldComponent): BilledPackage | undefined {
  const type = packageTypeOf(properties.first('type'));
  if (type !== undefined) return ownPackage({ type, name, version }, properties);
  if (purl === undefined) return { type: 'generic', name, version, evidence: 'installed' };
  const parsed = packageOfPurl(purl)?.package;
  const read = parsed === undefined ? undefined : inOwnCase(parsed, name);
  if (read === undefined || source === undefined) return read;
  return { ...read, source: { name: source.name, version: source.version || read.version } };
}

/** Ecosystems whose names differ by case alone, though package URLs of them have been lower case since the specification asked for it. */
const CASED: ReadonlySet<string> = new Set(['golang', 'npm']);

/** A package under its name as the bill has it beside the package URL, where both differ by case alone: `github.com/Azure/go-autorest`. */
function inOwnCase(read: BilledPackage, name: string): BilledPackage {
  const { namespace = '' } = read;
  const whole = namespace === '' ? read.name : `${namespace}/${read.name}`;
  const isSame = name.length === whole.length && name.toLowerCase() === whole.toLowerCase();
  if (!CASED.has(read.type) || !isSame) return read;
  const at = name.length - read.name.length;
  return { ...read, ...(namespace === '' ? {} : { namespace: name.slice(0, at - 1) }), name: name.slice(at) };
}

function ownPackage(told: Pick<Package, 'type' | 'name' | 'version'>, properties: Properties): BilledPackage {
  const namespace = properties.first('namespace');
  const architecture = properties.first('architecture');
  const source = properties.first('source:name');
  return {
    ...told,
    ...(namespace === undefined ? {} : { namespace }),
    evidence: evidenceOf(properties.first('evidence')),
    ...(architecture === undefined ? {} : { architecture }),
    ...(source === undefined ? {} : { source: { name: source, version: properties.first('source:version') ?? '' } }),
  };
}

function evidenceOf(text: string | undefined): Package['evidence'] {
  return text === 'built-in' || text === 'locked' || text === 'recognised' ? text : 'installed';
}

function malformedHashes(properties: Properties): readonly ContentHash[] {
  return properties.all('hash').flatMap((text): readonly ContentHash[] => {
    const colon = text.indexOf(':');
    const algorithm = text.slice(0, colon);
    const isKnown = algorithm === 'md5' || algorithm === 'sha1' || algorithm === 'sha256' || algorithm === 'sha512';
    return isKnown ? [{ algorithm, value: text.slice(colon + 1) }] : [];
  });
}

/** The digests of a document that can be such. `names` are the algorithms as its format names them. */
export function wellFormedHashes(
  told: readonly { readonly name: string; readonly value: string }[],
  names: Readonly<Record<ContentHash['algorithm'], string>>,
): readonly ContentHash[] {
  const algorithms = Object.entries(names) as readonly (readonly [ContentHash['algorithm'], string])[]; // oxlint-disable-line typescript/no-unsafe-type-assertion -- entries lose the type of keys
  return told.flatMap(({ name, value }) => {
    const algorithm = algorithms.find(([, known]) => known === name)?.[0];
    const hash = algorithm && { algorithm, value: value.toLowerCase() };
    return hash !== undefined && isWellFormed(hash) ? [hash] : [];
  });
}
