import type { Distribution } from '../../core/distribution.ts';
import { VERSION } from '../../core/plimsoll-version.ts';
import type { Json, JsonObject } from '../../formats/document.ts';
import type { Bill, BilledSubject } from '../bill.ts';
import { present } from '../json.ts';
import { distributionProperties, subjectProperties } from '../properties.ts';
import { type DatedFields, fieldBeginning, NO_NUMBER } from '../undated.ts';
import { componentOf, propertiesField } from './component.ts';

/** The versions of CycloneDX that are written. */
export type CycloneDxVersion = '1.6' | '1.7';

const TOOL: JsonObject = { type: 'application', name: 'plimsoll', version: VERSION };

const NO_TIME = '1970-01-01T00:00:00.000Z';

/** Where a document says who it is and when it was made. */
export const CYCLONEDX_FIELDS: DatedFields = {
  noTime: NO_TIME,
  times: ['timestamp'],
  numbers: [fieldBeginning('serialNumber')],
};

/** The ids of what a bill describes and of its distribution, which are no components of it. */
interface References {
  readonly subject: string;
  readonly distribution: string;
}

/**
 * A bill as a CycloneDX document without time and number, with vulnerabilities of its components as CycloneDX has them.
 * Source: https://cyclonedx.org/docs/1.6/json/ and https://cyclonedx.org/docs/1.7/json/.
 */
export function cycloneDxOf(
  bill: Bill,
  version: CycloneDxVersion,
  vulnerabilities: readonly JsonObject[] = [],
): JsonObject {
  const { subject, distribution, components } = bill;
  const references = referencesOf(bill);
  const content = present({
    metadata: metadataOf(subjectComponent(subject, references)),
    components: [
      ...(distribution === undefined ? [] : [distributionComponent(distribution, references)]),
      ...components.map((each) => componentOf(each, subject, version)),
    ],
    dependencies: dependenciesOf(bill, references),
    compositions: bill.unknown.length === 0 ? [] : [{ aggregate: 'incomplete', assemblies: [references.subject] }],
    annotations: bill.unknown.map((text) => ({
      subjects: [references.subject],
      annotator: { component: TOOL },
      timestamp: NO_TIME,
      text,
    })),
    vulnerabilities: [...vulnerabilities],
  });
  return { ...documentHead(version), ...content };
}

/** What a document without a number begins with. */
export function documentHead(version: CycloneDxVersion): JsonObject {
  return {
    $schema: `http://cyclonedx.org/schema/bom-${version}.schema.json`,
    bomFormat: 'CycloneDX',
    specVersion: version,
    serialNumber: NO_NUMBER,
    version: 1,
  };
}

/** What a document without a time says of itself and of what it describes. */
export function metadataOf(component: JsonObject | undefined): JsonObject {
  return present({ timestamp: NO_TIME, tools: { components: [TOOL] }, component });
}

function referencesOf({ subject, distribution, components }: Bill): References {
  const taken = new Set(components.map(({ id }) => id));
  const free = (wanted: string): string => {
    let reference = wanted;
    for (let count = 2; taken.has(reference); count += 1) reference = `${wanted}#${count}`;
    taken.add(reference);
    return reference;
  };
  return {
    subject: free(subject.purl ?? `${subject.isImage ? 'image' : 'subject'}:${subject.name}`),
    distribution: free(`distribution:${distribution?.id ?? ''}:${distribution?.version ?? ''}`),
  };
}

function subjectComponent(subject: BilledSubject, references: References): JsonObject {
  const { isImage, name, version, purl } = subject;
  const digest = /^sha256:([0-9a-f]{64})$/.exec(version)?.[1];
  return present({
    type: isImage ? 'container' : 'application',
    'bom-ref': references.subject,
    name,
    version: version || undefined,
    hashes: digest === undefined ? [] : [{ alg: 'SHA-256', content: digest }],
    purl,
    properties: propertiesField(subjectProperties(subject)),
  });
}

function distributionComponent(distribution: Distribution, references: References): JsonObject {
  const { id, version, prettyName, cpe } = distribution;
  return present({
    type: 'operating-system',
    'bom-ref': references.distribution,
    name: id,
    version: version || undefined,
    description: prettyName || undefined,
    cpe: cpe || undefined,
    properties: propertiesField(distributionProperties(distribution)),
  });
}

/** The image needs its distribution, and of the components those that no other one needs. */
function dependenciesOf({ distribution, components }: Bill, { subject, distribution: system }: References): Json[] {
  const needed = new Set(components.flatMap(({ dependsOn }) => dependsOn));
  const direct = components.filter(({ id }) => !needed.has(id)).map(({ id }) => id);
  return [
    { ref: subject, dependsOn: [...(distribution === undefined ? [] : [system]), ...direct] },
    ...(distribution === undefined ? [] : [{ ref: system, dependsOn: [] }]),
    ...components.map(({ id, dependsOn }) => ({ ref: id, dependsOn: [...new Set(dependsOn)] })),
  ];
}
