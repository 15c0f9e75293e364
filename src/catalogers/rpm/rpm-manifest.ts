import type { Package } from '../../core/package.ts';
import { type CatalogItem, defineCataloger, textOf } from '../cataloger.ts';
import { linesIn } from '../lines.ts';
import { rpmVersion, sourceOfRpm } from './names/source-rpm.ts';

/** Fields of a line: name, version and release, times, vendor, epoch, size, architecture, epoch as a number, source package. */
const FIELDS = 10;

/** The packages of distroless images of Azure Linux, which have a list in the place of rpm's database. */
export const rpmManifest = defineCataloger({
  id: 'rpm/rpm-manifest',
  summary: 'the list of packages of distroless images of Azure Linux and CBL-Mariner',
  version: 1,
  claims: ['var/lib/rpmmanifest/container-manifest-2'],
  maxBytes: 64 * 1024 * 1024,
  async *catalog(file) {
    for (const [index, line] of linesIn(await textOf(file))) {
      if (line.trim() !== '') yield itemOf(line, index + 1);
    }
  },
});

/**
 * Reads a line that `rpm -qa` has printed, with tabs between its fields.
 * Source: https://github.com/microsoft/azurelinux/blob/3.0/toolkit/docs/how_it_works/5_misc.md, container manifests.
 */
function itemOf(line: string, number: number): CatalogItem {
  const fields = line.split('\t');
  const [name = '', version = ''] = fields;
  if (fields.length !== FIELDS || name === '' || version === '')
    return { kind: 'unknown', reason: 'a line that is no package', line: number };
  return { kind: 'package', package: packageOf(name, version, fields), keys: [name], line: number };
}

function packageOf(name: string, version: string, fields: readonly string[]): Package {
  const [vendor = '', , , architecture = '', epochNumber = '', sourceRpm = ''] = fields.slice(4);
  const epoch = /^\d{1,9}$/.test(epochNumber) ? Number(epochNumber) : undefined;
  const source = sourceOfRpm(sourceRpm, epoch);
  return {
    type: 'rpm',
    name,
    version: rpmVersion(epoch, version),
    evidence: 'installed',
    ...(architecture === '' ? {} : { architecture }),
    ...(source === undefined ? {} : { source }),
    details: vendor === '' ? {} : { vendor },
  };
}
