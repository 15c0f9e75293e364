import { readStanzas } from '../../formats/deb822.ts';
import { defineCataloger, textOf } from '../cataloger.ts';
import { recordItems } from './record.ts';

/** Files that distroless images keep beside the records of `status.d`. */
const NO_RECORD =
  /\.(?:md5sums|preinst|postinst|prerm|postrm|conffiles|list|triggers|shlibs|symbols|templates|config)$/;

/** The packages of dpkg's database: one file, or one a package in distroless images. */
export const dpkgStatus = defineCataloger({
  id: 'debian/dpkg-status',
  summary: "dpkg's database, also the `status.d` of distroless images",
  version: 1,
  claims: ['var/lib/dpkg/status', 'var/lib/dpkg/status.d/*', 'usr/lib/dpkg/status'],
  maxBytes: 256 * 1024 * 1024,
  async *catalog(file) {
    if (NO_RECORD.test(file.path)) return;
    const part = /\/status\.d\/(.+)$/.exec(file.path)?.[1];
    for (const stanza of readStanzas(await textOf(file))) yield* recordItems(stanza, { type: 'deb', part });
  },
});
