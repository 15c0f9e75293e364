import type { Distribution } from '../../core/distribution.ts';
import type { AdvisoryStream } from './stream.ts';

/** The numbers of releases that call themselves by their code names only, as testing does. Source: https://www.debian.org/releases/. */
const NUMBERS: Readonly<Record<string, string>> = {
  buster: '10',
  bullseye: '11',
  bookworm: '12',
  trixie: '13',
  forky: '14',
  duke: '15',
};

/** The advisories of a release of Debian. Testing has those of the release that it becomes; what they do not know may be as in sid. */
export function debianStreams({ version, codename }: Distribution): readonly AdvisoryStream[] {
  if (version !== '') return [{ ecosystem: `Debian:${releaseOf(version)}` }];
  const number = NUMBERS[codename];
  const sid = { ecosystem: 'Debian:sid' };
  return number === undefined ? [sid] : [{ ecosystem: `Debian:${number}` }, { ...sid, rank: 'last' }];
}

/** `12` of `12.5`. Until 6.0 the second number was part of the release. */
function releaseOf(version: string): string {
  const [major = '', minor = '0'] = version.split('.');
  return Number(major) < 7 ? `${major}.${minor}` : major;
}
