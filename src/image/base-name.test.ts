import { expect, test } from 'vitest';
import { baseReferenceOf } from './base-name.ts';

const DIGEST = `sha256:${'0'.repeat(64)}`;
const config = { architecture: 'amd64', os: 'linux', created: '', rootfs: { diff_ids: [] }, history: [] };

test.each([
  ['debian:12', DIGEST, `debian:12@${DIGEST}`],
  ['debian:12', 'sha256:short', 'debian:12'],
  [`debian@${DIGEST}`, DIGEST, `debian@${DIGEST}`],
  ['', DIGEST, ''],
])('the base %j with the digest %j is %j', (name, digest, expected) => {
  const annotations = { 'org.opencontainers.image.base.name': name, 'org.opencontainers.image.base.digest': digest };
  expect(baseReferenceOf({ annotations, config })).toBe(expected);
});
