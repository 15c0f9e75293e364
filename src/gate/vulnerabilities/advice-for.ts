import type { Package } from '../../core/package.ts';
import type { OwnFiles } from '../../core/ports.ts';
import type { AskedAdvisories } from './asked-advisories.ts';
import type { FoundFlaw } from './found-flaw.ts';
import type { KeptAnswers, Question } from './kept-answers.ts';
import type { PackageList } from './package-list.ts';

/** What is asked about: packages, and the key of what they are those of; without one, no answer is kept. */
export interface AskedPackages {
  readonly list: PackageList;
  readonly key?: string | undefined;
}

/** A database, and what is known of its answers. */
export interface AskedDatabase {
  readonly database: OwnFiles;
  readonly answers?: KeptAnswers | undefined;
}

/** What a database tells of the flaws of packages. What asks it is loaded where its answer is not known. */
export async function adviceFor(
  { list, key }: AskedPackages,
  { database, answers }: AskedDatabase,
): Promise<AskedAdvisories> {
  const ask = async (files: OwnFiles): Promise<AskedAdvisories> => {
    const { askAdvisories } = await import('./ask-advisories.ts');
    return askAdvisories(list, files);
  };
  if (answers === undefined || key === undefined) return ask(database);
  return answers.of(database, questionAbout(list, key), ask);
}

type PackedFlaw = readonly [flaw: FoundFlaw, layer: number | null, packages: readonly number[]];

interface PackedAdvice extends Omit<AskedAdvisories, 'flaws'> {
  readonly flaws: readonly PackedFlaw[];
}

/** Packages are written as their places in the list. */
function questionAbout({ packages }: PackageList, key: string): Question<AskedAdvisories, PackedAdvice> {
  return {
    asked: `flaws of ${key}`,
    pack: (answer) => {
      if (isDamaged(answer)) return undefined;
      const places = new Map(packages.map((each, place) => [each.package, place]));
      const placesOf = (all: readonly Package[]): readonly number[] => all.flatMap((each) => places.get(each) ?? []);
      const flaws = answer.flaws.map((each): PackedFlaw => [each.flaw, each.layer ?? null, placesOf(each.packages)]);
      return { ...answer, flaws };
    },
    unpack: ({ flaws, ...answer }) => ({
      ...answer,
      flaws: flaws.map(([flaw, layer, places]) => ({
        flaw,
        layer: layer ?? undefined,
        packages: places.flatMap((place) => packages[place]?.package ?? []),
      })),
      notExploited: answer.notExploited,
      notLikely: answer.notLikely,
      database: answer.database,
    }),
  };
}

/** What could not be read may be there again the next time, though no file has changed. */
function isDamaged({ database, notExploited, notLikely }: AskedAdvisories): boolean {
  const unread = [notExploited, notLikely].filter((each) => each !== undefined && each.code !== 'PL_E_FEED_NOT_HELD');
  return database === undefined || unread.length > 0;
}
