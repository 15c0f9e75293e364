import type { Distribution } from '../../core/distribution.ts';
import type { AdvisoryStream } from './stream.ts';

/** The services of Ubuntu Pro that have packages and advisories of their own beside those of all. */
const SERVICES: Readonly<Record<string, string>> = {
  fips: 'FIPS',
  'fips-updates': 'FIPS-updates',
  'realtime-kernel': 'Realtime',
};

/** What the versions of packages from extended maintenance have in them: `2.19-0ubuntu6.15+esm4`. */
const EXTENDED = /[+~]esm\d/;

/**
 * The advisories of a release of Ubuntu. Those with long-term support have others for Ubuntu Pro, which mends what Ubuntu no longer does, and
 * packages that it never did. An image without Pro has the flaws that they tell all the same; what mends them takes Pro.
 * Source: https://github.com/canonical/ubuntu-security-notices, https://documentation.ubuntu.com/security/.
 */
export function ubuntuStreams(
  { version, repositories = [] }: Distribution,
  installed: string,
): readonly AdvisoryStream[] {
  if (!isLongTerm(version)) return [{ ecosystem: `Ubuntu:${version}` }];
  const release = { ecosystem: `Ubuntu:${version}:LTS` };
  const pro = { ecosystem: `Ubuntu:Pro:${version}:LTS` };
  const hasPro = repositories.some((each) => each.startsWith('esm-')) || EXTENDED.test(installed);
  if (!hasPro) return [release, { ...pro, rank: 'yielding', takes: 'Ubuntu Pro' }];
  const services = repositories.flatMap((each) => SERVICES[each] ?? []);
  return [
    pro,
    ...services.map((service) => ({ ecosystem: `Ubuntu:Pro:${service}:${version}:LTS` })),
    { ...release, rank: 'yielding' },
  ];
}

/** Ubuntu supports the release of April of every second year for long. Source: https://wiki.ubuntu.com/LTS. */
function isLongTerm(version: string): boolean {
  const [, year = '', month] = /^(\d+)\.(\d+)$/.exec(version) ?? [];
  return month === '04' && Number(year) % 2 === 0;
}
