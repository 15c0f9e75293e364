import { readStanzas } from '../../formats/deb822.ts';
import { defineCataloger, textOf } from '../cataloger.ts';
import { recordItems } from '../debian/record.ts';

/** The packages of opkg's database, which has the form of dpkg's. Source: https://git.yoctoproject.org/opkg, libopkg/pkg_parse.c. */
export const openwrtOpkgStatus = defineCataloger({
  id: 'openwrt/opkg-status',
  summary: "opkg's database: OpenWrt, Yocto",
  version: 1,
  claims: ['usr/lib/opkg/status', 'var/lib/opkg/status'],
  maxBytes: 64 * 1024 * 1024,
  async *catalog(file) {
    for (const stanza of readStanzas(await textOf(file))) yield* recordItems(stanza, { type: 'opkg' });
  },
});
