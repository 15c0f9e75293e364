import type { PackageEvidence } from '../../core/package.ts';
import type { CatalogItem } from '../cataloger.ts';
import { packageOf } from '../package-of.ts';
import type { Headers } from './headers.ts';
import { pythonName, requiredName } from './name.ts';

/** Where metadata was found. */
interface Found {
  readonly evidence: PackageEvidence;
  /** By which further files tell more of the distribution. */
  readonly key: string;
}

/** The distribution that metadata tells of. Source: https://packaging.python.org/en/latest/specifications/core-metadata/. */
export function distributionItem(headers: Headers, { evidence, key }: Found): CatalogItem {
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
      evidence,
      licences: licencesOf(headers),
      dependsOn: headers.all('requires-dist').filter(isAlwaysNeeded).map(requiredName),
    }),
    keys: [key],
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
