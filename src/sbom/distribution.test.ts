import { describe, expect, test } from 'vitest';
import { readBill } from './read-bill.ts';

/** `debian 12`, and behind it the code name. */
function told(components: readonly unknown[]): string {
  const text = JSON.stringify({ bomFormat: 'CycloneDX', specVersion: '1.6', components });
  const { distribution } = readBill(Buffer.from(text), 'cart.cdx.json').bill;
  if (distribution === undefined) return 'nothing';
  const { id, version, codename } = distribution;
  return [id, version, codename].filter((each) => each !== '').join(' ');
}

describe('the distribution of a bill', () => {
  test.each<[string, string, string]>([
    ['debian', '12.5', 'debian 12.5'],
    ['debian', 'bookworm', 'debian 12 bookworm'],
    ['debian', 'trixie/sid', 'debian trixie'],
    ['debian', 'sid', 'debian sid'],
    ['Debian GNU/Linux', '11', 'debian 11'],
    ['ubuntu', 'jammy', 'ubuntu 22.04 jammy'],
    ['redhat', '8.6', 'rhel 8.6'],
    ['alma', '9.2', 'almalinux 9.2'],
    ['suse linux enterprise server', '15.5', 'sles 15.5'],
    ['opensuse.leap', '15.5', 'opensuse-leap 15.5'],
    ['cbl-mariner', '2.0', 'mariner 2.0'],
    ['homemade', 'one', 'homemade one'],
  ])('which it calls %s %s', (name, version, expected) => {
    expect(told([{ type: 'operating-system', name, version }])).toBe(expected);
  });

  test.each<[string, string]>([
    ['pkg:deb/debian/curl@7.50.3-1?arch=i386&distro=jessie', 'debian 8 jessie'],
    ['pkg:deb/debian/curl@7.50.3-1?distro=debian-bookworm', 'debian 12 bookworm'],
    ['pkg:deb/debian/curl@7.50.3-1?distro=debian-12.5', 'debian 12.5'],
    ['pkg:deb/debian/curl@7.50.3-1?distro=sid', 'debian sid'],
    ['pkg:deb/ubuntu/curl@7.50.3-1?distro=Bionic', 'ubuntu 18.04 bionic'],
    ['pkg:apk/alpine/curl@8.0.0-r0?distro=3.15.0', 'alpine 3.15.0'],
    ['pkg:apk/wolfi/curl@8.0.0-r0?distro=wolfi', 'wolfi'],
    ['pkg:rpm/redhat/curl@7.61.1-1.el8?distro=redhat-8.6', 'rhel 8.6'],
    ['pkg:rpm/opensuse/curl@7.61.1-1?distro=opensuse-tumbleweed', 'opensuse-tumbleweed'],
    ['pkg:rpm/opensuse/curl@7.61.1-1?distro=opensuse-leap-15.5', 'opensuse-leap 15.5'],
    ['pkg:rpm/fedora/curl@7.50.3-1.fc25?distro=fedora-25', 'fedora 25'],
    ['pkg:deb/debian/curl@7.50.3-1', 'nothing'],
  ])('where %s is all that tells', (purl, expected) => {
    expect(told([{ type: 'library', name: 'curl', version: '1', purl }])).toBe(expected);
  });
});
