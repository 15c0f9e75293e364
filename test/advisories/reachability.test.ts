import { execFileSync } from 'node:child_process';
import { Readable } from 'node:stream';
import { expect, test } from 'vitest';
import { main } from '../../src/cli/main.ts';
import type { ReportDocument } from '../../src/contract/report.ts';
import { isInstalled } from '../programs.ts';
import { temporaryTree } from '../temporary-tree.ts';
import { type OsvRecord, writeBucket } from './write-bucket.ts';

const PROGRAM = `package main

import (
	"net/url"
	"os"
)

func main() {
	found, _ := url.Parse(os.Args[0])
	println(found.String())
}
`;

/** A flaw in the standard library: in a function of a package (`net/url#Parse`), in all of it (`net/http`), or nobody says where. */
function flawIn(id: string, ...places: readonly string[]): OsvRecord {
  const imports = places.map((place) => {
    const [path, symbol] = place.split('#');
    return { path, ...(symbol === undefined ? {} : { symbols: [symbol] }) };
  });
  const ranges = [{ type: 'SEMVER', events: [{ introduced: '0' }] }];
  const stdlib = { ecosystem: 'Go', name: 'stdlib' };
  return {
    id,
    affected: [{ package: stdlib, ranges, ...(imports.length === 0 ? {} : { ecosystem_specific: { imports } }) }],
  };
}

test.skipIf(!isInstalled('go', 'version'))(
  'a scan tells of a flaw in Go whether a program without symbols holds its functions (skipped without go)',
  { timeout: 120_000 },
  async () => {
    const tree = temporaryTree({ 'tool/go.mod': 'module example.com/tool\n\ngo 1.18\n', 'tool/main.go': PROGRAM });
    const env = { ...process.env, CGO_ENABLED: '0', GOFLAGS: '-buildvcs=false', GOWORK: 'off' };
    const options = ['build', '-ldflags', '-s -w', '-o', tree.path('image/usr/bin/tool')];
    execFileSync('go', options, { cwd: tree.path('tool'), env, stdio: 'pipe' });
    writeBucket(tree.path('osv'), {
      Go: [
        flawIn('GO-2026-9001', 'net/url#Parse'),
        flawIn('GO-2026-9002', 'net/url#JoinPath'),
        flawIn('GO-2026-9003', 'net/url'),
        flawIn('GO-2026-9004', 'net/http'),
        flawIn('GO-2026-9005', 'net/http#Server.Serve', 'net/url#URL.String'),
        flawIn('GO-2026-9006'),
      ],
    });
    let out = '';
    const context = {
      out: (text: string) => {
        out += text;
      },
      err: () => {},
      in: Readable.from([]),
      directory: tree.root,
      environment: {},
      colour: false,
      width: 100,
    };
    expect(await main(['db', 'import', 'osv', '--db', 'db'], context)).toBe(0);
    out = '';
    await main(['scan', `dir:${tree.path('image')}`, '--db', 'db', '--no-cache', '--all', '-o', 'json'], context);
    const report: ReportDocument = JSON.parse(out);
    tree.remove();
    const found = report.findings.flatMap(({ vulnerability: each }) =>
      each === undefined ? [] : [`${each.id} ${each.reachability}`],
    );
    expect(found.toSorted()).toEqual([
      'GO-2026-9001 linked',
      'GO-2026-9002 not-linked',
      'GO-2026-9003 linked',
      'GO-2026-9004 not-linked',
      'GO-2026-9005 linked',
      'GO-2026-9006 unknown',
    ]);
  },
);
