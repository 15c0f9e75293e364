import { hash } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Readable } from 'node:stream';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { writeZip } from '../../../test/formats/write-zip.ts';
import { type TemporaryTree, temporaryTree } from '../../../test/temporary-tree.ts';
import { main } from '../main.ts';
import { runMain } from '../testing/run-main.ts';

type Answer = (request: IncomingMessage, response: ServerResponse) => void;

let tree: TemporaryTree;
let server: Server;
let bucket = '';
let answers: Answer[] = [];
let asked: { readonly url: string; readonly etag: string | undefined; readonly since: string | undefined }[] = [];

beforeEach(async () => {
  tree = temporaryTree();
  answers = [];
  asked = [];
  server = createServer((request, response) => {
    if (FEED.test(request.url ?? '')) {
      response.writeHead(404).end();
      return;
    }
    const { 'if-none-match': etag, 'if-modified-since': since } = request.headers;
    asked.push({ url: request.url ?? '', etag, since });
    const answer = answers.length > 1 ? answers.shift() : answers[0];
    if (answer === undefined) response.writeHead(404).end();
    else answer(request, response);
  });
  await new Promise<void>((listening) => {
    server.listen(0, '127.0.0.1', listening);
  });
  bucket = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterEach(() => {
  server.closeAllConnections();
  server.close();
  tree.remove();
});

/** The mirror has no feeds. */
const FEED = /\/(?:known_exploited_vulnerabilities\.json|epss_scores-current\.csv\.gz|eol\.json)$/;

function withoutFeeds(out: string): string {
  return `${out}not in ${bucket}: known_exploited_vulnerabilities.json, epss_scores-current.csv.gz, eol.json\n`;
}

const DAY_ONE = '1700000000';
const DAY_FOUR = '1700259200';

async function update(argv: readonly string[], time = DAY_ONE, more: Readonly<Record<string, string>> = {}) {
  return runMain(['db', 'update', '--from', bucket, ...argv], {
    directory: tree.root,
    environment: { PLIMSOLL_DB: tree.path('db'), SOURCE_DATE_EPOCH: time, ...more },
    width: 100,
  });
}

function archive(...ids: readonly string[]): Uint8Array {
  const ranges = [{ type: 'ECOSYSTEM', events: [{ introduced: '0' }, { fixed: '2' }] }];
  return writeZip(
    ids.map((id) => ({
      name: `${id}.json`,
      body: JSON.stringify({
        id,
        modified: '2023-11-01T00:00:00Z',
        affected: [{ package: { ecosystem: 'npm', name: 'lodash' }, ranges }],
      }),
    })),
  );
}

function gives(body: Uint8Array, headers: Readonly<Record<string, string>> = {}): Answer {
  return (_, response) => {
    response.writeHead(200, { 'content-length': body.length, ...headers }).end(body);
  };
}

function says(status: number, headers: Readonly<Record<string, string>> = {}): Answer {
  return (_, response) => {
    response.writeHead(status, headers).end();
  };
}

/** Announces a whole archive, and breaks off in the middle. */
const breaksOff: Answer = (_, response) => {
  const whole = archive('A', 'B');
  response.writeHead(200, { 'content-length': whole.length });
  response.write(whole.subarray(0, 40), () => response.destroy());
};

function catalogue(): string {
  return readFileSync(tree.path('db/database.json'), 'utf8');
}

/** Every file of the database with what is in it. */
function state(): readonly string[] {
  return readdirSync(tree.path('db')).map((name) => `${name} ${hash('sha256', readFileSync(tree.path(`db/${name}`)))}`);
}

describe('plimsoll db update', () => {
  test('fetches an ecosystem, and then only what changed', async () => {
    answers = [gives(archive('A'), { etag: '"one"', 'last-modified': 'Wed, 01 Nov 2023 00:00:00 GMT' }), says(304)];
    expect(await update(['npm:1'])).toEqual({ code: 0, out: 'npm: 1 record\n', err: '' });
    expect(await update([], DAY_FOUR)).toEqual({ code: 0, out: withoutFeeds('npm: unchanged\n'), err: '' });
    answers = [gives(archive('A', 'B'), { etag: '"two"' })];
    expect(await update([], DAY_FOUR)).toEqual({ code: 0, out: withoutFeeds('npm: 2 records\n'), err: '' });
    expect(asked).toEqual([
      { url: '/npm/all.zip', etag: undefined, since: undefined },
      { url: '/npm/all.zip', etag: '"one"', since: undefined },
      { url: '/npm/all.zip', etag: '"one"', since: undefined },
    ]);
    expect(JSON.parse(catalogue())).toMatchObject({
      sources: { npm: { etag: '"two"', records: 2, taken: '2023-11-17T22:13:20.000Z' } },
    });
  });

  test('goes by the date where the server has no name for its state', async () => {
    answers = [gives(archive('A'), { 'last-modified': 'Wed, 01 Nov 2023 00:00:00 GMT' }), says(304)];
    await update(['npm']);
    expect((await update(['npm'])).out).toBe('npm: unchanged\n');
    expect(asked[1]?.since).toBe('Wed, 01 Nov 2023 00:00:00 GMT');
  });

  test('what is confirmed is as old as its confirmation', async () => {
    answers = [gives(archive('A'), { etag: '"one"' }), says(304)];
    await update(['npm']);
    await update(['npm'], DAY_FOUR);
    expect(JSON.parse(catalogue())).toMatchObject({
      sources: { npm: { taken: '2023-11-17T22:13:20.000Z', records: 1 } },
    });
  });

  test('fetches all of it where a file of it is gone', async () => {
    answers = [gives(archive('A'), { etag: '"one"' })];
    await update(['npm']);
    for (const name of readdirSync(tree.path('db'))) if (name.endsWith('.pldb')) rmSync(tree.path(`db/${name}`));
    expect((await update(['npm'])).out).toBe('npm: 1 record\n');
    expect(asked[1]?.etag).toBeUndefined();
  });

  test('fetches all of it where another version wrote a file of it', async () => {
    answers = [gives(archive('A'), { etag: '"one"' })];
    await update(['npm']);
    const file = readdirSync(tree.path('db')).find((name) => name.startsWith('npm.')) ?? '';
    writeFileSync(tree.path(`db/${file}`), Buffer.alloc(readFileSync(tree.path(`db/${file}`)).length));
    expect((await update([])).out).toBe(withoutFeeds('npm: 1 record\n'));
    expect(asked.map(({ etag }) => etag)).toEqual([undefined, undefined]);
  });

  test('asks a mirror for all, whatever another called its state', async () => {
    answers = [gives(archive('A'), { etag: '"one"' })];
    await update(['npm']);
    await update(['npm', '--from', `${bucket}/mirror/`]);
    expect(asked[1]).toEqual({ url: '/mirror/npm/all.zip', etag: undefined, since: undefined });
  });

  test('tries again what passes', async () => {
    answers = [says(429, { 'retry-after': '0' }), breaksOff, says(500, { 'retry-after': '0' }), gives(archive('A'))];
    const { code, out, err } = await update(['npm']);
    expect({ code, out }).toEqual({ code: 0, out: 'npm: 1 record\n' });
    expect(err.split('\n').map((line) => line.replace(/^plimsoll: 127.0.0.1:\d+: /, ''))).toEqual([
      'too many requests (429); trying again in 0 s',
      expect.stringMatching(/; trying again in 1 s$/),
      'it answers 500; trying again in 0 s',
      '',
    ]);
  });

  test('follows a redirect, and writes down what was asked for', async () => {
    answers = [says(302, { location: '/elsewhere' }), gives(archive('A'))];
    expect((await update(['Red Hat', '--db', 'db'])).out).toBe('Red Hat: 1 record\n');
    expect(asked.map(({ url }) => url)).toEqual(['/Red%20Hat/all.zip', '/elsewhere']);
    expect(catalogue()).toContain('/Red%20Hat/all.zip"');
  });

  test('tells what a name that no archive has may stand for', async () => {
    answers = [says(404)];
    expect((await update(['debain'])).err).toContain('it has no such archive (404), and Debian may be meant');
  });

  const whole = archive('A', 'B');
  const harmed = Buffer.from(whole);
  harmed.writeUInt8(harmed.readUInt8(50) ^ 1, 50);
  const busy = { 'retry-after': '0' };
  test.each<[string, Answer, string, readonly string[]]>([
    ['a server without it', says(404), 'it has no such archive (404)', []],
    ['one that refuses', says(403), 'it answers 403', []],
    ['one that fails for good', says(503, busy), 'it answers 503', []],
    ['one that wants to be left alone', says(429, { 'retry-after': '86400' }), 'asks to come back in 86400 s', []],
    ['a redirect in a circle', says(302, { location: '/npm/all.zip' }), 'it redirects more than 5 times', []],
    ['half a file that is told to be whole', gives(whole.subarray(0, 150)), 'it is cut off or damaged', []],
    ['a file that was harmed', gives(harmed), 'it is damaged at byte', []],
    ['a page instead of an archive', gives(Buffer.from('<html>Sign in</html>'.repeat(9))), 'it is no ZIP archive', []],
    ['more than is taken', gives(whole), 'more than 100 bytes', ['--max-archive-bytes', '100']],
    [
      'more than is taken, without a length',
      (_, response) => response.writeHead(200).end(whole),
      'more than 100 bytes',
      ['--max-archive-bytes', '100'],
    ],
  ])('%s leaves what is there in use, and says how old it is', async (_, answer, why, argv) => {
    answers = [gives(archive('A'))];
    await update(['npm']);
    const before = state();
    answers = [answer];
    const { code, out, err } = await update(['npm', ...argv], DAY_FOUR);
    expect(code).toBe(3);
    expect(out).toBe('');
    expect(err).toContain('PL_E_ADVISORIES_NOT_FETCHED');
    expect(err).toContain(why);
    expect(err).toContain('Those that were taken 3 days ago are still in use (the newest changed 16 days ago).\n');
    expect(state()).toEqual(before);
  });

  test('compares what arrived with the checksum that the server tells', async () => {
    const told = `crc32c=AAAAAA==,md5=${hash('md5', whole, 'base64')}`;
    answers = [gives(harmed, { 'x-goog-hash': told }), gives(whole, { 'x-goog-hash': told })];
    const { code, out, err } = await update(['npm']);
    expect({ code, out }).toEqual({ code: 0, out: 'npm: 2 records\n' });
    expect(err).toContain('what arrived does not have the checksum that it tells; trying again');
  });

  test('an ecosystem that fails keeps no other one back', async () => {
    answers = [
      (request, response) => {
        (request.url === '/npm/all.zip' ? gives(archive('A')) : says(404))(request, response);
      },
    ];
    const { code, out, err } = await update(['Debian', 'npm']);
    expect(code).toBe(3);
    expect(out).toBe('npm: 1 record\n');
    expect(err).toContain('There are none of it here.');
  });

  test('a server that is not there leaves what is there in use', async () => {
    answers = [gives(archive('A'))];
    await update(['npm']);
    server.closeAllConnections();
    await new Promise((closed) => {
      server.close(closed);
    });
    const { code, err } = await update(['npm']);
    expect(code).toBe(3);
    expect(err).toContain('Those that were taken today are still in use');
  }, 30_000);

  test('takes a directory for a mirror, also without a network', async () => {
    mkdirSync(tree.path('osv/npm'), { recursive: true });
    writeFileSync(tree.path('osv/npm/all.zip'), archive('A'));
    const { code, out, err } = await update(['npm', 'Go', '--from', 'osv', '--offline']);
    expect({ code, out }).toEqual({ code: 3, out: 'npm: 1 record\n' });
    expect(err).toContain('it is not there');
  });

  test.each([
    ['--offline', {}],
    ['', { PLIMSOLL_OFFLINE: '1' }],
  ])('asks nobody with %j %j', async (flag, environment) => {
    const { code, err } = await update(['npm', ...(flag === '' ? [] : [flag])], DAY_ONE, environment);
    expect(code).toBe(3);
    expect(err).toContain('PL_E_OFFLINE');
    expect(asked).toEqual([]);
  });

  test.each([
    [[]],
    [['../npm']],
    [['npm', '--from', 'ftp://127.0.0.1/']],
    [['npm', '--from', 'https://user:secret@127.0.0.1/']],
    [['npm', '--max-archive-bytes', 'many']],
  ])('%j is a wrong call', async (argv) => {
    const { code, err } = await update(argv);
    expect(code).toBe(2);
    expect(err).toContain('PL_E_USAGE');
    expect(err).not.toContain('secret');
  });

  test('--all fetches every ecosystem that the bucket lists, if its versions can be compared', async () => {
    const names = Buffer.from('Debian\nDebian:12\nnpm\nUVI\n');
    answers = [gives(names), gives(archive('A'))];
    const { code, out } = await update(['--all']);
    expect({ code, out }).toEqual({ code: 0, out: withoutFeeds('Debian: 1 record\nnpm: 1 record\n') });
    const [list, ...archives] = asked.map(({ url }) => url);
    expect([list, ...archives.toSorted()]).toEqual(['/ecosystems.txt', '/Debian/all.zip', '/npm/all.zip']);
  });

  test('asks where advisories are published ready to use once, and says nothing of it where that fails', async () => {
    const hosts: string[] = [];
    server.on('connect', ({ url = '' }, socket) => {
      hosts.push(url);
      socket.end('HTTP/1.1 403 Forbidden\r\n\r\n');
    });
    let err = '';
    const code = await main(['db', 'update', 'npm'], {
      out: () => {},
      err: (text) => {
        err += text;
      },
      in: Readable.from([]),
      directory: tree.root,
      environment: { PLIMSOLL_DB: tree.path('db'), HTTPS_PROXY: bucket, HOME: tree.root },
      colour: false,
      width: 100,
    });
    expect(code).toBe(3);
    expect(hosts[0]).toBe('ghcr.io:443');
    expect(new Set(hosts.slice(1))).toEqual(new Set(['osv-vulnerabilities.storage.googleapis.com:443']));
    expect(err).toContain('PL_E_ADVISORIES_NOT_FETCHED');
    expect(err).not.toContain('ghcr');
  }, 30_000);
});
