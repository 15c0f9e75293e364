import type { Distribution } from '../../core/distribution.ts';
import type { ContentHash } from '../../core/package.ts';
import type { Json, JsonObject } from '../../formats/document.ts';
import type { BilledComponent, BilledSubject } from '../bill.ts';
import { isWellFormed } from '../hashes.ts';
import { sourceInfoOf } from '../spdx/package.ts';
import { supplierOf } from '../supplier.ts';
import type { Elements } from './elements.ts';

/** The algorithms of digests as this format names them. */
export const ALGORITHMS: Readonly<Record<ContentHash['algorithm'], string>> = {
  md5: 'md5',
  sha1: 'sha1',
  sha256: 'sha256',
  sha512: 'sha512',
};

/** The fields of a package, by their names. */
type PackageFields = Readonly<Record<string, Json | undefined>>;

/** What the bill describes, as a package. */
export function subjectFields({ isImage, name, version, purl }: BilledSubject): PackageFields {
  const digest = /^sha256:([0-9a-f]{64})$/.exec(version)?.[1];
  return {
    name,
    verifiedUsing: digest === undefined ? [] : [hashOf({ algorithm: 'sha256', value: digest })],
    software_primaryPurpose: isImage ? 'container' : 'application',
    software_packageVersion: version || undefined,
    software_packageUrl: purl,
  };
}

/** A distribution as a package. */
export function distributionFields({ id, version, prettyName, cpe }: Distribution): PackageFields {
  return {
    name: id,
    summary: prettyName || undefined,
    externalIdentifier: cpe === '' ? [] : [cpeIdentifier(cpe)],
    software_primaryPurpose: 'operatingSystem',
    software_packageVersion: version || undefined,
  };
}

/** A component of a bill as a package. */
export function componentFields(component: BilledComponent, suppliers: Suppliers): PackageFields {
  const { package: each, purl } = component;
  return {
    name: each.name,
    suppliedBy: suppliers.idOf(supplierOf(each)),
    verifiedUsing: (each.hashes ?? []).filter(isWellFormed).map(hashOf),
    externalIdentifier: (each.cpes ?? []).map(cpeIdentifier),
    software_primaryPurpose: 'library',
    software_packageVersion: each.version || undefined,
    software_packageUrl: purl,
    software_sourceInfo: sourceInfoOf(component),
  };
}

/** Those who stand behind packages: an element for each name. */
export class Suppliers {
  readonly #elements: Elements;
  readonly #ids = new Map<string, string>();

  constructor(elements: Elements) {
    this.#elements = elements;
  }

  idOf(name: string | undefined): string | undefined {
    if (name === undefined) return undefined;
    const id = this.#ids.get(name) ?? this.#elements.addNumbered('Organization', { name });
    this.#ids.set(name, id);
    return id;
  }
}

function hashOf({ algorithm, value }: ContentHash): JsonObject {
  return { type: 'Hash', algorithm: ALGORITHMS[algorithm], hashValue: value };
}

function cpeIdentifier(identifier: string): JsonObject {
  const externalIdentifierType = identifier.startsWith('cpe:/') ? 'cpe22' : 'cpe23';
  return { type: 'ExternalIdentifier', externalIdentifierType, identifier };
}
