import { describe, expect, test } from 'vitest';
import { productDifference } from './covers.ts';
import { cpeCovers } from './cpe.ts';
import { identityOf, parsePurl } from './identity.ts';
import type { JudgedPackage, JudgedSoftware } from './judged.ts';
import { ProductIndex } from './product-index.ts';
import { readVersionRange } from './version-range.ts';

const SHA = `sha256:${'a'.repeat(64)}`;

function purls(...texts: readonly string[]) {
  return texts.flatMap((text) => parsePurl(text) ?? []);
}

const IMAGE: JudgedSoftware = {
  name: 'registry.example.com/shop/cart:v1',
  images: purls('pkg:oci/cart?repository_url=registry.example.com/shop/cart&tag=v1&arch=amd64'),
  digests: new Set([SHA]),
  link: 'urn:cdx:3e671687-395b-41f5-a30f-a58921a69b79/1',
  cpe: 'cpe:/o:redhat:enterprise_linux:9::baseos',
};

const KERNEL: JudgedPackage = {
  name: 'kernel-core',
  purls: purls('pkg:rpm/rhel/kernel-core@5.14?arch=x86_64', 'pkg:rpm/rhel/kernel@5.14?arch=src'),
  cpes: ['cpe:2.3:o:linux:linux_kernel:5.14:*:*:*:*:*:*:*'],
  digests: ['sha1:abc'],
};

function isAbout(product: string, ...subcomponents: readonly string[]): boolean {
  const told = { ...identity(product), subcomponents: subcomponents.map(identity) };
  const held = { software: IMAGE, package: KERNEL };
  const isAlone = productDifference(told, held) === undefined;
  const others = ['pkg:npm/a', 'pkg:oci/b', 'cpe:/o:a:b', 'x'].map((text) => ({
    ...identity(text),
    subcomponents: [],
  }));
  expect(new ProductIndex([...others, told, ...others]).has(held)).toBe(isAlone);
  return isAlone;
}

function identity(text: string) {
  return identityOf({ text, ids: [text] });
}

