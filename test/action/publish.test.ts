import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { gunzipSync } from 'node:zlib';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { Runner } from './step.ts';

interface Request {
  readonly what: string;
  readonly authorization: string | undefined;
  readonly body: Readonly<Record<string, string>>;
}

const SARIF = {
  version: '2.1.0',
  runs: [{ tool: {}, results: [{ ruleId: 'a/b', partialFingerprints: { 'plimsollFindingId/v1': 'abc' } }, {}] }],
};

let runner = new Runner();
let server: Server;
let requests: Request[] = [];
let comments: unknown[] = [];
let status = 200;

beforeEach(async () => {
  runner = new Runner();
  requests = [];
  comments = [];
  status = 200;
  server = createServer((request, response) => {
    const parts: Buffer[] = [];
    request.on('data', (part: Buffer) => parts.push(part));
    request.on('end', () => {
      const text = Buffer.concat(parts).toString('utf8');
      const body = text === '' ? {} : (JSON.parse(text) as Record<string, string>);
      const page = Number(new URL(request.url ?? '', 'http://localhost').searchParams.get('page') ?? 1);
      requests.push({
        what: `${request.method} ${request.url?.split('?')[0]}`,
        authorization: request.headers.authorization,
        body,
      });
      response.writeHead(status, { 'content-type': 'application/json' });
      response.end(JSON.stringify(request.method === 'GET' ? comments.slice((page - 1) * 100, page * 100) : { id: 1 }));
    });
  });
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
});
afterEach(() => {
  server.close();
  runner.remove();
});

function variables(verdict: string, from = 'shop/cart', markdown = '# Blocked\n'): Record<string, string> {
  const event = { pull_request: { number: 7, head: { repo: { full_name: from } } } };
  return {
    GITHUB_API_URL: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    GITHUB_REPOSITORY: 'shop/cart',
    GITHUB_SHA: 'c0ffee',
    GITHUB_JOB: 'manifests',
    GITHUB_REF: 'refs/pull/7/merge',
    GITHUB_EVENT_PATH: runner.write('event.json', JSON.stringify(event)),
    PLIMSOLL_TOKEN: 'a-token',
    PLIMSOLL_SARIF: runner.write('report.sarif', JSON.stringify(SARIF)),
    PLIMSOLL_MARKDOWN: runner.write('report.md', markdown),
    PLIMSOLL_VERDICT: verdict,
  };
}

describe('the upload to code scanning', () => {
  test('is the report, zipped, for the commit and the ref of the run', async () => {
    const ended = await runner.step('upload-sarif.mjs', variables('blocked'));
    expect(ended.status).toBe(0);
    const [{ what, authorization, body } = { what: '', authorization: '', body: {} }] = requests;
    expect(what).toBe('POST /repos/shop/cart/code-scanning/sarifs');
    expect(authorization).toBe('Bearer a-token');
    expect(body).toMatchObject({ commit_sha: 'c0ffee', ref: 'refs/pull/7/merge' });
    expect(JSON.parse(gunzipSync(Buffer.from(body['sarif'] ?? '', 'base64')).toString())).toMatchObject(SARIF);
  });

  test('tells GitHub by what to know an alert again, and which analysis it replaces', async () => {
    await runner.step('upload-sarif.mjs', variables('blocked'));
    const sarif: unknown = JSON.parse(gunzipSync(Buffer.from(requests[0]?.body['sarif'] ?? '', 'base64')).toString());
    expect(sarif).toHaveProperty('runs[0].results[0].partialFingerprints.primaryLocationLineHash', 'abc:1');
    expect(sarif).toHaveProperty('runs[0].automationDetails.id', 'plimsoll:manifests/');
  });

  test('that is refused fails, with what GitHub said and without the token', async () => {
    status = 403;
    const ended = await runner.step('upload-sarif.mjs', variables('blocked'));
    expect(ended.log).toContain('::error title=Plimsoll::GitHub answered 403 to POST code-scanning/sarifs');
    expect(ended.log).not.toContain('a-token');
    expect(ended.status).toBe(2);
  });
});

describe('the comment', () => {
  const own = { id: 42, body: '<!-- plimsoll -->\nold', user: { type: 'Bot' } };
  const forged = { id: 13, body: '<!-- plimsoll -->\nforged', user: { type: 'User' } };
  const others = Array.from({ length: 120 }, (_, id) => ({ id: 1000 + id, body: 'hello', user: { type: 'User' } }));

  test.each([
    ['is written where there is none', 'blocked', [], 'POST /repos/shop/cart/issues/7/comments'],
    ['is kept current', 'passed', [own], 'PATCH /repos/shop/cart/issues/comments/42'],
    ['is found on a later page', 'blocked', [...others, own], 'PATCH /repos/shop/cart/issues/comments/42'],
    ['is never one that a person wrote', 'blocked', [forged], 'POST /repos/shop/cart/issues/7/comments'],
  ])('%s', async (_what, verdict, there, request) => {
    comments = there;
    const ended = await runner.step('comment.mjs', variables(verdict));
    expect(ended.status).toBe(0);
    expect(requests.at(-1)).toMatchObject({ what: request, body: { body: '<!-- plimsoll -->\n# Blocked\n' } });
  });

  test('bears the mark once, also where the report has it', async () => {
    await runner.step('comment.mjs', variables('blocked', 'shop/cart', '<!-- plimsoll -->\n# Blocked\n'));
    expect(requests.at(-1)?.body['body']).toBe('<!-- plimsoll -->\n# Blocked\n');
  });

  test('is not begun where all is well', async () => {
    await runner.step('comment.mjs', variables('passed'));
    expect(requests.map(({ what }) => what)).toEqual(['GET /repos/shop/cart/issues/7/comments']);
  });

  test('is as long as GitHub allows', async () => {
    await runner.step('comment.mjs', variables('blocked', 'shop/cart', 'a line\n'.repeat(20_000)));
    const text = requests.at(-1)?.body['body'] ?? '';
    expect(text.length).toBeLessThanOrEqual(65_536);
    expect(text).toContain('The report is longer than what may stand here');
  });
});

test.each(['upload-sarif.mjs', 'comment.mjs'])(
  '%s does not ask with the token of a fork, and says so',
  async (script) => {
    const ended = await runner.step(script, variables('blocked', 'somebody/cart'));
    expect(ended.log).toContain('::notice title=Plimsoll::');
    expect(ended.status).toBe(0);
    expect(requests).toEqual([]);
  },
);
