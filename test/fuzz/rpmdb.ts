import { readRpmDatabase } from '../../src/formats/rpmdb/read-rpm-database.ts';
import { writeBerkeley, writeNdb, writeSqlite } from '../formats/write-rpm-database.ts';
import { writeRpmHeader } from '../formats/write-rpm-header.ts';
import { overwritten } from './overwritten.ts';
import type { FuzzTarget } from './target.ts';

const HEADERS = ['bash', 'zlib', 'openssl-libs'].map((name) =>
  writeRpmHeader(
    {
      name,
      version: '1.2',
      release: '3.el9',
      epoch: [1],
      directoryIndexes: Array.from({ length: 30 }, () => 0),
      baseNames: Array.from({ length: 30 }, (_, index) => `file-${index}`),
      directoryNames: ['/usr/bin/'],
    },
    { vendor: 'Example' },
  ),
);

const SEEDS = [writeSqlite(HEADERS, 512), writeNdb(HEADERS), writeBerkeley(HEADERS), writeBerkeley(HEADERS, 'big')].map(
  (bytes) => Buffer.from(bytes).toString('latin1'),
);

/** The reader of rpm databases: packages that have names, or problems with places, and never more of them than there are bytes. */
export const rpmdb: FuzzTarget = {
  seeds: SEEDS,
  async check(text, mutator) {
    const bytes = overwritten(text, SEEDS, mutator);
    let items = 0;
    for (const item of readRpmDatabase(bytes)) {
      items += 1;
      if ('package' in item && item.package.name === '') throw new Error('a package without a name');
      if (items > bytes.length + 1) throw new Error(`${items} items of ${bytes.length} bytes`);
    }
    if (items === 0 && bytes.length === 0) throw new Error('an empty file was read as an empty database');
  },
};
