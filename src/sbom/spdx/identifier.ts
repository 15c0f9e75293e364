import { sha256 } from '../../core/digest.ts';
import type { BilledComponent } from '../bill.ts';

/** An SPDX id: letters, digits, dots and hyphens. The digest of what it stands for keeps it apart from others. */
export function identifierOf(kind: string, content: string): string {
  return `SPDXRef-${kind}-${sha256(content).slice(0, 16)}`;
}

/** The SPDX ids of components, by their ids in the bill. One that comes from an SPDX document keeps its own. */
export function identifiersOf(components: readonly BilledComponent[]): ReadonlyMap<string, string> {
  return new Map(components.map(({ id, package: { type, name } }) => [id, ownOf(id) ?? made(type, name, id)]));
}

/** The longest name that goes into an id whole. */
const LONGEST_NAME = 80;

function made(type: string, name: string, id: string): string {
  const shown = name.replaceAll(/[^A-Za-z0-9.-]+/g, '-').slice(0, LONGEST_NAME);
  return identifierOf(`Package-${type}-${shown}`, id);
}

function ownOf(id: string): string | undefined {
  return /^SPDXRef-[A-Za-z0-9.-]+$/.test(id) ? id : undefined;
}
