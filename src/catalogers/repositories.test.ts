import { expect, test } from 'vitest';
import { apkRepositories } from './alpine/apk-repositories.ts';
import type { Cataloger } from './cataloger.ts';
import { redhatContentSets } from './redhat/content-sets.ts';
import { told } from './testing/told.ts';

test.each<[Cataloger, string, readonly string[]]>([
  [
    apkRepositories,
    '#/media\nhttps://dl-cdn.alpinelinux.org/alpine/v3.19/main\n\n@edge https://me:secret@example.com/edge\n',
    ['repositories https://dl-cdn.alpinelinux.org/alpine/v3.19/main https://example.com/edge'],
  ],
  [apkRepositories, '# none\n', []],
  [
    redhatContentSets,
    '{"content_sets":["rhel-9-for-x86_64-baseos-rpms"],"from_dnf_hint":true}',
    ['repositories rhel-9-for-x86_64-baseos-rpms'],
  ],
  [redhatContentSets, '{"image_contents":[]}', []],
  [redhatContentSets, '{', ['line 1: no JSON that can be read']],
])('%# repositories', async (cataloger, text, expected) => {
  expect(await told(cataloger, 'x', text)).toEqual(expected);
});
