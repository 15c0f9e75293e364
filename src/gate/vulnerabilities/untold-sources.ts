import { advisoryErrors } from '../../advisories/errors.ts';
import { isAdvisedBySource, questionsOf } from '../../advisories/questions.ts';
import { type Problem, problemOf } from '../../core/errors.ts';
import type { Package } from '../../core/package.ts';
import type { HeldAdvisories, PackageList } from './package-list.ts';

/**
 * Packages whose flaws advisories tell by what they were built from, which nothing names: those that no advisory knows by their own names may
 * be parts of a source that is known, as `libssl3` is of `openssl`.
 */
export async function untoldSources(
  { packages, distribution, sourceless }: PackageList,
  advisories: HeldAdvisories,
): Promise<readonly Problem[]> {
  if (distribution === undefined || sourceless === undefined || sourceless.size === 0) return [];
  const listed = packages.map((each) => each.package);
  const advised = listed.filter((each) => sourceless.has(each.type) && isAdvisedBySource(each, distribution));
  const unknown: string[] = [];
  for (const each of advised) {
    const questions = questionsOf(each, distribution).filter(({ ecosystem }) => advisories.holds(ecosystem));
    if (questions.length > 0 && !(await isKnown(questions, advisories))) unknown.push(each.name);
  }
  const names = [...new Set(unknown)].toSorted();
  return names.length === 0
    ? []
    : [problemOf(advisoryErrors, 'PL_E_SOURCES_UNTOLD', { names, all: distinct(advised) })];
}

async function isKnown(questions: ReturnType<typeof questionsOf>, advisories: HeldAdvisories): Promise<boolean> {
  for (const { ecosystem, name } of questions) if ((await advisories.lookUp(ecosystem, name)).length > 0) return true;
  return false;
}

function distinct(packages: readonly Package[]): number {
  return new Set(packages.map(({ name }) => name)).size;
}
