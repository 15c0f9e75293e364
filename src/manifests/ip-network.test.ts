import { BlockList } from 'node:net';
import { assert, integer, ipV4, ipV6, property } from 'fast-check';
import { describe, expect, test } from 'vitest';
import { isWithin, parseNetwork } from './ip-network.ts';

describe('reading a network', () => {
  test.each([
    ['10.0.0.0/8', { family: 4, address: 0x0a000000n, length: 8 }],
    ['10.1.2.3/8', { family: 4, address: 0x0a000000n, length: 8 }],
    ['169.254.169.254', { family: 4, address: 0xa9fea9fen, length: 32 }],
    ['0.0.0.0/0', { family: 4, address: 0n, length: 0 }],
    ['::/0', { family: 6, address: 0n, length: 0 }],
    ['::1', { family: 6, address: 1n, length: 128 }],
    ['fd00:ec2::254', { family: 6, address: 0xfd00_0ec2_0000_0000_0000_0000_0000_0254n, length: 128 }],
    ['::ffff:10.0.0.1', { family: 6, address: 0xffff_0a00_0001n, length: 128 }],
  ])('takes %s', (text, network) => {
    expect(parseNetwork(text)).toEqual(network);
  });

  test.each([
    '',
    '10.0.0',
    '10.0.0.256',
    '10.0.0.0/33',
    '10.0.0.0/',
    '10.0.0.0/8/8',
    '::1::',
    '1:2:3:4:5:6:7',
    ':::',
    '::/129',
    'g::',
    '::1.2.3',
    'everywhere',
  ])('refuses "%s"', (text) => {
    expect(parseNetwork(text)).toBeUndefined();
  });
});

describe('an address within a network', () => {
  test.each([
    [ipV4(), 'ipv4', 32],
    [ipV6(), 'ipv6', 128],
  ] as const)('agrees with Node.js (%#)', (address, family, bits) => {
    assert(
      property(address, address, integer({ min: 0, max: bits }), (inner, outer, length) => {
        const list = new BlockList();
        list.addSubnet(outer, length, family);
        const [one, network] = [parseNetwork(inner), parseNetwork(`${outer}/${length}`)];
        if (one === undefined || network === undefined) throw new Error(`${inner} or ${outer} was not read`);
        expect(isWithin(one, network)).toBe(list.check(inner, family));
      }),
    );
  });

  test('is of one family', () => {
    const [one, network] = [parseNetwork('10.0.0.1'), parseNetwork('::/0')];
    expect(one !== undefined && network !== undefined && isWithin(one, network)).toBe(false);
  });
});
