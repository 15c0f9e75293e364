import type { BilledLayer, BilledPlace } from '../bill.ts';
import type { Fields } from '../fields.ts';
import { pathTold, sourceTold } from '../foreign-properties.ts';
import { layersOf } from '../layers.ts';
import type { Property } from '../properties.ts';
import { Properties } from '../read-properties.ts';
import { type ToldComponent, wellFormedHashes } from '../told-component.ts';
import { ALGORITHMS } from './component.ts';

/** What a document tells of its components elsewhere. */
export interface ReadContext {
  /** What each component needs, by references. */
  readonly needed: ReadonlyMap<string, readonly string[]>;
  /** The layers by digest and diffID. */
  readonly layers: ReadonlyMap<string, number>;
  /** What packages of a distribution were built from, by their names, where components of their own tell it. */
  readonly sources: ReadonlyMap<string, ToldComponent['source']>;
}

/** The properties of Plimsoll's own namespace. */
export function propertiesOf(component: Fields): Properties {
  return new Properties(allProperties(component));
}

function allProperties(component: Fields): readonly Property[] {
  return component.all('properties').flatMap((each) => {
    const name = each.text('name');
    return name === undefined ? [] : [{ name, value: each.text('value') ?? '' }];
  });
}

/** The layers of an image, as Plimsoll or trivy tells them. */
export function subjectLayers(component: Fields): readonly BilledLayer[] {
  const own = layersOf(propertiesOf(component));
  if (own.length > 0) return own;
  const told = allProperties(component).filter(({ name }) => name === 'aquasecurity:trivy:DiffID');
  return told.map(({ value }) => ({ digest: undefined, diffId: value, step: undefined }));
}

/** What a CycloneDX component tells. */
export function toldComponent(component: Fields, id: string, context: ReadContext): ToldComponent {
  const told = allProperties(component);
  const properties = new Properties(told);
  const others = new Map(told.map(({ name, value }) => [name, value]));
  const hashes = component
    .all('hashes')
    .map((each) => ({ name: each.text('alg') ?? '', value: each.text('content') ?? '' }));
  const cpe = component.text('cpe');
  const further = told.filter(({ name }) => name === 'syft:cpe23');
  const cpes = [cpe ?? [], properties.all('cpe'), further.map(({ value }) => value)].flat();
  return {
    id,
    name: component.text('name') ?? '',
    version: component.text('version') ?? '',
    purl: component.text('purl'),
    properties,
    licences: licencesOf(component),
    hashes: wellFormedHashes(hashes, ALGORITHMS),
    cpes: [...new Set(cpes)],
    places: placesOf(component, others),
    dependsOn: context.needed.get(component.text('bom-ref') ?? id) ?? [],
    source:
      sourceTold(others) ??
      (isOfDistribution(component) ? context.sources.get(component.text('name') ?? '') : undefined),
    supplier: component.fields('supplier').text('name') ?? component.text('publisher'),
    finder: others.get('syft:package:foundBy'),
    layer: context.layers.get(
      others.get('aquasecurity:trivy:LayerDiffID') ?? others.get('syft:location:0:layerID') ?? '',
    ),
  };
}

function isOfDistribution(component: Fields): boolean {
  return /^pkg:(?:apk|deb|rpm)\//.test(component.text('purl') ?? '');
}

function licencesOf(component: Fields): readonly string[] {
  const texts = component.all('licenses').flatMap((each) => {
    const licence = each.fields('license');
    return each.text('expression') ?? licence.text('id') ?? licence.text('name') ?? [];
  });
  return [...new Set(texts)];
}

function placesOf(component: Fields, others: ReadonlyMap<string, string>): readonly BilledPlace[] {
  const told = component.fields('evidence').all('occurrences').flatMap(placeOf);
  if (told.length > 0) return told;
  const path = pathTold(others);
  return path === undefined ? [] : [{ path }];
}

function placeOf(occurrence: Fields): readonly BilledPlace[] {
  const path = occurrence.text('location');
  if (path === undefined) return [];
  const line = occurrence.count('line');
  const offset = occurrence.count('offset');
  const layer = /^layer ([1-9]\d{0,8})$/.exec(occurrence.text('additionalContext') ?? '')?.[1];
  return [
    {
      path,
      ...(layer === undefined ? {} : { layer: Number(layer) - 1 }),
      ...(line === undefined ? {} : { line }),
      ...(offset === undefined ? {} : { offset }),
    },
  ];
}
