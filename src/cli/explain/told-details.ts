import { DamagedShard } from '../../advisories/database/damaged-shard.ts';
import { Database } from '../../advisories/database/database.ts';
import { keptDetails } from '../../advisories/database/kept-details.ts';
import type { AdvisoryDetails } from '../../advisories/read-details.ts';
import type { FindingDocument } from '../../contract/report.ts';
import { type Problem, UserError } from '../../core/errors.ts';
import type { OwnFiles } from '../../core/ports.ts';

/** What advisories tell people, by their ids. */
export type ToldDetails = ReadonlyMap<string, AdvisoryDetails>;

/** What the advisories of findings tell people, as far as a database keeps it. One that is damaged is told, and what it gave until then counts. */
export async function toldDetails(
  findings: readonly FindingDocument[],
  files: OwnFiles,
  tell: (problem: Problem) => void,
): Promise<ToldDetails> {
  const told = new Map<string, AdvisoryDetails>();
  const evidence = findings.flatMap(({ vulnerability }) => vulnerability?.evidence ?? []);
  let database: Database | undefined;
  try {
    database = await Database.open(files);
    for (const { advisory, ecosystem } of evidence) {
      const details = told.has(advisory) ? undefined : await keptDetails(database, ecosystem, advisory);
      if (details !== undefined) told.set(advisory, details);
    }
  } catch (error) {
    tell(problemIn(error, files));
  } finally {
    await database?.close();
  }
  return told;
}

function problemIn(error: unknown, { place }: OwnFiles): Problem {
  if (error instanceof UserError) return error.problem;
  if (error instanceof DamagedShard) return error.problemAt(place);
  throw error;
}
