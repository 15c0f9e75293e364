import { expect, test } from 'vitest';
import { readText } from '../../test/repository.ts';
import { isTooOld, OLDEST_NODE } from './node-version.ts';

test.each([
  ['18.20.8', true],
  ['20.19.0', true],
  ['22.3.0', true],
  ['22.22.1', true],
  ['22.22.2', false],
  ['22.100.0', false],
  ['24.15.0', false],
  ['100.0.0', false],
])('Node.js %s is too old: %s', (version, expected) => {
  expect(isTooOld(version)).toBe(expected);
});

test('the oldest is the one of package.json', () => {
  const { engines } = JSON.parse(readText('package.json')) as { engines: { node: string } };
  expect(engines.node.split(' || ')[0]).toBe(`^${OLDEST_NODE}`);
});
