import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { apiGroup, identityInImage, identityText, imageRepository, stableKey } from './identity.ts';

const identity = {
  rule: 'workload/run-as-non-root',
  message: 'notSet',
  subject: { apiVersion: 'apps/v1', kind: 'Deployment', namespace: 'shop', name: 'cart', container: 'server' },
  key: 'spec.template',
};

function ofImage(name: string): string {
  return identityText({ ...identity, subject: { kind: 'Image', name, image: name } });
}

describe('the identity of a finding', () => {
  test('stays when only the version of the API or of the image changes', () => {
    const beta = { ...identity, subject: { ...identity.subject, apiVersion: 'apps/v1beta2' } };
    expect(identityText(beta)).toBe(identityText(identity));
    const tagged = { ...identity, subject: { ...identity.subject, image: 'r.example.com:5000/cart:1.0' } };
    const pinned = { ...identity, subject: { ...identity.subject, image: 'r.example.com:5000/cart@sha256:ab' } };
    expect(identityText(pinned)).toBe(identityText(tagged));
  });

  test('stays when an image that was opened has another tag, and changes with its repository', () => {
    expect(ofImage('r.example.com/cart:v2')).toBe(ofImage('r.example.com/cart:v1@sha256:ab'));
    expect(ofImage('r.example.com/cart')).not.toBe(ofImage('r.example.com/order'));
    expect(ofImage('docker-archive:cart.tar')).not.toBe(ofImage('docker-archive:order.tar'));
  });

  test('in an image of another name is the one that it has there', () => {
    expect(identityInImage(ofImage('oci:before:v1'), 'oci:after')).toBe(ofImage('oci:after'));
  });

  test.each([
    ['rule', { ...identity, rule: 'workload/other' }],
    ['message', { ...identity, message: 'allowsRoot' }],
    ['key', { ...identity, key: 'spec' }],
    ['group', { ...identity, subject: { ...identity.subject, apiVersion: 'apps.kruise.io/v1' } }],
    ['namespace', { ...identity, subject: { ...identity.subject, namespace: 'default' } }],
    ['container', { ...identity, subject: { ...identity.subject, container: 'proxy' } }],
  ])('changes with the %s', (_, other) => {
    expect(identityText(other)).not.toBe(identityText(identity));
  });

  test('tells an absent part from an empty one, and parts from their concatenation', () => {
    const { namespace: _, ...rest } = identity.subject;
    expect(identityText({ ...identity, subject: rest })).not.toBe(
      identityText({ ...identity, subject: { ...rest, namespace: '' } }),
    );
    fc.assert(
      fc.property(fc.string(), fc.string(), fc.string(), fc.string(), (a, b, c, d) => {
        const one = identityText({ ...identity, subject: { namespace: a, name: b } });
        const two = identityText({ ...identity, subject: { namespace: c, name: d } });
        expect(one === two).toBe(a === c && b === d);
      }),
    );
  });
});

function pod(names: readonly string[]): object {
  return { spec: { containers: names.map((name) => ({ name })) } };
}

describe('the key of a field', () => {
  test('names list items, so that their order does not matter', () => {
    const path = ['spec', 'containers', 0, 'image'];
    expect(stableKey(pod(['a', 'b']), path)).toBe('spec.containers.[name=a].image');
    expect(stableKey(pod(['b', 'a']), ['spec', 'containers', 1, 'image'])).toBe(stableKey(pod(['a', 'b']), path));
  });

  test('counts items without a name, and survives what is not there', () => {
    expect(stableKey({ args: ['x', 'y'] }, ['args', 1])).toBe('args.[1]');
    expect(stableKey({}, ['spec', 'containers', 3, 'env', 0])).toBe('spec.containers.[3].env.[0]');
    expect(stableKey(undefined, ['spec'])).toBe('spec');
  });

  test('survives a value that throws when it is read', () => {
    const poisoned = Object.defineProperty({}, 'spec', {
      get() {
        throw new Error('unreadable');
      },
    });
    expect(stableKey(poisoned, ['spec', 'containers', 0])).toBe('spec.containers.[0]');
  });
});

test.each([
  ['nginx', 'nginx'],
  ['nginx:1.27', 'nginx'],
  ['localhost:5000/nginx', 'localhost:5000/nginx'],
  ['localhost:5000/nginx:1.27@sha256:00', 'localhost:5000/nginx'],
  ['docker-archive:cart.tar', 'docker-archive:cart.tar'],
  ['docker-daemon:cart:v1', 'docker-daemon:cart'],
  ['oci:layout', 'oci:layout'],
  ['oci:layout:v1', 'oci:layout'],
  ['oci:a@b/layout:v1', 'oci:a@b/layout'],
  ['dir:/srv/root', 'dir:/srv/root'],
])('the repository of %s is %s', (reference, repository) => {
  expect(imageRepository(reference)).toBe(repository);
});

test.each([
  ['v1', ''],
  ['apps/v1', 'apps'],
  [undefined, ''],
])('the group of %s is "%s"', (apiVersion, group) => {
  expect(apiGroup(apiVersion)).toBe(group);
});
