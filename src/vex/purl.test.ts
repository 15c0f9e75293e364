import { array, assert, constantFrom, dictionary, property, record, stringMatching, tuple } from 'fast-check';
import { PackageURL } from 'packageurl-js';
import { describe, expect, test } from 'vitest';
import { parsePurl } from './identity.ts';
import { purlDifference, withVersion } from './purl.ts';

function difference(said: string, found: string): string | undefined {
  const [a, b] = [parsePurl(said), parsePurl(found)];
  return a === undefined || b === undefined ? 'no purl' : purlDifference(a, b);
}

const OPENSSL = 'pkg:deb/debian/openssl@3.0.7-1?arch=amd64&distro=debian-12';

test.each<[string, string]>([
  ['pkg:npm/lodash', 'pkg:npm/lodash@4.17.20'],
  ['pkg:npm/lodash@4.17.20', 'pkg:npm/lodash@4.17.20'],
  ['pkg:npm/%40shop/cart', 'pkg:npm/@shop/cart@1'],
  ['pkg:pypi/Flask_Login', 'pkg:pypi/flask-login@0.6.3'],
  ['pkg:deb/debian/openssl@3.0.7-1', OPENSSL],
  ['pkg:deb/debian/openssl?distro=debian-12', OPENSSL],
  ['pkg:DEB/Debian/OpenSSL@3.0.7-1?ARCH=amd64', OPENSSL],
  ['pkg:deb/debian/bash@1%3A5', 'pkg:deb/debian/bash@1:5'],
  ['pkg:rpm/redhat/kernel', 'pkg:rpm/rhel/kernel@5.14.0?arch=x86_64'],
  ['pkg:rpm/opensuse/zlib', 'pkg:rpm/opensuse-leap/zlib@1'],
  ['pkg:golang/github.com/Shop/Cart', 'pkg:golang/github.com/Shop/Cart@v1.0.0'],
  ['pkg:npm/lodash?vers=vers:npm%2F%3C4.17.21', 'pkg:npm/lodash@4.17.20'],
])('%s covers %s', (said, found) => {
  expect(difference(said, found)).toBeUndefined();
});

test.each<[string, string, string]>([
  ['pkg:npm/lodash@4.17.19', 'pkg:npm/lodash@4.17.20', 'has the version 4.17.20, not 4.17.19'],
  ['pkg:npm/lodash@4', 'pkg:npm/lodash', 'has the version that nothing tells, not 4'],
  ['pkg:npm/lodash', 'pkg:npm/underscore@1', 'is pkg:npm/underscore@1'],
  ['pkg:npm/a', 'pkg:pypi/a@1', 'is pkg:pypi/a@1'],
  ['pkg:npm/%40shop/cart', 'pkg:npm/cart@1', 'is of no namespace, not @shop'],
  ['pkg:deb/ubuntu/openssl', OPENSSL, 'is of debian, not ubuntu'],
  ['pkg:deb/debian/openssl?arch=arm64', OPENSSL, 'has the arch amd64, not arm64'],
  ['pkg:deb/debian/openssl?vendor=x', OPENSSL, 'has no vendor, not x'],
  [
    'pkg:npm/lodash?vers=vers:npm%2F%3C4.17.20',
    'pkg:npm/lodash@4.17.20',
    'has the version 4.17.20, not one of vers:npm/<4.17.20',
  ],
  [
    'pkg:npm/lodash?vers=old',
    'pkg:npm/lodash@4.17.20',
    'is not told to be one of old, which is no range as `vers:npm/>=1.0.0|<1.4.2`',
  ],
  ['pkg:golang/a/b#sub', 'pkg:golang/a/b@v1.0.0', 'is more than its part sub'],
  [
    'pkg:golang/github.com/shop/Cart',
    'pkg:golang/github.com/shop/cart@v1.0.0',
    'is pkg:golang/github.com/shop/cart@v1.0.0',
  ],
  ['pkg:deb/redhat/kernel', 'pkg:deb/rhel/kernel@1', 'is of rhel, not redhat'],
])('%s does not cover %s', (said, found, why) => {
  expect(difference(said, found)).toBe(why);
});

test.each(['lodash', 'pkg:', 'pkg:npm', 'pkg:npm/', `pkg:npm/${'a'.repeat(9000)}`, 'pkg:npm/a@%zz', 'PKG:npm/a'])(
  '%s is no package URL of a statement',
  (text) => {
    expect(parsePurl(text)).toBeUndefined();
  },
);

test('a version is given to a package URL that has none', () => {
  const versions = ['pkg:npm/a', 'pkg:npm/a@1'].map((text) => {
    const purl = parsePurl(text);
    return purl === undefined ? '' : withVersion(purl, '2').toString();
  });
  expect(versions).toEqual(['pkg:npm/a@2', 'pkg:npm/a@1']);
});

const word = stringMatching(/^[a-z][a-z0-9.-]{0,3}$/);
const purls = record({
  type: constantFrom('npm', 'deb', 'rpm', 'generic', 'maven'),
  namespace: constantFrom('shop', 'debian', 'rhel', 'redhat'),
  name: constantFrom('a', 'b', 'openssl'),
  version: constantFrom(undefined, '1', '1:2-3'),
  qualifiers: dictionary(constantFrom('arch', 'distro', 'epoch'), word, { maxKeys: 2 }),
}).map(
  ({ type, namespace, name, version, qualifiers }) =>
    new PackageURL(type, namespace, name, version, qualifiers, undefined),
);

function covers(said: PackageURL, found: PackageURL): boolean {
  return purlDifference(said, found) === undefined;
}

describe('what a package URL covers', () => {
  test('is itself', () => {
    assert(property(purls, (purl) => covers(purl, purl)));
  });

  test('is all that what it covers covers', () => {
    assert(property(tuple(purls, purls, purls), ([a, b, c]) => !(covers(a, b) && covers(b, c)) || covers(a, c)));
  });

  test('is the same however it is written', () => {
    assert(
      property(tuple(purls, purls), ([a, b]) => {
        const [left, right] = [parsePurl(a.toString()), parsePurl(b.toString())];
        return left !== undefined && right !== undefined && covers(left, right) === covers(a, b);
      }),
    );
  });

  test('becomes no more with every qualifier, and no less without a version', () => {
    assert(
      property(tuple(purls, purls, array(tuple(constantFrom('arch', 'vendor'), word))), ([said, found, more]) => {
        const { type, namespace, name, qualifiers } = said;
        const narrower = new PackageURL(
          type,
          namespace,
          name,
          said.version,
          { ...Object.fromEntries(more), ...qualifiers },
          undefined,
        );
        const wider = new PackageURL(type, namespace, name, undefined, qualifiers, undefined);
        return (!covers(narrower, found) || covers(said, found)) && (!covers(said, found) || covers(wider, found));
      }),
    );
  });
});
