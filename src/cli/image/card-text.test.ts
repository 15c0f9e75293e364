import * as v from 'valibot';
import { expect, test } from 'vitest';
import { carriedEnds } from '../../advisories/support/told-ends.ts';
import { NO_EVIDENCE } from '../../evidence/image/layers-evidence.ts';
import type { GatheredImage } from '../../gate/image/gathered-image.ts';
import { configSchema } from '../../image/manifest.ts';
import { cardText } from './card-text.ts';

const inspected: GatheredImage = {
  image: {
    name: 'registry.example.com/shop/cart:v1',
    digest: `sha256:${'0'.repeat(64)}`,
    platform: 'linux/amd64',
    config: { architecture: 'amd64', os: 'linux', created: '', rootfs: { diff_ids: [] }, history: [] },
    layers: [],
  },
  read: { layers: [], problems: [], leftOut: [], unverified: [] },
  inventory: {
    distribution: {
      id: 'ubuntu',
      version: '20.04',
      codename: 'focal',
      prettyName: 'Ubuntu 20.04.6 LTS',
      like: ['debian'],
      cpe: '',
      variant: '',
    },
    packages: [],
    unknown: [],
    doubts: [],
    functions: [],
  },
  history: undefined,
  chain: [],
  evidence: NO_EVIDENCE,
};

test('a card is as wide as it may be, and what has no space in it is whole', () => {
  const context = { ends: carriedEnds, today: '2026-11-23', base: '', width: 60 };
  expect(cardText(inspected, context).split('\n')).toEqual([
    'Image     registry.example.com/shop/cart:v1',
    `Digest    sha256:${'0'.repeat(64)}`,
    'Platform  linux/amd64',
    'System    Ubuntu 20.04.6 LTS, end of life since 2025-05-31,',
    '          with Ubuntu Pro until 2030-04-02',
    'Size      0 B in 0 layers',
    'Packages  none found',
    '',
    '',
  ]);
});

test('an image without a manifest is told by what `docker images` shows', () => {
  const imageId = `sha256:${'1'.repeat(64)}`;
  const saved = { ...inspected, image: { ...inspected.image, digest: undefined, imageId } };
  const context = { ends: carriedEnds, today: '2026-11-23', base: '', width: 60 };
  expect(cardText(saved, context)).toContain(`:v1\nImage ID  ${imageId}\nPlatform `);
});

test.each([
  ['linux', '', 'root, since none is set'],
  ['windows', '', 'ContainerAdministrator, since none is set'],
  ['windows', 'ContainerUser', 'ContainerUser'],
])('the user of an image of %s that names %j', (os, User, expected) => {
  const config = v.parse(configSchema, { os, rootfs: {}, config: { User } });
  const context = { ends: carriedEnds, today: '2026-11-23', base: '', width: 60 };
  expect(cardText({ ...inspected, image: { ...inspected.image, config } }, context)).toContain(
    `\nUser      ${expected}\n`,
  );
});
