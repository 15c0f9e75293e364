import { baseOf } from '../ecosystem.ts';
import type { AdvisoryDetails, Reference } from '../read-details.ts';
import type { Database } from './database.ts';
import { detailsShard } from './shard-kind.ts';

/** What an advisory of an ecosystem tells people; undefined where nothing of it is kept. */
export async function keptDetails(
  database: Pick<Database, 'lookUp'>,
  ecosystem: string,
  id: string,
): Promise<AdvisoryDetails | undefined> {
  const [kept] = await database.lookUp(detailsShard(baseOf(ecosystem)), id);
  const texts: string[] = [];
  kept?.entries[0]?.versions.forEach((text) => texts.push(text));
  const [summary = '', ...pairs] = texts;
  return kept === undefined ? undefined : { summary, references: referencesIn(pairs) };
}

function referencesIn(pairs: readonly string[]): readonly Reference[] {
  return pairs.flatMap((type, index) => (index % 2 === 0 ? [{ type, url: pairs[index + 1] ?? '' }] : []));
}
