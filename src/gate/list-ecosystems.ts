import { baseOf, schemeOf } from '../advisories/ecosystem.ts';
import { type Fetching, fetchArchive } from './fetch-archive.ts';
import { failureOf } from './update-advisories.ts';

/** The ecosystems that a bucket has archives of and whose versions can be compared, without their releases. */
export async function listEcosystems(bucket: string, fetching: Fetching): Promise<readonly string[]> {
  const url = `${bucket.replace(/\/+$/, '')}/ecosystems.txt`;
  const about = { source: 'all ecosystems', server: new URL(url).host, kept: 'Name them instead.' };
  const fetched = await fetchArchive(url, undefined, fetching, (givenUp) => failureOf(givenUp, about));
  if (fetched === 'unchanged') return [];
  const names = Buffer.from(fetched.bytes).toString().split('\n');
  const bases = names.map((name) => baseOf(name.trim())).filter((base) => schemeOf(base) !== undefined);
  return [...new Set(bases)].toSorted();
}
