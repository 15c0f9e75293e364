import { expect, test } from 'vitest';
import type { PackageType } from '../../core/package.ts';
import type { Bill, BilledComponent } from '../../sbom/bill.ts';
import { heldBill } from './held-bill.ts';

/** `npm lodash 4.17.21 npm/installed-package app/package.json node-lodash`: type, name, version, what found it, where, and whose it is. */
function component(text: string): BilledComponent {
  const [type, name = '', version = '', cataloger, path, owner] = text.split(' ');
  return {
    id: text,
    package: { type: type as PackageType, name, version: version.replace('-', ''), evidence: 'installed' },
    purl: undefined,
    cataloger,
    places: path === undefined ? [] : [{ path }],
    layer: undefined,
    owner,
    dependsOn: [],
    unresolved: [],
  };
}

function bill(...components: readonly string[]): Bill {
  const subject = { isImage: true, name: 'cart', version: '', purl: undefined, platform: undefined, layers: [] };
  return { subject, distribution: undefined, components: components.map(component), unknown: [] };
}

function held(listed: readonly string[], own: readonly string[]) {
  const { unlisted, gone, changed } = heldBill(
    { name: 'x', isAttached: false, bill: bill(...listed) },
    bill(...own),
  ).billed;
  return { unlisted, gone, changed };
}

const NOTHING = { unlisted: [], gone: [], changed: [] };
const IMAGE = [
  'deb bash 5 debian/dpkg-status',
  'npm lodash 4 npm/installed-package',
  'npm express 4 npm/installed-package',
];

test('a bill that lists what the image has is its bill', () => {
  expect(held(['deb bash 5', 'npm lodash 4', 'npm express 4'], IMAGE)).toEqual(NOTHING);
});

test('what it lists otherwise is told', () => {
  expect(held(['deb bash 4', 'npm lodash 4', 'npm react 1'], IMAGE)).toEqual({
    unlisted: ['express 4'],
    gone: ['react 1'],
    changed: ['bash 4, which is 5 in the image'],
  });
});

test('an empty bill lists nothing of all that is there', () => {
  expect(held([], IMAGE).unlisted).toEqual(['bash 5', 'express 4', 'lodash 4']);
});

test.each<[string, string, readonly string[]]>([
  ['of a kind that it lists none of', 'pypi six 1 python/distribution', []],
  ['of a kind that it lists, found where it lists none', 'npm six 1 npm/package-lock', []],
  ['that a package of the system brought', 'npm six 1 npm/installed-package usr/six/package.json python3-six', []],
  ['that came with the compiler', 'golang stdlib 1.26 npm/installed-package', []],
  ['that has no version', 'npm six - npm/installed-package', []],
  ['that is recognised by its bytes', 'generic six 1 npm/installed-package', []],
  ['that is found as others that it lists', 'npm six 1 npm/installed-package', ['six 1']],
])('a package %s is missing in it or not', (_, added, unlisted) => {
  expect(held(['deb bash 5', 'npm lodash 4', 'npm express 4'], [...IMAGE, added])).toEqual({ ...NOTHING, unlisted });
});

test('what several catalogers find does not tell that the tool looks where they do', () => {
  const both = ['pypi six 1 python/distribution', 'pypi six 1 python/archive'];
  expect(held(['pypi six 1'], [...both, 'pypi toml 1 python/archive'])).toEqual(NOTHING);
});

test.each<[string, readonly string[]]>([
  ['npm shop 1 x app/package.json', []],
  ['npm shop 1 x package.json', []],
  ['npm benchmark 1 x app/node_modules/lodash/benchmark/package.json', []],
  ['npm jquery 3 x usr/share/django/jquery.min.js', []],
  ['npm react 1 x app/node_modules/react/package.json', ['react 1']],
  ['npm react 1 x app/package-lock.json', ['react 1']],
  ['npm react 1', ['react 1']],
  ['pypi six 1 x app/package.json', ['six 1']],
  ['generic six 1', []],
])('%s that only the bill lists is gone: %j', (listed, gone) => {
  expect(held(['deb bash 5', 'npm lodash 4', 'npm express 4', listed], IMAGE)).toEqual({ ...NOTHING, gone });
});
