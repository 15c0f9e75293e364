import type { Package } from '../../core/package.ts';
import type { Stanza } from '../../formats/deb822.ts';
import type { CatalogItem } from '../cataloger.ts';
import { packageOf } from '../package-of.ts';

/** What of a package is left when it is not installed: dpkg still keeps its record. Source: dpkg(1), PACKAGE STATES. */
const ABSENT = new Set(['not-installed', 'config-files']);

/** What keeps records as dpkg does. */
export interface RecordKind {
  readonly type: 'deb' | 'opkg';
  /** The name of the file that holds the record alone, in distroless images. */
  readonly part?: string | undefined;
}

/** What one record of a database tells. */
export function* recordItems(stanza: Stanza, kind: RecordKind): Generator<CatalogItem> {
  const { line, damagedLine } = stanza;
  if (damagedLine !== undefined) yield { kind: 'unknown', reason: 'a line that is no field', line: damagedLine };
  const status = stanza.field('status') ?? '';
  const state = status.split(/\s+/)[2];
  if (state !== undefined && ABSENT.has(state)) return;
  const name = stanza.field('package') ?? '';
  const version = stanza.field('version') ?? '';
  if (name === '' || version === '') {
    yield { kind: 'unknown', reason: `a record without a ${name === '' ? 'package' : 'version'}`, line };
    return;
  }
  const named = { name, version, status };
  yield { kind: 'package', package: recordPackage(stanza, kind, named), keys: keysOf(stanza, name, kind.part), line };
}

interface Named {
  readonly name: string;
  readonly version: string;
  readonly status: string;
}

function recordPackage(stanza: Stanza, { type }: RecordKind, { name, version, status }: Named): Package {
  return packageOf({
    type,
    name,
    version,
    evidence: 'installed',
    // For opkg `Source` is a directory of its build system.
    source: sourceOf(stanza.field(type === 'opkg' ? 'sourcename' : 'source'), { name, version }),
    architecture: stanza.field('architecture'),
    licences: type === 'opkg' ? [stanza.field('license') ?? ''] : [],
    dependsOn: [...namesIn(stanza.field('pre-depends')), ...namesIn(stanza.field('depends'))],
    provides: namesIn(stanza.field('provides')),
    details: { status, maintainer: stanza.field('maintainer') ?? '' },
  });
}

const SOURCE = /^(\S+)(?:\s+\(([^()]*)\))?$/;

/** `glibc (2.36-9)`: a name or version that is not told is that of the package. */
function sourceOf(written: string | undefined, otherwise: Omit<Named, 'status'>): { name: string; version: string } {
  const [, name = otherwise.name, version = otherwise.version] = SOURCE.exec(written ?? '') ?? [];
  return { name, version };
}

/** The first name of each alternative: `libc6 (>= 2.34), libssl3 | libssl1.1`. */
function namesIn(relation: string | undefined): readonly string[] {
  const names = (relation ?? '').split(',').map((each) => /^\s*([a-z0-9][a-z0-9+.-]*)/.exec(each)?.[1] ?? '');
  return [...new Set(names)].filter((name) => name !== '');
}

/** By what the files beside the database are named: the package, with its architecture where several can be installed at once. */
function keysOf(stanza: Stanza, name: string, part: string | undefined): readonly string[] {
  if (part !== undefined) return [name, `status.d/${part}`];
  return [name, `${name}:${stanza.field('architecture') ?? ''}`];
}
