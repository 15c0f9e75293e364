import type { Distribution } from '../../core/distribution.ts';
import type { AdvisoryStream } from './stream.ts';

/**
 * Since version 15 SUSE Linux Enterprise is made of modules, and an advisory is kept for the module that ships the package: those of the
 * basic system are of `Linux Enterprise Module for Basesystem 15 SP5`, and of no edition. The first has most of an image.
 * Source: https://documentation.suse.com/sles/15-SP5/html/SLES-all/article-modules.html.
 */
const MODULES = [
  'Basesystem',
  'Server Applications',
  'Development Tools',
  'Desktop Applications',
  'Containers',
  'Web and Scripting',
  'Python 3',
  'Systems Management',
  'Legacy',
  'Public Cloud',
  'Package Hub',
  'Confidential Computing',
  'Transactional Server',
];

/** The editions that share packages, by the id of os-release. */
const EDITIONS: Readonly<Record<string, string>> = { sles: 'Server', sled: 'Desktop' };

/** The advisories of a release of SUSE Linux Enterprise. What is mended only for who pays for longer support takes that. */
export function suseStreams({ id, version }: Distribution): readonly AdvisoryStream[] {
  const [major = '', pack = '0'] = version.split('.');
  const edition = `Linux Enterprise ${EDITIONS[id] ?? 'Server'}`;
  if (Number(major) >= 16) return [{ ecosystem: `SUSE:${edition} ${version}` }];
  const release = pack === '0' ? major : `${major} SP${pack}`;
  const modules = Number(major) < 15 ? [] : MODULES.map((name) => `Linux Enterprise Module for ${name} ${release}`);
  const streams = [...modules, `${edition} ${release}`].map((name) => ({ ecosystem: `SUSE:${name}` }));
  const extended = {
    ecosystem: `SUSE:Linux Enterprise Server ${release}-LTSS`,
    rank: 'yielding',
    takes: 'LTSS',
  } as const;
  return [...streams, extended];
}
