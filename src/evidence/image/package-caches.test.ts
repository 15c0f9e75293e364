import { describe, expect, test } from 'vitest';
import { viewOfSample } from '../../../test/rules/sample-image.ts';
import type { SampleFile } from '../rule.ts';
import { packageCachesIn } from './package-caches.ts';

function kindsAt(path: string): readonly string[] {
  const { files } = viewOfSample({ steps: [{ step: 'ADD rootfs.tar /', files: [{ path, text: 'content' }] }] });
  return packageCachesIn(files).map(({ kind }) => kind);
}

function list(name: string, text: string): SampleFile {
  return { path: `var/lib/apt/lists/${name}`, text };
}

describe('caches of package managers', () => {
  test.each([
    ['var/lib/apt/lists/deb.debian.org_debian_dists_bookworm_InRelease', 'apt'],
    ['var/cache/apt/archives/curl_7.88.1_amd64.deb', 'archives'],
    ['var/cache/apk/APKINDEX.0123abcd.tar.gz', 'apk'],
    ['etc/apk/cache/curl-8.14.1-r1.3aa3abcd.apk', 'apk'],
    ['var/cache/dnf/fedora.solv', 'dnf'],
    ['var/cache/libdnf5/fedora-0123/solv/fedora.solv', 'dnf'],
    ['var/cache/yum/x86_64/7/base/repomd.xml', 'dnf'],
    ['var/cache/zypp/solv/oss/solv', 'zypper'],
    ['root/.cache/pip/http-v2/0/1/2', 'pip'],
    ['home/shop/.npm/_cacache/index-v5/00/11', 'npm'],
    ['usr/local/share/.cache/yarn/v6/npm-cart/package.json', 'yarn'],
    ['root/.yarn/berry/cache/cart-npm-1.0.0.zip', 'yarn'],
  ])('/%s is of %s', (path, kind) => {
    expect(kindsAt(path)).toEqual([kind]);
  });

  test.each([
    'var/lib/apt/extended_states',
    'var/lib/dpkg/status',
    'lib/apk/db/installed',
    'srv/var/cache/dnf/page',
    'root/.npmrc',
  ])('/%s is none', (path) => {
    expect(kindsAt(path)).toEqual([]);
  });

  test('are summed up by layer, with the largest file', () => {
    const steps = [
      { step: 'RUN apt-get update', files: [list('a', 'abc'), list('b', 'abcdef'), list('lock', '')] },
      { step: 'RUN apt-get update', files: [list('b', 'ab')] },
    ];
    expect(packageCachesIn(viewOfSample({ steps }).files)).toEqual([
      { kind: 'apt', layer: 0, bytes: 3, text: '3 bytes in /var/lib/apt/lists/a' },
      { kind: 'apt', layer: 1, bytes: 2, text: '2 bytes in /var/lib/apt/lists/b' },
    ]);
  });
});
