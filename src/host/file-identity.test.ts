import { describe, expect, test } from 'vitest';
import { type ChangingStats, fileIdentity } from './file-identity.ts';

const NOW = 1_800_000_000_000;

function stats(changed: Partial<ChangingStats> = {}): ChangingStats {
  const written = BigInt(NOW - 60_000) * 1_000_000n;
  return { dev: 1n, ino: 2n, size: 3n, mtimeNs: written, ctimeNs: written, isFile: () => true, ...changed };
}

describe('the identity of a file', () => {
  test('is the same as long as nothing is written', () => {
    expect(fileIdentity(stats(), NOW)).toBe(fileIdentity(stats(), NOW + 1000));
  });

  test.each([
    ['another device', { dev: 9n }],
    ['another file', { ino: 9n }],
    ['another size', { size: 9n }],
    ['another time of writing', { mtimeNs: 9n }],
    ['another time of change, the time of writing set back', { ctimeNs: 9n }],
  ])('is another with %s', (_, changed) => {
    expect(fileIdentity(stats(changed), NOW)).not.toBe(fileIdentity(stats(), NOW));
  });

  test.each([
    ['that changed a moment ago', { ctimeNs: BigInt(NOW - 2000) * 1_000_000n }],
    ['that changed after now', { ctimeNs: BigInt(NOW + 60_000) * 1_000_000n }],
    ['without a number', { ino: 0n }],
    ['that is none', { isFile: () => false }],
  ])('is not told of a file %s', (_, changed) => {
    expect(fileIdentity(stats(changed), NOW)).toBeUndefined();
  });
});