describe('a statement is about a package of an image', () => {
  test.each<[string, string[]]>([
    ['pkg:rpm/redhat/kernel?arch=src', []],
    ['pkg:rpm/redhat/kernel-core', []],
    ['cpe:/o:linux:linux_kernel', []],
    [SHA, []],
    [`pkg:oci/other@${SHA.replace(':', '%3A')}?repository_url=elsewhere.example.com/other`, []],
    ['pkg:oci/cart?tag=v1', ['pkg:rpm/redhat/kernel']],
    ['pkg:oci/CART@v1', ['pkg:rpm/redhat/kernel']],
    ['pkg:oci/cart?repository_url=registry.example.com/shop', ['pkg:rpm/redhat/kernel']],
    ['pkg:docker/shop/cart@v1?repository_url=registry.example.com&platform=linux/amd64', ['pkg:rpm/redhat/kernel']],
    ['cpe:/o:redhat:enterprise_linux:9', ['pkg:rpm/redhat/kernel?arch=src']],
    ['cpe:2.3:a:redhat:enterprise_linux:9:*:appstream:*:*:*:*:*', ['pkg:npm/x', 'pkg:rpm/redhat/kernel']],
    ['urn:cdx:3E671687-395b-41f5-a30f-a58921a69b79/1#pkg:rpm/redhat/kernel', ['pkg:rpm/redhat/kernel']],
    ['urn:cdx:3e671687-395b-41f5-a30f-a58921a69b79#pkg:rpm/redhat/kernel', ['pkg:rpm/redhat/kernel']],
    // The image is itself a component of a product, as Red Hat tells of OpenShift.
    ['cpe:/a:redhat:openshift:4.12', [`pkg:oci/cart@${SHA.replace(':', '%3A')}`]],
  ])('%s %j', (product, subcomponents) => {
    expect(isAbout(product, ...subcomponents)).toBe(true);
  });

  test.each<[string, string[]]>([
    // What is said of a distribution as a whole is said of its packages, and not of all that is in an image.
    ['cpe:/o:redhat:enterprise_linux:9', []],
    ['cpe:/o:redhat:enterprise_linux:8', ['pkg:rpm/redhat/kernel']],
    ['cpe:/a:redhat:openshift:4.12', ['pkg:rpm/redhat/kernel']],
    ['pkg:oci/cart?tag=v2', ['pkg:rpm/redhat/kernel']],
    ['pkg:oci/cart?repository_url=evil.example.com/shop/cart', ['pkg:rpm/redhat/kernel']],
    ['pkg:docker/shop/cart@v1', ['pkg:rpm/redhat/kernel']],
    [`pkg:oci/cart@sha256%3A${'b'.repeat(64)}`, ['pkg:rpm/redhat/kernel']],
    ['pkg:rpm/redhat/kernel-core', ['pkg:npm/x']],
    ['pkg:npm/shop', ['pkg:rpm/redhat/kernel']],
    ['urn:cdx:3e671687-395b-41f5-a30f-a58921a69b79/2#pkg:rpm/redhat/kernel', ['pkg:rpm/redhat/kernel']],
    ['the kernel', []],
    ['', ['pkg:rpm/redhat/kernel']],
  ])('and not %s %j', (product, subcomponents) => {
    expect(isAbout(product, ...subcomponents)).toBe(false);
  });

  test('in a range of versions, and never about an image by one, since tags are in no order', () => {
    const held = { software: IMAGE, package: KERNEL };
    const difference = (product: string, text: string, ...subcomponents: readonly string[]) => {
      const range = readVersionRange(text);
      if ('why' in range) throw new Error(range.why);
      const told = { ...identity(product), range, subcomponents: subcomponents.map(identity) };
      return productDifference(told, held);
    };
    expect(difference('pkg:rpm/redhat/kernel', 'vers:rpm/<5.15')).toBeUndefined();
    expect(difference('pkg:rpm/redhat/kernel', 'vers:rpm/>=5.15')).toBe(
      'has the version 5.14, not one of vers:rpm/>=5.15',
    );
    expect(difference('cpe:/o:linux:linux_kernel', 'vers:rpm/<5.15')).toBeUndefined();
    expect(difference('cpe:/o:linux:linux_kernel', 'vers:rpm/>=5.15')).toContain('not one of');
    expect(difference('pkg:oci/cart', 'vers:generic/*')).toBeDefined();
    expect(difference('pkg:oci/cart', 'vers:generic/*', 'pkg:rpm/redhat/kernel')).toContain(
      'which nothing tells to be in',
    );
    const vers = identity('pkg:oci/cart?vers=vers:generic/*');
    expect(productDifference({ ...vers, subcomponents: [] }, held)).toContain('whose tags are in no range');
  });

  test('by the digest of its file', () => {
    const told = { ...identityOf({ text: '', hashes: [['SHA-1', 'ABC']] }), subcomponents: [] };
    expect(productDifference(told, { software: IMAGE, package: KERNEL })).toBeUndefined();
  });
});

test.each<[string, string, boolean]>([
  ['cpe:/o:redhat:enterprise_linux:9', 'cpe:/o:redhat:enterprise_linux:9::baseos', true],
  ['cpe:/o:redhat:enterprise_linux', 'cpe:/o:redhat:enterprise_linux:9', true],
  ['cpe:2.3:o:suse:sles:15:sp4:*:*:*:*:*:*', 'cpe:/o:suse:sles:15:sp4', true],
  ['cpe:2.3:a:a\\:b:c:*:*:*:*:*:*:*:*', 'cpe:2.3:a:a\\:b:c:1:*:*:*:*:*:*:*', true],
  ['cpe:/o:redhat:enterprise_linux:9', 'cpe:/o:redhat:enterprise_linux:9.2', false],
  ['cpe:/o:redhat:enterprise_linux:9', '', false],
  ['cpe:/o::', 'cpe:/o::', false],
  ['cpe:2.3:*:*:*:*', 'cpe:/o:a:b', false],
])('%s names %s: %s', (said, found, names) => {
  expect(cpeCovers(said, found)).toBe(names);
});
