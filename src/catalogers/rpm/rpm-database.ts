import type { Package } from '../../core/package.ts';
import type { RpmPackage } from '../../formats/rpmdb/package.ts';
import { readRpmDatabase } from '../../formats/rpmdb/read-rpm-database.ts';
import { committedPages } from '../../formats/sqlite/write-ahead-log.ts';
import { type CatalogItem, defineCataloger } from '../cataloger.ts';
import { rpmVersion, sourceOfRpm } from './names/source-rpm.ts';

/** Where distributions keep the database. */
const DIRECTORIES = ['var/lib/rpm', 'usr/lib/sysimage/rpm', 'usr/share/rpm'];

/** The database of Berkeley DB, NDB and SQLite, and what SQLite may not have written into it yet. */
const FILES = ['Packages', 'Packages.db', 'rpmdb.sqlite', 'rpmdb.sqlite-wal'];

/** The packages of rpm's database. */
export const rpmDatabase = defineCataloger({
  id: 'rpm/rpm-database',
  summary: "rpm's database, whether SQLite, NDB or Berkeley DB",
  version: 3,
  claims: DIRECTORIES.flatMap((directory) => FILES.map((file) => `${directory}/${file}`)),
  maxBytes: 512 * 1024 * 1024,
  async *catalog({ path, source }) {
    if (path.endsWith('-wal')) {
      const pages = committedPages(await source.read(0, source.size));
      if (pages > 0) yield { kind: 'unknown', reason: `${pages} changed pages that may not be in rpmdb.sqlite yet` };
      return;
    }
    for (const item of readRpmDatabase(await source.read(0, source.size))) {
      if ('damage' in item) yield { kind: 'unknown', reason: item.damage.why, offset: item.damage.offset };
      else if (!isKey(item.package)) yield itemOf(item.package);
    }
  },
});

/** Whether it is a key that rpm trusts, which it keeps as if it were a package. */
function isKey({ name, files, sourceRpm }: RpmPackage): boolean {
  return name === 'gpg-pubkey' && files.length === 0 && sourceRpm === undefined;
}

function itemOf(each: RpmPackage): CatalogItem {
  return {
    kind: 'package',
    package: packageOf(each),
    keys: [each.name],
    files: each.files.map((path) => path.replace(/^\/+/, '')).filter((path) => path !== ''),
  };
}

function packageOf(each: RpmPackage): Package {
  const { name, epoch, version, release, architecture, sourceRpm, license } = each;
  const source = sourceRpm === undefined ? undefined : sourceOfRpm(sourceRpm, epoch);
  // What rpm itself can do is no package.
  const dependsOn = distinct(each.requires.filter((need) => !need.startsWith('rpmlib(')));
  const provides = distinct(each.provides).filter((provided) => provided !== name);
  return {
    type: 'rpm',
    name,
    version: rpmVersion(epoch, `${version}-${release}`),
    evidence: 'installed',
    ...(architecture === undefined ? {} : { architecture }),
    ...(source === undefined ? {} : { source }),
    ...(license === undefined ? {} : { licences: [license] }),
    ...(dependsOn.length === 0 ? {} : { dependsOn }),
    ...(provides.length === 0 ? {} : { provides }),
    details: detailsOf(each),
  };
}

/** By the names of rpm's tags. */
function detailsOf({ vendor, modularity, headerSha256 }: RpmPackage): Readonly<Record<string, string>> {
  return {
    ...(vendor === undefined ? {} : { vendor }),
    ...(modularity === undefined ? {} : { modularitylabel: modularity }),
    ...(headerSha256 === undefined ? {} : { sha256header: headerSha256 }),
  };
}

function distinct(names: readonly string[]): readonly string[] {
  return [...new Set(names)];
}
