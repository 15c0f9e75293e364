import { PackageURL } from 'packageurl-js';
import type { Package } from '../../core/package.ts';
import { type CatalogItem, defineCataloger } from '../cataloger.ts';
import { entriesAt, jsonItems, listAt, textAt } from '../documents.ts';
import { packageOf } from '../package-of.ts';

/**
 * What Bitnami's images bring beside the distribution: an SPDX document for each component, with what is bundled in it, and in older images one list.
 * Modules of languages, which the documents name, too, are found by what the component itself has of them. Source:
 * https://github.com/anchore/syft/tree/main/syft/pkg/cataloger/bitnami, with documents of real images in its test data.
 */
export const bitnamiComponents = defineCataloger({
  id: 'bitnami/components',
  summary: "the components of Bitnami's images, by their SPDX documents",
  version: 1,
  claims: ['opt/bitnami/**/.spdx-*.spdx', 'opt/bitnami/.bitnami_components.json'],
  maxBytes: 64 * 1024 * 1024,
  catalog: (file) => jsonItems(file, file.path.endsWith('.spdx') ? packagesOf : listedIn),
});

function* packagesOf(document: unknown): Generator<CatalogItem> {
  if (textAt(document, 'spdxVersion') === '') yield { kind: 'unknown', reason: 'no document of SPDX' };
  for (const [index, told] of listAt(document, 'packages').entries()) {
    for (const locator of referencesOf(told, 'purl')) {
      if (!locator.startsWith('pkg:bitnami/')) continue;
      const read = componentOf(locator, told);
      if (read === undefined) yield { kind: 'unknown', reason: `packages[${index}] has a package URL that is none` };
      else yield { kind: 'package', package: read };
    }
  }
}

function componentOf(locator: string, told: unknown): Package | undefined {
  const purl = parsed(locator);
  return (
    purl &&
    packageOf({
      type: 'bitnami',
      name: purl.name,
      version: purl.version ?? textAt(told, 'versionInfo'),
      evidence: 'installed',
      architecture: purl.qualifiers?.['arch'],
      licences: licencesOf(told),
      // They leave open what part of a system it is.
      cpes: referencesOf(told, 'cpe23Type').map((cpe) => cpe.replace(/^cpe:2\.3:\*:/, 'cpe:2.3:a:')),
    })
  );
}

/** No package URL that anybody writes is longer. */
const LONGEST_PURL = 8192;

function parsed(locator: string): PackageURL | undefined {
  if (locator.length > LONGEST_PURL) return undefined;
  try {
    return PackageURL.fromString(locator);
  } catch {
    return undefined;
  }
}

function referencesOf(told: unknown, type: string): readonly string[] {
  return listAt(told, 'externalRefs')
    .filter((each) => textAt(each, 'referenceType') === type)
    .map((each) => textAt(each, 'referenceLocator'));
}

function licencesOf(told: unknown): readonly string[] {
  const licences = [textAt(told, 'licenseDeclared'), textAt(told, 'licenseConcluded')];
  return licences.filter((each) => each !== 'NOASSERTION' && each !== 'NONE');
}

/** The list of older images: `{"redis": {"arch": "amd64", "version": "6.2.7-0"}}`. */
function* listedIn(document: unknown): Generator<CatalogItem> {
  for (const [name, told] of entriesAt(document)) {
    const version = textAt(told, 'version');
    const each = packageOf({
      type: 'bitnami',
      name,
      version,
      evidence: 'installed',
      architecture: textAt(told, 'arch'),
    });
    if (version === '' || name === '')
      yield { kind: 'unknown', reason: `a component without ${name === '' ? 'a name' : 'a version'}` };
    else yield { kind: 'package', package: each };
  }
}
