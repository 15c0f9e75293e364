import { type CatalogItem, defineCataloger, textOf } from '../cataloger.ts';

const LISTED = /\/info\/([^/]+)\.list$/;
const SUMMED = /\/(status\.d\/[^/]+)\.md5sums$/;

/** The files of packages: dpkg's lists of them, and in distroless images their checksums, which name no links. */
export const dpkgFiles = defineCataloger({
  id: 'debian/dpkg-files',
  summary: 'which files each package of dpkg brought',
  version: 1,
  claims: ['var/lib/dpkg/info/*.list', 'var/lib/dpkg/status.d/*.md5sums'],
  maxBytes: 16 * 1024 * 1024,
  async *catalog(file) {
    const listed = LISTED.exec(file.path)?.[1];
    if (listed !== undefined) {
      yield filesOf(listed, linesOf(await textOf(file)));
      return;
    }
    const key = SUMMED.exec(file.path)?.[1];
    if (key === undefined) return;
    yield filesOf(
      key,
      linesOf(await textOf(file)).map((line) => line.replace(/^[0-9a-f]{32}\s+/, '')),
    );
  },
});

function linesOf(text: string): readonly string[] {
  return text.split('\n').filter((line) => line.trim() !== '');
}

function filesOf(key: string, files: readonly string[]): CatalogItem {
  return {
    kind: 'addition',
    type: 'deb',
    key,
    files: files.map((path) => path.replace(/^\/+/, '')).filter((path) => path !== '' && path !== '.'),
  };
}
