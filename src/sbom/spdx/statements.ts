import { isMapping } from '../../core/record.ts';
import type { BilledPlace } from '../bill.ts';
import { Fields } from '../fields.ts';
import type { Property } from '../properties.ts';
import type { Properties } from '../read-properties.ts';
import type { ToldComponent } from '../told-component.ts';

/** What SPDX writes where nothing is told. */
export const NOTHING_TOLD: ReadonlySet<string> = new Set(['NOASSERTION', 'NONE']);

/** The properties of Plimsoll's own namespace, from the texts of annotations. */
export function statedProperties(statements: readonly string[]): readonly Property[] {
  return statements.filter((each) => each.startsWith('{"plimsoll:')).flatMap(propertiesIn);
}

function propertiesIn(statement: string): readonly Property[] {
  return Object.entries(objectIn(statement)).flatMap(([name, value]) => {
    const values: readonly unknown[] = Array.isArray(value) ? value : [value];
    return values.flatMap((each) => (typeof each === 'string' ? [{ name, value: each }] : []));
  });
}

function objectIn(text: string): Record<string, unknown> {
  try {
    const value: unknown = JSON.parse(text);
    return isMapping(value) ? value : {};
  } catch {
    return {};
  }
}

/** Plimsoll tells places in full, syft only their paths. */
export function placesOf(
  properties: Properties,
  sourceInfo: string,
  onlyFile: string | undefined,
): readonly BilledPlace[] {
  const own = properties.all('place').flatMap(placeIn);
  if (own.length > 0) return own;
  const told = /^acquired package info from [^:]*: (.+)$/.exec(sourceInfo)?.[1]?.split(', ');
  const paths = told ?? (onlyFile === undefined ? [] : [onlyFile]);
  return paths.map((path) => ({ path: path.replace(/^(?:\.?\/)+/, '') }));
}

function placeIn(text: string): readonly BilledPlace[] {
  const fields = new Fields(objectIn(text));
  const path = fields.text('path');
  if (path === undefined) return [];
  const counts = ['layer', 'line', 'offset'].flatMap((name): (readonly [string, number])[] => {
    const count = fields.count(name);
    return count === undefined ? [] : [[name, count]];
  });
  return [{ path, ...Object.fromEntries(counts) }];
}

/** What trivy tells of the source package. */
export function sourceOf(sourceInfo: string): ToldComponent['source'] {
  const [, name, version = ''] = /^built package from: (\S+)(?: (\S+))?$/.exec(sourceInfo) ?? [];
  return name === undefined ? undefined : { name, version };
}

/** The name of a tool without its version, in lower case: `syft-1.2.0`, `apko (v0.30)`. */
export function toolName(tool: string): string | undefined {
  return /^([^\s(]+?)(?:-v?[\d[]|[\s(]|$)/.exec(tool)?.[1]?.toLowerCase();
}
