import { expect, test } from 'vitest';
import { billArgument, billFileOf } from './bill-argument.ts';

test.each<[string, string | undefined]>([
  ['sbom:cart', 'cart'],
  ['sbom:bills/', 'bills/'],
  ['sbom:-', '-'],
  ['cart.cdx.json', 'cart.cdx.json'],
  ['./bills/cart.JSON', './bills/cart.JSON'],
  ['bills/cart.spdx', 'bills/cart.spdx'],
  ['bills/cart.spdx3.jsonld', 'bills/cart.spdx3.jsonld'],
  ['cart.jsonl', undefined],
  ['cart', undefined],
  ['./cart.tar', undefined],
  ['docker-archive:cart.json', undefined],
  ['registry.example.com:5000/cart.json', undefined],
  ['cart:v1.json', undefined],
])('%s names the bill %s', (name, file) => {
  expect(billArgument(name)).toBe(file);
});

test('what something is compared with is a bill only where it says so: a name that ends in .json is a report', () => {
  expect(billFileOf('cart.cdx.json')).toBeUndefined();
});
