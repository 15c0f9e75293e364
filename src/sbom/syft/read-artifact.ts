import type { BilledPlace } from '../bill.ts';
import type { Fields } from '../fields.ts';
import { PROPERTY_NAMESPACE, type Property } from '../properties.ts';
import { Properties } from '../read-properties.ts';
import type { ToldComponent } from '../told-component.ts';

/** What a document tells of its artifacts elsewhere. */
export interface ReadContext {
  /** What each artifact needs, by ids. */
  readonly needed: ReadonlyMap<string, readonly string[]>;
  /** The artifact whose files each came with, by ids. */
  readonly owners: ReadonlyMap<string, string>;
  /** The layers by digest. */
  readonly layers: ReadonlyMap<string | undefined, number>;
}

/** What an artifact tells; the package URL names what it was built from. */
export function toldArtifact(artifact: Fields, id: string, { needed, owners, layers }: ReadContext): ToldComponent {
  const places = artifact.all('locations').filter(isPrimary);
  const [first] = places;
  return {
    id,
    name: artifact.text('name') ?? '',
    version: artifact.text('version') ?? '',
    purl: artifact.text('purl'),
    properties: new Properties([
      ...own('owner', owners.get(id)),
      ...own('detail:modularitylabel', artifact.fields('metadata').text('modularityLabel')),
    ]),
    licences: licencesOf(artifact),
    hashes: [],
    cpes: [...artifact.texts('cpes'), ...artifact.all('cpes').flatMap((each) => each.text('cpe') ?? [])],
    places: places.flatMap((each): readonly BilledPlace[] => {
      const path = each.text('path');
      return path === undefined ? [] : [{ path: path.replace(/^\/+/, '') }];
    }),
    dependsOn: needed.get(id) ?? [],
    source: undefined,
    layer: first && layers.get(first.text('layerID')),
    supplier: undefined,
    finder: artifact.text('foundBy'),
  };
}

/** What only shows that a package is there says nothing of where it is told of. */
function isPrimary(location: Fields): boolean {
  return (location.fields('annotations').text('evidence') ?? 'primary') === 'primary';
}

/** Until version 10 of the format a licence is a text. */
function licencesOf(artifact: Fields): readonly string[] {
  const told = artifact.all('licenses').flatMap((each) => each.text('spdxExpression') ?? each.text('value') ?? []);
  return [...new Set([...artifact.texts('licenses'), ...told])];
}

function own(name: string, value: string | undefined): readonly Property[] {
  return value === undefined ? [] : [{ name: `${PROPERTY_NAMESPACE}${name}`, value }];
}
