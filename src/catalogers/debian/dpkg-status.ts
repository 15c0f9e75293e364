import type { Package } from '../../core/package.ts';
import { readStanzas, type Stanza } from '../../formats/deb822.ts';
import { type CatalogItem, defineCataloger, textOf } from '../cataloger.ts';

/** What of a package is left when it is not installed: dpkg still keeps its record. Source: dpkg(1), PACKAGE STATES. */
const ABSENT = new Set(['not-installed', 'config-files']);

/** Files that distroless images keep beside the records of `status.d`. */
const NO_RECORD =
  /\.(?:md5sums|preinst|postinst|prerm|postrm|conffiles|list|triggers|shlibs|symbols|templates|config)$/;

/** The packages of dpkg's database: one file, or one a package in distroless images. */
export const dpkgStatus = defineCataloger({
  id: 'debian/dpkg-status',
  summary: "dpkg's database, also the `status.d` of distroless images",
  version: 1,
  claims: ['var/lib/dpkg/status', 'var/lib/dpkg/status.d/*', 'usr/lib/dpkg/status'],
  maxBytes: 256 * 1024 * 1024,
  async *catalog(file) {
    if (NO_RECORD.test(file.path)) return;
    const part = /\/status\.d\/(.+)$/.exec(file.path)?.[1];
    for (const stanza of readStanzas(await textOf(file))) yield* itemsOf(stanza, part);
  },
});

function* itemsOf(stanza: Stanza, part: string | undefined): Generator<CatalogItem> {
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
  yield {
    kind: 'package',
    package: packageOf(stanza, { name, version, status }),
    keys: keysOf(stanza, name, part),
    line,
  };
}

interface Named {
  readonly name: string;
  readonly version: string;
  readonly status: string;
}

function packageOf(stanza: Stanza, { name, version, status }: Named): Package {
  const architecture = stanza.field('architecture');
  const maintainer = stanza.field('maintainer');
  const dependsOn = [...namesIn(stanza.field('pre-depends')), ...namesIn(stanza.field('depends'))];
  const provides = namesIn(stanza.field('provides'));
  return {
    type: 'deb',
    name,
    version,
    evidence: 'installed',
    source: sourceOf(stanza.field('source'), { name, version }),
    ...(architecture === undefined ? {} : { architecture }),
    ...(dependsOn.length === 0 ? {} : { dependsOn }),
    ...(provides.length === 0 ? {} : { provides }),
    details: { ...(status === '' ? {} : { status }), ...(maintainer === undefined ? {} : { maintainer }) },
  };
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
