import type { Distribution } from '../../core/distribution.ts';
import { type ClaimedFile, defineCataloger, textOf } from '../cataloger.ts';

/** The distribution where os-release does not tell it: files that are older than it is. */
export const releaseFiles = defineCataloger({
  id: 'linux/release-files',
  summary: 'the distribution, from `debian_version`, `alpine-release`, `redhat-release` and others',
  version: 1,
  claims: ['etc/debian_version', 'etc/*-release', 'usr/lib/*-release', 'etc/system-release-cpe'],
  maxBytes: 64 * 1024,
  async *catalog(file) {
    const name = file.path.slice(file.path.lastIndexOf('/') + 1);
    const found = name === 'os-release' ? undefined : toldBy(name, await firstLines(file));
    if (found !== undefined) yield { kind: 'distribution', ...found };
  },
});

/** What counts first of them: those that only one distribution has, before those that others copied. */
const RANK = { lsb: 2, own: 3, redhat: 4, cpe: 5, debian: 6 } as const;

interface Told {
  readonly distribution: Distribution;
  readonly rank: number;
}

async function firstLines(file: ClaimedFile): Promise<string> {
  return (await textOf(file)).trim();
}

function toldBy(name: string, text: string): Told | undefined {
  if (name === 'lsb-release') return byLsb(text);
  if (name === 'debian_version') return byDebian(text);
  if (name === 'alpine-release') {
    const version = /^\d\S*/.exec(text)?.[0];
    return version === undefined
      ? undefined
      : ranked(RANK.own, { id: 'alpine', version, prettyName: `Alpine ${version}` });
  }
  if (name === 'system-release-cpe') return byCpe(text);
  const isCopied = name === 'redhat-release' || name === 'system-release';
  return byRelease(text, isCopied ? RANK.redhat : RANK.own);
}

function ranked(rank: number, { id, ...more }: Partial<Distribution> & { readonly id: string }): Told {
  const like = id !== 'rhel' && RED_HAT.has(id) ? ['rhel'] : [];
  const empty = { version: '', codename: '', prettyName: id, cpe: '', variant: '' };
  return { distribution: { ...empty, id, like, ...more }, rank };
}

/** `DISTRIB_ID=Ubuntu`, and a line each for release, codename and description. */
function byLsb(text: string): Told | undefined {
  const fields = new Map(text.split('\n').map((line) => assignment(line)));
  const id = (fields.get('DISTRIB_ID') ?? '').toLowerCase();
  if (id === '') return undefined;
  const version = fields.get('DISTRIB_RELEASE') ?? '';
  const prettyName = fields.get('DISTRIB_DESCRIPTION') ?? `${id} ${version}`.trim();
  return ranked(RANK.lsb, { id, version, codename: fields.get('DISTRIB_CODENAME') ?? '', prettyName });
}

function assignment(line: string): readonly [string, string] {
  const equals = line.indexOf('=');
  const value = line.slice(equals + 1).trim();
  return [line.slice(0, Math.max(0, equals)).trim(), value.replaceAll(/^"|"$/g, '')];
}

/** `12.5`, of which 12 names the release; `trixie/sid` before there is one. */
function byDebian(text: string): Told | undefined {
  const release = /^(\d+)(?:\.\d+)?$/.exec(text)?.[1];
  if (release !== undefined)
    return ranked(RANK.debian, { id: 'debian', version: release, prettyName: `Debian ${text}` });
  const codename = /^([a-z]+)\/sid$/.exec(text)?.[1];
  return codename === undefined
    ? undefined
    : ranked(RANK.debian, { id: 'debian', codename, prettyName: `Debian ${text}` });
}

/** Ids by how `redhat-release` and its like begin. */
const NAMES: readonly (readonly [start: string, id: string])[] = [
  ['AlmaLinux', 'almalinux'],
  ['Amazon Linux', 'amzn'],
  ['CentOS', 'centos'],
  ['Fedora', 'fedora'],
  ['Oracle Linux', 'ol'],
  ['Red Hat Enterprise Linux', 'rhel'],
  ['Rocky Linux', 'rocky'],
  ['openEuler', 'openeuler'],
];

const RED_HAT: ReadonlySet<string> = new Set(['almalinux', 'centos', 'ol', 'rhel', 'rocky']);

/** `CentOS Linux release 7.9.2009 (Core)`. */
function byRelease(text: string, rank: number): Told | undefined {
  const [line = ''] = text.split('\n', 1);
  const id = NAMES.find(([start]) => line.startsWith(start))?.[1];
  const [, version, codename = ''] = / release (\d\S*)(?: \(([^()]*)\))?/.exec(line) ?? [];
  return id === undefined || version === undefined
    ? undefined
    : ranked(rank, { id, version, codename, prettyName: line });
}

/** `cpe:/o:redhat:enterprise_linux:9::baseos`. */
function byCpe(text: string): Told | undefined {
  const [, vendor, product, version = ''] = /^cpe:\/o:([a-z]+):([a-z_]+):([\w.]*)/.exec(text) ?? [];
  const id = PRODUCTS.get(`${vendor}:${product}`);
  return id === undefined ? undefined : ranked(RANK.cpe, { id, version, cpe: text, prettyName: `${id} ${version}` });
}

const PRODUCTS: ReadonlyMap<string, string> = new Map([
  ['almalinux:almalinux', 'almalinux'],
  ['amazon:amazon_linux', 'amzn'],
  ['centos:centos', 'centos'],
  ['fedoraproject:fedora', 'fedora'],
  ['oracle:linux', 'ol'],
  ['redhat:enterprise_linux', 'rhel'],
  ['rocky:rocky', 'rocky'],
]);
