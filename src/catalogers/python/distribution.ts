import { type CatalogItem, type ClaimedFile, defineCataloger, textOf } from '../cataloger.ts';
import { packageOf } from '../package-of.ts';
import { type Headers, readHeaders } from './headers.ts';
import { pythonName, requiredName } from './name.ts';

/** Python's installed distributions. Source: https://packaging.python.org/en/latest/specifications/core-metadata/. */
export const pythonDistribution = defineCataloger({
  id: 'python/distribution',
  summary: 'packages of pip and other installers (`*.dist-info`, `*.egg-info`)',
  version: 1,
  claims: ['**/*.dist-info/METADATA', '**/*.egg-info/PKG-INFO', '**/EGG-INFO/PKG-INFO', '**/*.egg-info'],
  maxBytes: 16 * 1024 * 1024,
  async *catalog(file) {
    yield itemOf(file, readHeaders(await textOf(file)));
  },
});

/** Where packages keep copies of others, which Python finds only through them. */
const COPIED = /(?:^|\/)(?:_?vendor|_vendored|_internal)\//;

function itemOf({ path }: ClaimedFile, headers: Headers): CatalogItem {
  const name = headers.first('name');
  const version = headers.first('version');
  if (name === '' || version === '') {
    return { kind: 'unknown', reason: `metadata without a ${name === '' ? 'name' : 'version'}` };
  }
  return {
    kind: 'package',
    package: packageOf({
      type: 'pypi',
      name: pythonName(name),
      version,
      evidence: COPIED.test(path) ? 'recognised' : 'installed',
      licences: licencesOf(headers),
      dependsOn: headers.all('requires-dist').filter(isAlwaysNeeded).map(requiredName),
    }),
    keys: [path.endsWith('.egg-info') ? path : path.slice(0, path.lastIndexOf('/'))],
  };
}

/** What only an extra needs is not needed by what is installed without it. */
function isAlwaysNeeded(requirement: string): boolean {
  const marker = requirement.indexOf(';');
  return marker < 0 || !/\bextra\s*==/.test(requirement.slice(marker));
}

/** The longest text that names a licence; longer ones are its wording. */
const LONGEST_NAME = 100;

/** The expression of today, else what was written freely, else classifiers such as `License :: OSI Approved :: MIT License`. */
function licencesOf(headers: Headers): readonly string[] {
  const expression = headers.first('license-expression');
  if (expression !== '') return [expression];
  const written = headers.first('license');
  if (written !== '' && written.toUpperCase() !== 'UNKNOWN' && written.length <= LONGEST_NAME) return [written];
  return headers.all('classifier').flatMap((classifier) => {
    const steps = classifier.split('::').map((step) => step.trim());
    const last = steps.at(-1) ?? '';
    return steps[0] === 'License' && last !== 'OSI Approved' ? [last] : [];
  });
}
