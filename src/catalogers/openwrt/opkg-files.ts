import { defineCataloger, textOf } from '../cataloger.ts';

/** The files of opkg's packages: a path on each line, behind which newer versions write its mode. */
export const openwrtOpkgFiles = defineCataloger({
  id: 'openwrt/opkg-files',
  summary: 'which files each package of opkg brought',
  version: 1,
  claims: ['usr/lib/opkg/info/*.list', 'var/lib/opkg/info/*.list'],
  maxBytes: 16 * 1024 * 1024,
  async *catalog(file) {
    const key = file.path.slice(file.path.lastIndexOf('/') + 1, -'.list'.length);
    const paths = (await textOf(file))
      .split('\n')
      .map((line) => line.split('\t', 1)[0]?.trim().replace(/^\/+/, '') ?? '');
    yield { kind: 'addition', type: 'opkg', key, files: paths.filter((path) => path !== '') };
  },
});
