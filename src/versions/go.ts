import type { VersionOrder } from './order.ts';
import { comparisons, readRelations } from './requirements/relations.ts';
import { compareSemantic, isSemantic, parseRelease, parseSemantic, type SemanticVersion } from './semantic/version.ts';

const SHORT = /^\d+(?:\.\d+)?$/;
const TOOLCHAIN = /^go(?=\d)/;

/**
 * Go modules and toolchains: golang.org/x/mod/semver, go.dev/ref/mod#versions and #pseudo-versions. `v` may be absent,
 * as in the Go vulnerability database; `v1` and `v1.2` are short for zeros behind, but then without pre-release.
 * `+incompatible` does not count. `go1.21rc1`, the version of a toolchain and so of the standard library, is
 * `1.21.0-rc1`.
 */
export const go: VersionOrder<SemanticVersion> = {
  title: 'Go modules and toolchains',
  specification: 'https://go.dev/ref/mod#versions',
  parse,
  compare: compareSemantic,
  requirement: (text) => readRelations(text, parse, RELATIONS),
};

const RELATIONS = comparisons(compareSemantic);

function parse(text: string): SemanticVersion | undefined {
  const trimmed = text.trim();
  if (TOOLCHAIN.test(trimmed)) return parseSemantic(trimmed.slice('go'.length));
  const bare = trimmed.startsWith('v') ? trimmed.slice(1) : trimmed;
  const release = parseRelease(bare);
  if (release !== undefined) return release;
  const whole = SHORT.test(bare) ? `${bare}${bare.includes('.') ? '' : '.0'}.0` : bare;
  return isSemantic(whole) ? parseSemantic(whole) : undefined;
}
