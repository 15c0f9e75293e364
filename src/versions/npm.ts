import type { VersionOrder } from './order.ts';
import { readNpmRange } from './requirements/npm.ts';
import { compareSemantic, parseSemantic, type SemanticVersion } from './semantic/version.ts';

/**
 * npm packages: node-semver, with what its loose mode reads (`=v1.2.3`, `1.2.3beta`) and with the short forms of
 * advisories (`1.1`) and numbers of any size, which node-semver refuses. Ranges are node-semver's own.
 */
export const npm: VersionOrder<SemanticVersion> = {
  title: 'npm packages',
  specification: 'https://github.com/npm/node-semver',
  parse: (text) => parseSemantic(text.trim().replace(/^[=v\s]+/, '')),
  compare: compareSemantic,
  requirement: readNpmRange,
};
