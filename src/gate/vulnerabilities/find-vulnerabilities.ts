import { match, type Vulnerability } from '../../advisories/match.ts';
import { type Question, questionsOf } from '../../advisories/questions.ts';
import type { Package } from '../../core/package.ts';
import { compareSeverity } from '../../core/severity.ts';
import { isOfOperatingSystem } from '../../inventory/operating-system.ts';
import { DistributionWord } from './distribution-word.ts';
import type { HeldAdvisories, ListedPackage, PackageList } from './package-list.ts';

/** One flaw in one package: of a distribution in all that was built from one source. */
export interface VulnerablePackage {
  readonly vulnerability: Vulnerability;
  /** The name by which its advisories are kept: of a distribution mostly that of the source. */
  readonly name: string;
  /** The version that the advisories count. */
  readonly version: string;
  /** The installed packages that have it, those of the lowest layer first. */
  readonly packages: readonly [ListedPackage, ...ListedPackage[]];
  /** The package of the operating system that brought it and whose advisories do not know the flaw. */
  readonly owner: Package | undefined;
}

/** Asks the advisories for every package: a row for each flaw and package, the worst first and those with a fix before others. */
export async function findVulnerabilities(
  list: PackageList,
  advisories: HeldAdvisories,
): Promise<readonly VulnerablePackage[]> {
  const asked = new Matches(advisories);
  const word = new DistributionWord(list.distribution, advisories);
  const rows = new Map<string, { readonly row: VulnerablePackage; readonly others: ListedPackage[] }>();
  for (const each of list.packages) {
    const questions = questionsOf(each.package, list.distribution);
    for (const vulnerability of await asked.of(questions)) {
      if (each.owner !== undefined && (await word.knows(each.owner, vulnerability))) continue;
      const row = rowOf(each, vulnerability);
      const key = keyOf(row);
      const known = rows.get(key);
      if (known === undefined) rows.set(key, { row, others: [] });
      else known.others.push(each);
    }
  }
  return [...rows.values()]
    .map(({ row, others }) => lowestFirst({ ...row, packages: [row.packages[0], ...others] }))
    .toSorted(byPriority);
}

/** What advisories answer; packages of one source ask the same. */
class Matches {
  readonly #advisories: HeldAdvisories;
  readonly #answers = new Map<string, readonly Vulnerability[]>();

  constructor(advisories: HeldAdvisories) {
    this.#advisories = advisories;
  }

  async of(questions: readonly Question[]): Promise<readonly Vulnerability[]> {
    if (questions.length === 0) return [];
    const key = JSON.stringify(questions);
    const answer = this.#answers.get(key) ?? (await match(questions, this.#advisories));
    this.#answers.set(key, answer);
    return answer;
  }
}

function rowOf(each: ListedPackage, vulnerability: Vulnerability): VulnerablePackage {
  const question = vulnerability.evidence[0]?.question;
  const { type, name, version, source } = each.package;
  const isOfSystem = isOfOperatingSystem(type);
  return {
    vulnerability,
    name: isOfSystem ? (source?.name ?? name) : (question?.name ?? name),
    version: question?.version ?? version,
    packages: [each],
    owner: each.owner,
  };
}

function keyOf({ vulnerability, name, version, packages: [{ package: each }], owner }: VulnerablePackage): string {
  const { id, state, fixed = '' } = vulnerability;
  return JSON.stringify([id, state, fixed, each.type, name, version, owner?.name ?? '']);
}

function lowestFirst(row: VulnerablePackage): VulnerablePackage {
  const [first, ...others] = row.packages;
  const lowest = others.reduce((low, each) => ((each.layer ?? 0) < (low.layer ?? 0) ? each : low), first);
  return { ...row, packages: [lowest, ...row.packages.filter((each) => each !== lowest)] };
}

function byPriority(a: VulnerablePackage, b: VulnerablePackage): number {
  return (
    compareSeverity(a.vulnerability.judgement.severity, b.vulnerability.judgement.severity) ||
    Number(a.vulnerability.fixed === undefined) - Number(b.vulnerability.fixed === undefined) ||
    (b.vulnerability.judgement.score ?? 0) - (a.vulnerability.judgement.score ?? 0) ||
    compareTexts([a.name, a.vulnerability.id, a.version], [b.name, b.vulnerability.id, b.version])
  );
}

function compareTexts(a: readonly string[], b: readonly string[]): number {
  for (const [index, left] of a.entries()) {
    const right = b[index] ?? '';
    if (left !== right) return left < right ? -1 : 1;
  }
  return 0;
}
