import { DamagedShard } from '../../advisories/database/damaged-shard.ts';
import { Database } from '../../advisories/database/database.ts';
import { type Problem, UserError } from '../../core/errors.ts';
import type { OwnFiles } from '../../core/ports.ts';
import type { DatabaseReport } from '../../core/report.ts';
import type { AskedAdvisories } from './asked-advisories.ts';
import { exploitationOf, NO_EXPLOITATION } from './exploitation.ts';
import { findVulnerabilities } from './find-vulnerabilities.ts';
import { foundFlaws } from './found-flaws.ts';
import { type AskedEcosystems, askedEcosystems, missingAdvisories } from './missing-advisories.ts';
import type { PackageList } from './package-list.ts';
import { untoldSources } from './untold-sources.ts';

/** Asks a database for the flaws of packages, and closes it. One that is damaged is a problem, and answers nothing. */
export async function askAdvisories(list: PackageList, files: OwnFiles): Promise<AskedAdvisories> {
  let database: Database | undefined;
  try {
    database = await Database.open(files);
    const asked = askedEcosystems(list, database);
    const rows = await findVulnerabilities(list, database);
    const exploitation = await exploitationOf(rows, database.catalogue, files);
    const { notExploited, notLikely } = exploitation;
    return {
      flaws: foundFlaws(rows, { distribution: list.distribution, exploitation }),
      notExploited,
      notLikely,
      problems: [
        ...missingAdvisories(asked, list.distribution, { ...database.catalogue, ...namedBy(files) }),
        ...(await untoldSources(list, database)),
      ],
      database: databaseReport(database, asked, files),
    };
  } catch (error) {
    const { notExploited, notLikely } = NO_EXPLOITATION;
    return { flaws: [], notExploited, notLikely, problems: [problemIn(error, files)], database: undefined };
  } finally {
    await database?.close();
  }
}

/** How the call named the database, where it did. */
function namedBy({ named }: OwnFiles): Pick<OwnFiles, 'named'> {
  return named === undefined ? {} : { named };
}

function problemIn(error: unknown, { place }: OwnFiles): Problem {
  if (error instanceof UserError) return error.problem;
  if (error instanceof DamagedShard) return error.problemAt(place);
  throw error;
}

function databaseReport(
  { catalogue }: Database,
  { held, unasked }: AskedEcosystems,
  { place: path }: OwnFiles,
): DatabaseReport {
  const names = new Set([...held].flatMap((ecosystem) => catalogue.shards[ecosystem]?.source ?? []));
  const sources = [...names].toSorted().map((name) => {
    const { modified = '', taken = '' } = catalogue.sources[name] ?? {};
    return { name, modified, taken };
  });
  const modified =
    sources
      .map((source) => source.modified)
      .toSorted()
      .at(-1) ?? '';
  return { path, modified, sources, unasked };
}
