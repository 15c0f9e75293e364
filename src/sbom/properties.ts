import type { Distribution } from '../core/distribution.ts';
import type { BilledComponent, BilledSubject } from './bill.ts';
import { isWellFormed } from './hashes.ts';

/** What a format has no field for: names of the namespace `plimsoll:`, each with a text. A name may stand several times. */
export interface Property {
  readonly name: string;
  readonly value: string;
}

type Optional = readonly [name: string, value: string | undefined];

/** The properties of a component, without what every format has a field for. */
export function componentProperties(component: BilledComponent, { layers }: BilledSubject): readonly Property[] {
  const { package: each, layer } = component;
  const brought = layer === undefined ? undefined : layers[layer];
  return named([
    ['type', each.type],
    ['namespace', each.namespace],
    ['architecture', each.architecture],
    ['evidence', each.evidence],
    ['cataloger', component.cataloger],
    ['source:name', each.source?.name],
    ['source:version', each.source?.version],
    ['layer', layer === undefined ? undefined : String(layer + 1)],
    ['layer:digest', brought?.digest],
    ['layer:diffId', brought?.diffId],
    ['owner', component.owner],
    ...(each.hashes ?? [])
      .filter((hash) => !isWellFormed(hash))
      .map(({ algorithm, value }): Optional => ['hash', `${algorithm}:${value}`]),
    ...component.unresolved.map((name): Optional => ['unresolved', name]),
    ...Object.entries(each.details ?? {}).map(([name, value]): Optional => [`detail:${name}`, value]),
  ]);
}

/** The properties of an image: its platform, and each of its layers, counted from 1. */
export function subjectProperties({ platform, layers }: BilledSubject): readonly Property[] {
  return named([
    ['platform', platform],
    ['layers', layers.length === 0 ? undefined : String(layers.length)],
    ...layers.flatMap(({ digest, diffId, step }, index): readonly Optional[] => [
      [`layer:${index + 1}:digest`, digest],
      [`layer:${index + 1}:diffId`, diffId],
      [`layer:${index + 1}:step`, step],
    ]),
  ]);
}

/** The properties of a distribution, without its id, version, name for people and CPE name. */
export function distributionProperties({
  like,
  codename,
  variant,
  repositories = [],
}: Distribution): readonly Property[] {
  return named([
    ...like.map((id): Optional => ['distribution:like', id]),
    ['distribution:codename', codename || undefined],
    ['distribution:variant', variant || undefined],
    ...repositories.map((each): Optional => ['distribution:repository', each]),
  ]);
}

/** All properties of one thing as a JSON object of texts, or of lists of texts where a name stands several times; undefined for none. */
export function propertiesText(properties: readonly Property[]): string | undefined {
  if (properties.length === 0) return undefined;
  const groups = Map.groupBy(properties, ({ name }) => name);
  const fields = [...groups].map(([name, group]): [string, string | readonly string[]] => {
    const values = group.map(({ value }) => value);
    return [name, values.length === 1 ? (values[0] ?? '') : values];
  });
  return JSON.stringify(Object.fromEntries(fields));
}

/** What the names of all properties begin with. */
export const PROPERTY_NAMESPACE = 'plimsoll:';

function named(given: readonly Optional[]): readonly Property[] {
  return given.flatMap(([name, value]) =>
    value === undefined ? [] : [{ name: `${PROPERTY_NAMESPACE}${name}`, value }],
  );
}
