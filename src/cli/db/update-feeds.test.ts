import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { gzipSync } from 'node:zlib';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type TemporaryTree, temporaryTree } from '../../../test/temporary-tree.ts';
import { runMain } from '../testing/run-main.ts';

type Answer = (response: ServerResponse, etag: string | undefined) => void;

const KEV = '/known_exploited_vulnerabilities.json';
const EPSS = '/epss_scores-current.csv.gz';
const EOL = '/eol.json';

let tree: TemporaryTree;
let server: Server;
let mirror = '';
let answers: Readonly<Record<string, Answer>> = {};
let asked: string[] = [];

beforeEach(async () => {
  tree = temporaryTree();
  answers = { [KEV]: gives(kev('CVE-2021-44228')), [EPSS]: gives(epss), [EOL]: gives(eol) };
  asked = [];
  server = createServer(({ url = '', headers }, response) => {
    asked.push(url);
    const answer = answers[url];
    if (answer === undefined) response.writeHead(404).end();
    else answer(response, headers['if-none-match']);
  });
  await new Promise<void>((listening) => {
    server.listen(0, '127.0.0.1', listening);
  });
  mirror = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterEach(() => {
  server.closeAllConnections();
  server.close();
  tree.remove();
});

const DAY_ONE = '1700000000';
const DAY_FOUR = '1700259200';

async function db(argv: readonly string[], time = DAY_ONE) {
  return runMain(['db', ...argv], {
    directory: tree.root,
    environment: { PLIMSOLL_DB: tree.path('db'), SOURCE_DATE_EPOCH: time },
    width: 100,
  });
}

async function update(argv: readonly string[], time = DAY_ONE) {
  return db(['update', '--from', mirror, ...argv], time);
}

function kev(...cves: readonly string[]): Buffer {
  const vulnerabilities = cves.map((cveID) => ({ cveID, dateAdded: '2021-12-10' }));
  return Buffer.from(
    JSON.stringify({ catalogVersion: '1', dateReleased: '2023-11-13T10:00:00.000Z', vulnerabilities }),
  );
}

const epss = gzipSync(
  '#model_version:v2025.03.14,score_date:2023-11-13T12:55:00Z\ncve,epss,percentile\nCVE-2021-44228,0.94358,0.99957\n',
);
const eol = Buffer.from(
  JSON.stringify({
    schema_version: '1.2.0',
    generated_at: '2023-11-14T00:00:00+00:00',
    result: [{ name: 'debian', category: 'os', releases: [{ name: '12', isEol: false, eolFrom: '2026-07-11' }] }],
  }),
);

/** Gives a body that is called by its length. */
function gives(body: Buffer): Answer {
  const tag = `"${body.length}"`;
  return (response, etag) => {
    if (etag === tag) response.writeHead(304).end();
    else response.writeHead(200, { 'content-length': body.length, etag: tag }).end(body);
  };
}

function says(status: number): Answer {
  return (response) => {
    response.writeHead(status, { 'retry-after': '0' }).end();
  };
}

function state(): readonly string[] {
  return readdirSync(tree.path('db')).map((name) => `${name} ${readFileSync(tree.path(`db/${name}`)).toString('hex')}`);
}

describe('plimsoll db update of feeds', () => {
  test('fetches those that are named, and then only what changed', async () => {
    expect(await update(['epss', 'kev'])).toEqual({
      code: 0,
      out: 'known exploited: 1 CVE\nprobability of exploitation: 1 CVE\n',
      err: '',
    });
    expect(asked).toEqual([KEV, EPSS]);
    answers = { ...answers, [KEV]: gives(kev('CVE-2021-44228', 'CVE-2014-0160')) };
    expect((await update(['kev', 'epss'], DAY_FOUR)).out).toBe(
      'known exploited: 2 CVEs\nprobability of exploitation: unchanged\n',
    );
    expect((await db(['status'], DAY_FOUR)).out).toContain(
      'probability of exploitation: 1 CVE, made 4 days ago, taken today\n',
    );
  });

  test('fetches all of them where none is named', async () => {
    await update(['kev']);
    expect((await update([])).out).toBe(
      'known exploited: unchanged\nprobability of exploitation: 1 CVE\nend of support: 1 product\n',
    );
  });

  test('fetches anew what is not here any more', async () => {
    await update(['epss']);
    for (const name of readdirSync(tree.path('db'))) if (name.startsWith('epss')) rmSync(tree.path(`db/${name}`));
    expect((await update(['epss'])).out).toBe('probability of exploitation: 1 CVE\n');
  });

  test.each<[string, Answer, string]>([
    ['a server that fails', says(503), 'it answers 503'],
    ['a page', gives(Buffer.from('<html>Sign in</html>')), 'it is no JSON'],
    ['another feed', gives(eol), 'it answers with another feed'],
    ['half of it', gives(kev('CVE-2021-44228').subarray(0, 60)), 'it is no JSON'],
  ])('%s leaves what is there in use, and says how old it is', { timeout: 30_000 }, async (_, answer, why) => {
    await update(['kev']);
    const before = state();
    answers = { ...answers, [KEV]: answer };
    const { code, err } = await update(['kev'], DAY_FOUR);
    expect(code).toBe(3);
    expect(err).toContain('PL_E_FEED_NOT_FETCHED');
    expect(err).toContain(why);
    expect(err).toContain('Those that were taken 3 days ago are still in use (made 4 days ago).\n');
    expect(state()).toEqual(before);
  });

  test('one that fails keeps no other one back', { timeout: 30_000 }, async () => {
    answers = { ...answers, [KEV]: says(403) };
    const { code, out, err } = await update(['kev', 'epss']);
    expect([code, out]).toEqual([3, 'probability of exploitation: 1 CVE\n']);
    expect(err).toContain('There are none of it here.');
  });

  test('one that is named and that the mirror does not have is missing', async () => {
    answers = {};
    const { code, err } = await update(['eol']);
    expect(code).toBe(3);
    expect(err).toContain('PL_E_FEED');
    expect(err).toContain('eol.json was not taken: it is not in http://127.0.0.1');
  });

  test('takes a directory for a mirror', async () => {
    mkdirSync(tree.path('mirror'));
    writeFileSync(tree.path(`mirror${KEV}`), kev('CVE-2021-44228'));
    writeFileSync(tree.path(`mirror${EPSS}`), epss);
    expect(await db(['update', 'kev', 'epss', '--from', 'mirror', '--offline'])).toMatchObject({ code: 0, err: '' });
    expect(await db(['update', '--from', 'mirror'])).toEqual({
      code: 0,
      out: 'known exploited: 1 CVE\nprobability of exploitation: 1 CVE\nnot in mirror: eol.json\n',
      err: '',
    });
    expect((await db(['update', 'eol', '--from', 'mirror'])).code).toBe(3);
  });

  test('a bundle carries them all', async () => {
    await update(['kev', 'epss', 'eol']);
    const here = state().filter((file) => !file.startsWith('database.json'));
    await db(['export', 'all.tar']);
    rmSync(tree.path('db'), { recursive: true });
    expect((await db(['import', 'all.tar'])).code).toBe(0);
    expect(state().filter((file) => !file.startsWith('database.json'))).toEqual(here);
  });
});
