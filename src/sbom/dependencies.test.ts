import { expect, test } from 'vitest';
import type { Package } from '../core/package.ts';
import { Dependencies, type Identified } from './dependencies.ts';

function identified(id: string, more: Partial<Package>): Identified {
  return { id, package: { type: 'deb', name: id, version: '1', evidence: 'installed', ...more } };
}

function resolve(packages: readonly Identified[], id: string) {
  const found = packages.find((each) => each.id === id);
  return found && new Dependencies(packages).of(found);
}

const APP = identified('app', { architecture: 'amd64', dependsOn: ['libc', 'mail'] });

test.each<[string, readonly Identified[], readonly string[], readonly string[]]>([
  ['by its name', [APP, identified('libc', {})], ['libc'], ['mail']],
  [
    'by what it provides, each that does',
    [APP, identified('a', { provides: ['mail'] }), identified('b', { provides: ['mail'] })],
    ['a', 'b'],
    ['libc'],
  ],
  [
    'by its name before what others provide',
    [APP, identified('libc', {}), identified('musl', { provides: ['libc'] })],
    ['libc'],
    ['mail'],
  ],
  [
    'of its own architecture',
    [
      APP,
      identified('libc:i386', { name: 'libc', architecture: 'i386' }),
      identified('libc', { architecture: 'amd64' }),
    ],
    ['libc'],
    ['mail'],
  ],
  ['of every architecture', [APP, identified('mail', { architecture: 'all' })], ['mail'], ['libc']],
  [
    'of another architecture where there is no other',
    [APP, identified('libc', { architecture: 'i386' })],
    ['libc'],
    ['mail'],
  ],
  ['never of another type', [APP, identified('libc', { type: 'npm' })], [], ['libc', 'mail']],
])('a package is found %s', (_, packages, dependsOn, unresolved) => {
  expect(resolve(packages, 'app')).toEqual({ dependsOn, unresolved });
});

test.each<[string, readonly Identified[], readonly string[]]>([
  ['with its namespace', [identified('b', { type: 'npm', namespace: '@x', name: 'b' })], ['b']],
  [
    'not where two versions fit',
    [identified('b', { type: 'npm', namespace: '@x' }), identified('c', { type: 'npm', namespace: '@x', name: 'b' })],
    [],
  ],
])('a library is found %s', (_, others, dependsOn) => {
  const app = identified('app', { type: 'npm', dependsOn: ['@x/b'] });
  expect(resolve([app, ...others], 'app')?.dependsOn).toEqual(dependsOn);
});

test('a package that needs itself does not', () => {
  expect(resolve([identified('a', { dependsOn: ['a'] })], 'a')).toEqual({ dependsOn: [], unresolved: [] });
});
