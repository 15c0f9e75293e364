import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { dpkgStatus } from '../../src/catalogers/debian/dpkg-status.ts';
import { catalogText } from '../../src/catalogers/testing/catalog-text.ts';
import { isInstalled } from '../programs.ts';

const FORMAT = '${Package}|${Version}|${Architecture}|${source:Package}|${source:Version}|${db:Status-Status}\\n';

test.skipIf(!isInstalled('dpkg-query'))(
  'the packages that are installed here are those of dpkg-query (skipped without dpkg)',
  async () => {
    const { stdout } = spawnSync('dpkg-query', ['-W', '-f', FORMAT], { encoding: 'utf8', maxBuffer: 64 * 1024 * 1024 });
    const expected = stdout
      .split('\n')
      .filter((line) => line !== '' && !/\|(?:not-installed|config-files)$/.test(line));
    const items = await catalogText(dpkgStatus, 'var/lib/dpkg/status', readFileSync('/var/lib/dpkg/status'));
    const found = items.map((item) => {
      if (item.kind !== 'package') return item.kind;
      const { name, version, architecture, source, details } = item.package;
      const state = details?.['status']?.split(' ')[2];
      return [name, version, architecture, source?.name, source?.version, state].join('|');
    });
    expect(found.toSorted()).toEqual(expected.toSorted());
  },
);
