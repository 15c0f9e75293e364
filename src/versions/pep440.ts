import type { VersionOrder } from './order.ts';
import { comparePep440, type Pep440Version, parsePep440 } from './pep440/version.ts';
import { readSpecifiers } from './requirements/pep440.ts';

/**
 * Python packages: the version specifiers of the Python Packaging Authority, once PEP 440. The library that npm has
 * for it reads both versions anew for each comparison.
 */
export const pep440: VersionOrder<Pep440Version> = {
  title: 'Python packages (PyPI)',
  specification: 'https://packaging.python.org/en/latest/specifications/version-specifiers/',
  parse: parsePep440,
  compare: comparePep440,
  requirement: readSpecifiers,
};
