import { advisedSource, type Question, questionsOf } from '../../advisories/questions.ts';
import { isOfOperatingSystem } from '../../core/operating-system.ts';
import type { Package } from '../../core/package.ts';
import type { ListedPackage, PackageList } from './package-list.ts';

/** Packages of which the same is asked: what was built from one source, or one library in several places. */
export interface PackageGroup {
  readonly questions: readonly Question[];
  /** The source of packages of a distribution, else the name that the advisories know. */
  readonly name: string;
  /** That of the lowest layer, the first of several. */
  readonly lowest: ListedPackage;
  /** Their names, sorted: of others than packages of a distribution `name` alone. */
  readonly names: readonly string[];
  /** The package of the operating system that brought them, where one did. */
  readonly owner: Package | undefined;
  /** The programs that it is built into. */
  readonly programs: ListedPackage['programs'];
  readonly packages: readonly Package[];
}

/** Puts together packages of which the same is asked, so that however many there are, they are asked for once. */
export function packageGroups({ packages, distribution }: PackageList): readonly PackageGroup[] {
  const groups = new Map<string, Growing>();
  for (const each of packages) {
    const questions = questionsOf(each.package, distribution);
    const [question] = questions;
    if (question === undefined) continue;
    const { group: name, own } = namesOf(each.package, question);
    const { owner } = each;
    const key = JSON.stringify([each.package.type, name, questions, owner?.name, owner?.version]);
    const group = groups.get(key) ?? {
      questions,
      name,
      lowest: each,
      names: new Set(),
      owner,
      programs: [],
      packages: [],
    };
    if (layerOf(each) < layerOf(group.lowest)) group.lowest = each;
    group.names.add(own);
    group.programs.push(...each.programs);
    group.packages.push(each.package);
    groups.set(key, group);
  }
  return [...groups.values()].map((group) => ({ ...group, names: [...group.names].toSorted() }));
}

/** The name of the group that a package is in, and its own. */
function namesOf(each: Package, question: Question): { readonly group: string; readonly own: string } {
  if (isOfOperatingSystem(each.type)) return { group: advisedSource(each).name, own: each.name };
  return { group: question.name, own: question.name };
}

/** The layer that brought a package, counted from 0; where none is known, as if there were one. */
export function layerOf({ layer = 0 }: ListedPackage): number {
  return layer;
}

interface Growing extends Omit<PackageGroup, 'lowest' | 'names' | 'programs' | 'packages'> {
  lowest: ListedPackage;
  readonly packages: Package[];
  readonly names: Set<string>;
  readonly programs: ListedPackage['programs'][number][];
}
