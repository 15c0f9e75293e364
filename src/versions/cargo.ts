import type { VersionOrder } from './order.ts';
import { readCargoRequirement } from './requirements/cargo.ts';
import { compareNumerals } from './scanning/numerals.ts';
import { compareSemantic, isSemantic, parseRelease, parseSemantic, type SemanticVersion } from './semantic/version.ts';

/** The crate `semver` keeps each number in 64 bits. */
const GREATEST = String(2n ** 64n - 1n);

/**
 * Rust crates: the crate `semver`, which Cargo and crates.io use. By the letter of Semantic Versioning, nothing less;
 * the order is its `cmp_precedence`, in which what is built of a version does not count.
 */
export const cargo: VersionOrder<SemanticVersion> = {
  title: 'Rust crates (Cargo)',
  specification: 'https://docs.rs/semver/latest/semver/struct.Version.html',
  parse,
  compare: compareSemantic,
  requirement: readCargoRequirement,
};

function parse(text: string): SemanticVersion | undefined {
  const version = parseRelease(text) ?? (isSemantic(text) ? parseSemantic(text) : undefined);
  if (version === undefined) return undefined;
  const { major, minor, patch } = version;
  return [major, minor, patch].every((number) => compareNumerals(number, GREATEST) <= 0) ? version : undefined;
}
