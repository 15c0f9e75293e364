import { type ComposerVersion, compareComposer, parseComposer } from './composer/version.ts';
import type { VersionOrder } from './order.ts';
import { readComposerConstraint } from './requirements/composer.ts';

/**
 * PHP packages: composer/semver, which brings a version into one form and compares it as PHP's version_compare does.
 */
export const composer: VersionOrder<ComposerVersion> = {
  title: 'PHP packages (Composer, Packagist)',
  specification: 'https://getcomposer.org/doc/articles/versions.md',
  parse: parseComposer,
  compare: compareComposer,
  requirement: readComposerConstraint,
};
