import type { Requirement, VersionOrder } from './order.ts';
import { readIntervals } from './requirements/intervals.ts';
import { comparisons, readRelations } from './requirements/relations.ts';
import { compareNumerals, numeral } from './scanning/numerals.ts';
import { comparePrereleases, compareReleases, parseSemantic, type SemanticVersion } from './semantic/version.ts';

/** A semantic version, lower case, with one more number between its patch and its pre-release. */
interface NugetVersion {
  readonly semantic: SemanticVersion;
  readonly revision: string;
}

/** One to four numbers, and what follows them. */
const VERSION = /^(?<release>\d+(?:\.\d+){0,2})(?:\.(?<revision>\d+))?(?<rest>(?:[-+].*)?)$/s;

/**
 * .NET packages: NuGet's versioning, which is Semantic Versioning with a fourth number, and without regard to the case
 * of a pre-release (NuGet.Versioning, VersionComparer.cs).
 */
export const nuget: VersionOrder<NugetVersion> = {
  title: '.NET packages (NuGet)',
  specification: 'https://learn.microsoft.com/nuget/concepts/package-versioning',
  parse,
  compare,
  requirement(text) {
    const atLeast = parse(text);
    if (atLeast !== undefined) return { isMetBy: (version) => compare(version, atLeast) >= 0 };
    return /^\s*[[(]/.test(text) ? readInterval(text) : readRelations(text, parse, RELATIONS);
  },
};

const RELATIONS = comparisons(compare);

function parse(text: string): NugetVersion | undefined {
  const { release, revision = '', rest = '' } = VERSION.exec(text.trim())?.groups ?? {};
  if (release === undefined) return undefined;
  const semantic = parseSemantic(`${release}${rest.toLowerCase()}`);
  return semantic === undefined ? undefined : { semantic, revision: numeral(revision) };
}

/** One interval and no more. */
function readInterval(text: string): Requirement<NugetVersion> | undefined {
  const [interval, ...others] = readIntervals(text, nuget) ?? [];
  return others.length === 0 ? interval : undefined;
}

function compare(a: NugetVersion, b: NugetVersion): number {
  return (
    compareReleases(a.semantic, b.semantic) ||
    compareNumerals(a.revision, b.revision) ||
    comparePrereleases(a.semantic, b.semantic)
  );
}
