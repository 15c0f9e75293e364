import Range from 'semver/classes/range.js';
import type { Requirement } from '../order.ts';
import type { SemanticVersion } from '../semantic/version.ts';

/**
 * A range as package.json has it, by node-semver, which npm itself uses: a pre-release meets only what names a
 * pre-release of the same version. It takes neither ranges of more than 256 characters nor numbers above 2^53.
 */
export function readNpmRange(text: string): Requirement<SemanticVersion> | undefined {
  try {
    const range = new Range(text, { loose: true });
    return { isMetBy: (version) => range.test(written(version)) };
  } catch {
    return undefined;
  }
}

function written({ major, minor, patch, prerelease }: SemanticVersion): string {
  return `${major}.${minor}.${patch}${prerelease.length === 0 ? '' : `-${prerelease.join('.')}`}`;
}
