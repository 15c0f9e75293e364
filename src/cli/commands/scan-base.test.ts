import { Readable } from 'node:stream';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { writeLayout } from '../../../test/image/write-layout.ts';
import { writeTar } from '../../../test/image/write-tar.ts';
import { type TemporaryTree, temporaryTree } from '../../../test/temporary-tree.ts';
import { main } from '../main.ts';

const LOWEST = writeTar([{ name: 'etc/hostname', body: 'base\n' }]);
const MIDDLE = writeTar([{ name: 'usr/bin/tool', mode: 0o755, body: 'tool' }]);
const TOP = writeTar([{ name: 'cart', mode: 0o755, body: 'cart' }]);

let tree: TemporaryTree;
beforeEach(() => {
  tree = temporaryTree();
  tree.write({ 'plimsoll.yaml': 'profile: baseline\n' });
  writeLayout(tree.path('small'), { layers: [LOWEST], config: {}, compression: 'none' });
  writeLayout(tree.path('large'), { layers: [LOWEST, MIDDLE], config: {}, compression: 'none' });
  writeLayout(tree.path('cart'), { layers: [LOWEST, MIDDLE, TOP], config: {}, compression: 'none' });
  writeLayout(tree.path('other'), { layers: [MIDDLE, LOWEST, TOP], config: {}, compression: 'none' });
});
afterEach(() => {
  tree.remove();
});

/** The line of the card that tells the base of an image; undefined where there is none. */
async function baseOf(layout: string, ...argv: readonly string[]): Promise<string | undefined> {
  let out = '';
  let err = '';
  await main(['scan', `oci:${layout}`, '--policy', tree.path('plimsoll.yaml'), ...argv], {
    out: (text) => {
      out += text;
    },
    err: (text) => {
      err += text;
    },
    in: Readable.from([]),
    directory: tree.root,
    environment: { SOURCE_DATE_EPOCH: '1795392000', PLIMSOLL_CACHE_DIR: tree.path('cache') },
    colour: false,
    width: 200,
  });
  expect(err.replace(/^plimsoll: not hashed: .*\n/, '')).toBe('');
  return /^Base +(.*)$/m.exec(out)?.[1];
}

describe('the base of an image by what was scanned before', () => {
  test('is the largest whose layers are its lowest', async () => {
    const cart = tree.path('cart');
    expect(await baseOf(cart, '--verify')).toBeUndefined();
    expect(await baseOf(tree.path('small'), '--verify')).toBeUndefined();
    expect(await baseOf(cart, '--verify')).toBe(
      `oci:${tree.path('small')} (layer 1 of 3 is its, as scanned here on 2026-11-23)`,
    );
    await baseOf(tree.path('large'), '--verify');
    expect(await baseOf(cart, '--verify')).toBe(
      `oci:${tree.path('large')} (layers 1 to 2 of 3 are its, as scanned here on 2026-11-23)`,
    );
  });

  test('is not one with the same layers in another order, nor the image itself', async () => {
    await baseOf(tree.path('large'), '--verify');
    await baseOf(tree.path('other'), '--verify');
    expect(await baseOf(tree.path('other'), '--verify')).toBeUndefined();
    expect(await baseOf(tree.path('large'), '--verify')).toBeUndefined();
  });

  test('is told by layers that were hashed alone, and kept of those alone', async () => {
    await baseOf(tree.path('small'));
    expect(await baseOf(tree.path('cart'), '--verify')).toBeUndefined();
    await baseOf(tree.path('small'), '--verify');
    expect(await baseOf(tree.path('cart'))).toBeUndefined();
  });

  test('is not looked for without a cache', async () => {
    await baseOf(tree.path('small'), '--verify');
    expect(await baseOf(tree.path('cart'), '--verify', '--no-cache')).toBeUndefined();
  });
});

describe('the base that a call gives', () => {
  test('is told where its layers are the lowest', async () => {
    expect(await baseOf(tree.path('cart'), '--base', `oci:${tree.path('large')}`)).toBe(
      `oci:${tree.path('large')} (layers 1 to 2 of 3 are its)`,
    );
  });

  test('is refused where they are not, and the nearest of several counts', async () => {
    expect(await baseOf(tree.path('other'), '--base', `oci:${tree.path('small')}`)).toBe(
      `not oci:${tree.path('small')}, whose layer 1 is another`,
    );
    const both = ['--base', `oci:${tree.path('other')}`, '--base', `oci:${tree.path('small')}`];
    expect(await baseOf(tree.path('cart'), ...both)).toBe(`oci:${tree.path('small')} (layer 1 of 3 is its)`);
  });
});
