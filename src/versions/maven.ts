import { compareMaven, type MavenVersion, parseMaven } from './maven/version.ts';
import type { VersionOrder } from './order.ts';
import { readIntervals } from './requirements/intervals.ts';
import { comparisons, readRelations } from './requirements/relations.ts';

/**
 * Java artifacts: ComparableVersion of Maven 3.9, the version order of the POM reference. Maven compares any text;
 * what is empty or holds a character that Maven refuses in a version is none.
 */
export const maven: VersionOrder<MavenVersion> = {
  title: 'Java artifacts (Maven)',
  specification: 'https://maven.apache.org/pom.html#version-order-specification',
  parse: parseMaven,
  compare: compareMaven,
  /**
   * Ranges of the POM reference, or operators as advisories have them. A version alone, to Maven a wish that binds
   * nobody, is that version, as advisories mean it.
   */
  requirement(text) {
    if (!/^\s*[[(]/.test(text)) return readRelations(text, parseMaven, RELATIONS);
    const intervals = readIntervals(text, maven);
    if (intervals === undefined) return undefined;
    return { isMetBy: (version) => intervals.some((interval) => interval.isMetBy(version)) };
  },
};

const RELATIONS = comparisons(compareMaven);
