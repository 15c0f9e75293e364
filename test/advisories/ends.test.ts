import { expect, test } from 'vitest';
import { readFeed } from '../../src/advisories/feeds/read-feed.ts';
import { carriedEnds } from '../../src/advisories/support/told-ends.ts';
import { HAS_SHARED_DATA, SKIPPED, sharedFile } from './shared.ts';

test.skipIf(!HAS_SHARED_DATA)(
  `what is carried along is what endoflife.date tells of the same releases ${HAS_SHARED_DATA ? '' : SKIPPED}`,
  () => {
    const feed = readFeed(sharedFile('feeds/eol.json'));
    if ('why' in feed || feed.name !== 'eol') throw new Error('no feed of endoflife.date');
    // It tells of Windows in another category than of what was kept of it here.
    const { 'azure-linux': _, 'windows-server': __, ...products } = carriedEnds.products;
    expect(JSON.parse(Buffer.from(feed.bytes).toString())).toMatchObject(products);
  },
);
