import { expect, test } from 'vitest';
import { changed, findingOf } from '../testing/findings.ts';
import { reportOn, SHOP } from '../testing/reports.ts';
import { placeOf } from './place.ts';

const finding = findingOf(await reportOn([SHOP]), 'workload/run-as-non-root');

test('a place is a file and a line', () => {
  expect(placeOf(finding)).toEqual({ at: 'examples/shop-faulty/cart.yaml:25', line: 25, origin: [], rendered: [] });
});

test('in what was rendered it is the template, with the rendered line and the value that made it', () => {
  const location = {
    rendered: { by: 'helm', line: 40 },
    value: { file: 'values.yaml', line: 3, column: 1, path: 'image.tag' },
  } as const;
  expect(placeOf(changed(finding, { location }))).toEqual({
    at: 'examples/shop-faulty/cart.yaml:25',
    line: 40,
    origin: ['The value image.tag in values.yaml:3 decides it.'],
    rendered: ['Line 40 of what helm rendered.'],
  });
});

test('with a base its files are named as the repository does', () => {
  const base = { directory: '/srv/shop/deploy', root: '/srv/shop', separator: '/' };
  const value = { file: '../values.yaml', line: 3, column: 1, path: 'a' };
  const { at, origin } = placeOf(changed(finding, { location: { file: 'cart.yaml', value } }), base);
  expect([at, ...origin]).toEqual(['deploy/cart.yaml:25', 'The value a in values.yaml:3 decides it.']);
});

test.each([
  ['in a layer', { layer: { number: 2, digest: undefined, diffId: undefined }, isStep: true }, 'cart:v1, layer 2', 25],
  ['in the configuration', { isStep: false }, 'cart:v1', undefined],
])('of an image %s it has no line of a file', (_, told, at, line) => {
  const image = { digest: undefined, files: [], ...told };
  expect(placeOf(changed(finding, { location: { file: 'cart:v1', image } }))).toMatchObject({ at, line });
});
