import type { VersionOrder } from './order.ts';
import { comparisons, readRelations } from './requirements/relations.ts';
import { compareSemantic, parseSemantic, type SemanticVersion } from './semantic/version.ts';

const parse = (text: string): SemanticVersion | undefined => parseSemantic(text.trim());

/**
 * Semantic Versioning 2.0.0, for what has no order of its own: the ranges of type SEMVER of an advisory, Bitnami,
 * Swift, Hex. Numbers are of any size. What its users write less strictly is read where it can mean one thing only.
 */
export const semver: VersionOrder<SemanticVersion> = {
  title: 'Semantic Versioning',
  specification: 'https://semver.org/spec/v2.0.0.html',
  parse,
  compare: compareSemantic,
  requirement: (text) => readRelations(text, parse, RELATIONS),
};

const RELATIONS = comparisons(compareSemantic);
