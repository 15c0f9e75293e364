import { PackageURL } from 'packageurl-js';
import { readVersionRange } from './version-range.ts';

/** The same package in a version, unless it names one. */
export function withVersion(purl: PackageURL, version: string): PackageURL {
  const { type, namespace, name, qualifiers, subpath } = purl;
  return purl.version ? purl : new PackageURL(type, namespace, name, version, qualifiers, subpath);
}

/**
 * Why a package URL of a statement does not cover that of a package, as the rest of a sentence about the package; undefined where it does. What a statement
 * leaves out it says of all: a version, qualifiers. What it names must be the same, as the type of the package compares it: `PackageURL` has
 * brought names into the case that is theirs.
 * Source: https://github.com/package-url/purl-spec/blob/main/PURL-SPECIFICATION.rst.
 */
export function purlDifference(said: PackageURL, found: PackageURL): string | undefined {
  if (said.type !== found.type || said.name !== found.name) return `is ${found.toString()}`;
  if (vendorOf(said) !== vendorOf(found))
    return `is of ${found.namespace || 'no namespace'}, not ${said.namespace || 'of none'}`;
  return versionDifference(said, found) ?? qualifierDifference(said, found) ?? subpathDifference(said, found);
}

function versionDifference({ version }: PackageURL, found: PackageURL): string | undefined {
  if (!version || version === found.version) return undefined;
  return `has the version ${found.version || 'that nothing tells'}, not ${version}`;
}

function qualifierDifference({ qualifiers }: PackageURL, found: PackageURL): string | undefined {
  for (const [name, value] of Object.entries(qualifiers ?? {})) {
    if (name === 'vers') {
      const outside = rangeDifference(value, found);
      if (outside !== undefined) return outside;
      continue;
    }
    const other = qualifierOf(found, name);
    if (value !== other) return `has ${other === '' ? `no ${name}` : `the ${name} ${other}`}, not ${value}`;
  }
  return undefined;
}

/** Source: https://github.com/package-url/purl-spec, qualifier `vers`. */
function rangeDifference(text: string, found: PackageURL): string | undefined {
  const range = readVersionRange(text);
  return 'why' in range ? `is not told to be one of ${text}, which ${range.why}` : range.difference(found);
}

function subpathDifference({ subpath }: PackageURL, found: PackageURL): string | undefined {
  return !subpath || subpath === found.subpath ? undefined : `is more than its part ${subpath}`;
}

function qualifierOf({ qualifiers }: PackageURL, name: string): string {
  return qualifiers !== undefined && Object.hasOwn(qualifiers, name) ? (qualifiers[name] ?? '') : '';
}

/** Distributions whose packages others name by another namespace than their own id in os-release. */
const VENDORS: Readonly<Record<string, string>> = {
  rhel: 'redhat',
  sles: 'suse',
  sled: 'suse',
  'opensuse-leap': 'opensuse',
  'opensuse-tumbleweed': 'opensuse',
  amzn: 'amazon',
  ol: 'oracle',
};

function vendorOf({ type, namespace }: PackageURL): string {
  const name = namespace ?? '';
  return type === 'rpm' && Object.hasOwn(VENDORS, name) ? (VENDORS[name] ?? name) : name;
}
