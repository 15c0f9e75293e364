import type { Json, JsonObject } from '../../formats/document.ts';
import type { BilledComponent } from '../bill.ts';

/** The SPDX ids of a document. */
export interface DocumentIdentifiers {
  readonly subject: string;
  /** Undefined where no distribution is known. */
  readonly distribution: string | undefined;
  /** By the ids of the bill. */
  readonly components: ReadonlyMap<string, string>;
}

/** How the elements of a document relate: it describes the image, which contains all others, and they need one another. */
export function relationshipsOf(components: readonly BilledComponent[], identifiers: DocumentIdentifiers): Json[] {
  const { subject, distribution, components: ids } = identifiers;
  const idOf = (id: string): string => ids.get(id) ?? id;
  return [
    relationship('SPDXRef-DOCUMENT', 'DESCRIBES', subject),
    ...(distribution === undefined ? [] : [relationship(subject, 'CONTAINS', distribution)]),
    ...components.map(({ id }) => relationship(subject, 'CONTAINS', idOf(id))),
    ...components.flatMap(({ id, owner }) =>
      owner === undefined ? [] : [relationship(idOf(owner), 'CONTAINS', idOf(id))],
    ),
    ...components.flatMap(({ id, dependsOn }) =>
      dependsOn.map((other) => relationship(idOf(id), 'DEPENDS_ON', idOf(other))),
    ),
  ];
}

function relationship(spdxElementId: string, relationshipType: string, relatedSpdxElement: string): JsonObject {
  return { spdxElementId, relationshipType, relatedSpdxElement };
}
