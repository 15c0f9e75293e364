import { expect, test } from 'vitest';
import { changed, findingOf } from '../testing/findings.ts';
import { reportOn, SHOP } from '../testing/reports.ts';
import { placeOf } from './place.ts';

const finding = findingOf(await reportOn([SHOP]), 'workload/run-as-non-root');

test('a place is a file and a line', () => {
  expect(placeOf(finding)).toEqual({ at: 'examples/shop-faulty/cart.yaml:25', line: 25, edited: '', notes: [] });
});

test('in what was rendered it is the template, with the rendered line and the value that made it', () => {
  const location = {
    rendered: { by: 'helm', line: 40 },
    value: { file: 'values.yaml', line: 3, column: 1, path: 'image.tag' },
  } as const;
  expect(placeOf(changed(finding, { location }))).toEqual({
    at: 'examples/shop-faulty/cart.yaml:25',
    line: 40,
    edited: 'of what helm rendered',
    notes: ['The value image.tag in values.yaml:3 produced it.', 'Line 40 of what helm rendered.'],
  });
});
