import type { Package } from '../core/package.ts';
import type { Affected, VersionRange } from './advisory.ts';

/**
 * What is known of the module that an RPM package is from: its name and stream, as `nodejs:18`; `none` for one of no module; `unnamed` where
 * it is of one and nothing tells of which; `unknown` where nothing tells whether it is of one.
 */
export type ModuleStream = { readonly stream: string } | 'none' | 'unnamed' | 'unknown';

/** What the build service writes into the release of every package of a module: `1.module_el8.7.0+3373+a4c18c43`, `2.module+el9.4.0+20787`. */
const OF_MODULE = /\.module[_+]/;

/** What stands in the release of a package that was built for a release of Enterprise Linux: `8.el9_4`. */
const OF_RELEASE = /\.el\d/;

/**
 * The module stream of an installed package. Its label names it (`nodejs:18:8060020220523160029:ad008a3a`), and an empty label says that
 * there is none. Where there is no label, the release still tells whether it was built in a module.
 * Source: https://docs.fedoraproject.org/en-US/modularity/, and tag 5096 of rpm.
 */
export function moduleStreamOf({ version, details }: Pick<Package, 'version' | 'details'>): ModuleStream {
  const label = details?.['modularitylabel'];
  const [name = '', stream = ''] = label?.split(':') ?? [];
  if (stream !== '') return { stream: `${name}:${stream}` };
  if (OF_MODULE.test(version)) return 'unnamed';
  return label === '' || OF_RELEASE.test(version) ? 'none' : 'unknown';
}

/**
 * The module streams that an entry of an advisory is about: an empty list for one whose stream nobody tells, undefined for one of no module.
 * An update of a distribution names them in its summary: `Moderate: python38:3.8 and python38-devel:3.8 security update`. Others have
 * versions in that place, so that only an entry with a version that was built in a module has streams.
 */
export function moduleStreamsIn(
  { ranges }: Pick<Affected, 'ranges'>,
  summary: string | undefined,
): readonly string[] | undefined {
  if (!ranges.some(hasModuleVersion)) return undefined;
  return (summary ?? '').split(/[\s,]+/).filter((word) => /^[\w.+-]+:[\w.+-]+$/.test(word));
}

function hasModuleVersion({ events }: VersionRange): boolean {
  return events.some(({ version }) => version.includes('.module') && OF_MODULE.test(version));
}

/** Whether an entry of an advisory is about packages of a module stream; `perhaps` where one of the two does not tell its own. */
export function isAboutStream({ modules, ranges }: Affected, stream: ModuleStream): 'yes' | 'no' | 'perhaps' {
  if (modules !== undefined) {
    if (stream === 'none') return 'no';
    if (typeof stream === 'string' || modules.length === 0) return 'perhaps';
    return modules.includes(stream.stream) ? 'yes' : 'no';
  }
  // An entry without any version may be about whatever has its name.
  const isOfNoModule = ranges.some(({ events }) => events.some(({ version }) => version !== '0'));
  return isOfNoModule && stream !== 'none' && stream !== 'unknown' ? 'no' : 'yes';
}
