import { baseOf, schemeOf } from '../../advisories/ecosystem.ts';
import { UserError } from '../../core/errors.ts';
import { type Fetching, fetchArchive } from './fetch-archive.ts';
import { failureOf, notFetched } from './update-advisories.ts';

/** The ecosystems that a bucket has archives of and whose versions can be compared, without their releases. */
export async function listEcosystems(bucket: string, fetching: Fetching): Promise<readonly string[]> {
  const url = `${bucket.replace(/\/+$/, '')}/ecosystems.txt`;
  const about = { source: 'all ecosystems', server: new URL(url).host, kept: 'Name them instead.' };
  const fetched = await fetchArchive(url, undefined, fetching, (givenUp) => failureOf(givenUp, about));
  if (fetched === 'unchanged') return [];
  if (fetched === 'absent') throw new UserError(notFetched(about, 'it has no such list (404)'));
  const names = Buffer.from(fetched.bytes).toString().split('\n');
  const bases = names.map((name) => baseOf(name.trim())).filter((base) => schemeOf(base) !== undefined);
  return [...new Set(bases)].toSorted();
}
