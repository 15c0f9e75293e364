import { array, assert, constantFrom, property } from 'fast-check';
import { expect, test } from 'vitest';
import { layerPath, layerSteps } from './layer-path.ts';

test.each([
  ['usr/bin/sh', 'usr/bin/sh'],
  ['./usr//bin/', 'usr/bin'],
  ['/etc/passwd', 'etc/passwd'],
  ['a/../../b', 'b'],
  ['a/.hidden/..b', 'a/.hidden/..b'],
  ['a/.', 'a'],
  ['.', ''],
  ['', ''],
])('%j leads to %j', (name, path) => {
  expect([layerPath(name), layerSteps(name).join('/')]).toEqual([path, path]);
});

test('a name that is written as its steps are leads where any other way to write it does', () => {
  const law = property(array(constantFrom('a', 'b', '.', '..', '', '.c')), (steps) => {
    const name = steps.join('/');
    expect(layerSteps(name)).toEqual(layerSteps(`./${name}`));
    expect(layerPath(name)).toBe(layerPath(`/${name}/`));
  });
  expect(() => assert(law)).not.toThrow();
});
