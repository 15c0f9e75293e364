import { isOfOperatingSystem } from '../../core/operating-system.ts';
import type { ContentHash } from '../../core/package.ts';
import type { Json, JsonObject } from '../../formats/document.ts';
import type { BilledComponent, BilledPlace, BilledSubject } from '../bill.ts';
import { isWellFormed } from '../hashes.ts';
import { present } from '../json.ts';
import { licenceOf } from '../licence.ts';
import { componentProperties, type Property } from '../properties.ts';
import { supplierOf } from '../supplier.ts';

/** A component of a bill as CycloneDX has it. */
export function componentOf(component: BilledComponent, subject: BilledSubject, version: string): JsonObject {
  const { package: each, id, purl, places } = component;
  const supplier = supplierOf(each);
  const [cpe, ...cpes] = each.cpes ?? [];
  const further = cpes.map((value): Property => ({ name: 'plimsoll:cpe', value }));
  return present({
    type: 'library',
    'bom-ref': id,
    supplier: supplier === undefined ? undefined : { name: supplier },
    group: isOfOperatingSystem(each.type) ? undefined : each.namespace,
    name: each.name,
    version: each.version || undefined,
    hashes: (each.hashes ?? []).filter(isWellFormed).map(hashOf),
    licenses: licencesOf(each.licences ?? [], version),
    cpe,
    purl,
    evidence: places.length === 0 ? undefined : { occurrences: places.map(occurrenceOf) },
    properties: propertiesField([...componentProperties(component, subject), ...further]),
  });
}

/** Properties as CycloneDX has them. */
export function propertiesField(properties: readonly Property[]): Json[] {
  return properties.map(({ name, value }) => ({ name, value }));
}

/** The algorithms of digests as this format names them. */
export const ALGORITHMS: Readonly<Record<ContentHash['algorithm'], string>> = {
  md5: 'MD5',
  sha1: 'SHA-1',
  sha256: 'SHA-256',
  sha512: 'SHA-512',
};

function hashOf({ algorithm, value }: ContentHash): JsonObject {
  return { alg: ALGORITHMS[algorithm], content: value };
}

/** Until 1.7 an expression stands alone: among others it is told as a name. */
function licencesOf(texts: readonly string[], version: string): Json[] {
  return texts.map((each) => {
    const { kind, text } = licenceOf(each);
    if (kind === 'id') return { license: { id: text } };
    const isAllowed = kind === 'expression' && (texts.length === 1 || version === '1.7');
    return isAllowed ? { expression: text } : { license: { name: text } };
  });
}

function occurrenceOf({ path, layer, line, offset }: BilledPlace): JsonObject {
  return present({
    location: path,
    line,
    offset,
    additionalContext: layer === undefined ? undefined : `layer ${layer + 1}`,
  });
}
