import type { IncomingMessage, ServerResponse } from 'node:http';
import { describe, expect, test } from 'vitest';
import { registryPlaces, serve } from '../../../test/image/served-image.ts';
import { digestOf } from '../../../test/image/write-layout.ts';
import { UserError } from '../../core/errors.ts';
import { OCI_INDEX } from '../media-types.ts';
import { Repository } from './repository.ts';

const SUBJECT = digestOf(Buffer.from('the image'));
const TAG = `/v2/cart/manifests/${SUBJECT.replace(':', '-')}`;
const API = `/v2/cart/referrers/${SUBJECT}`;

function referrer(name: string): object {
  const digest = digestOf(Buffer.from(name));
  return { mediaType: 'application/vnd.oci.image.manifest.v1+json', digest, size: 7, artifactType: name };
}

function list(...names: readonly string[]): string {
  return JSON.stringify({ schemaVersion: 2, mediaType: OCI_INDEX, manifests: names.map(referrer) });
}

type Answer = (request: IncomingMessage, response: ServerResponse) => void;

async function referrers(answers: Readonly<Record<string, Answer | string>>) {
  await using server = await serve((request, response) => {
    const answer = answers[request.url ?? ''];
    if (answer === undefined) response.writeHead(404).end();
    else if (typeof answer === 'string') response.writeHead(200, { 'content-type': OCI_INDEX }).end(answer);
    else answer(request, response);
  });
  const { registry } = registryPlaces({ insecure: [server.host] });
  const repository = new Repository(registry, server.host, 'cart');
  try {
    const { list: found, isComplete } = await repository.referrersOf(SUBJECT);
    return { types: found.map(({ artifactType }) => artifactType), isComplete, asked: server.asked };
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    return { code: error.problem.code, asked: server.asked };
  }
}

/** A page that names the next one. */
function page(body: string, next: string): Answer {
  return (_, response) =>
    response.writeHead(200, { 'content-type': OCI_INDEX, link: `<${next}>; rel="next"` }).end(body);
}

const denied: Answer = (_, response) => response.writeHead(403).end();

describe('what refers to an image', () => {
  test('is told by the registry and by a tag, each once', async () => {
    const { types, isComplete } = await referrers({
      [API]: list('sbom', 'signature'),
      [TAG]: list('signature', 'old'),
    });
    expect(types).toEqual(['sbom', 'signature', 'old']);
    expect(isComplete).toBe(true);
  });

  test.each([400, 404, 405, 501])('is told by a tag alone where the registry answers %i', async (status) => {
    const { types } = await referrers({ [API]: (_, response) => response.writeHead(status).end(), [TAG]: list('old') });
    expect(types).toEqual(['old']);
  });

  test('may be nothing', async () => {
    expect(await referrers({})).toMatchObject({ types: [], isComplete: true });
  });

  test('comes in pages', async () => {
    const { types } = await referrers({ [API]: page(list('a'), `${API}?page=2`), [`${API}?page=2`]: list('b') });
    expect(types).toEqual(['a', 'b']);
  });

  test('is read up to a limit of pages', async () => {
    const { types, isComplete, asked } = await referrers({ [API]: page(list('a'), API) });
    expect({ types, isComplete }).toEqual({ types: ['a'], isComplete: false });
    expect(asked).toHaveLength(33);
  });

  test('is read up to a limit of referrers', async () => {
    const many = list(...Array.from({ length: 5000 }, (_, index) => String(index)));
    const { types, isComplete } = await referrers({ [API]: page(many, API) });
    expect(types).toHaveLength(1000);
    expect(isComplete).toBe(false);
  });

  test('is not looked for on another server', async () => {
    const elsewhere = page(list('a'), 'https://evil.example.com/v2/next');
    expect(await referrers({ [API]: elsewhere })).toMatchObject({ code: 'PL_E_REGISTRY_ANSWER' });
  });

  test.each<[string, Answer | string]>([
    ['no list', '{}'],
    ['no JSON', 'x'],
    ['an image', JSON.stringify({ layers: [] })],
    ['without digests', JSON.stringify({ manifests: [{ digest: '../x' }] })],
    ['nothing that is known', (_, response) => response.writeHead(418).end()],
  ])('is unknown where the registry answers with %s', async (_, answer) => {
    expect(await referrers({ [API]: answer })).toMatchObject({ code: 'PL_E_REGISTRY_ANSWER' });
  });

  test('is unknown to who may not see it, and not nothing', async () => {
    expect(await referrers({ [API]: denied })).toMatchObject({ code: 'PL_E_REGISTRY_DENIED' });
  });

  test('is not an image that has such a tag', async () => {
    const image = JSON.stringify({ schemaVersion: 2, config: referrer('c'), layers: [] });
    const answer: Answer = (_, response) => response.writeHead(200).end(image);
    expect((await referrers({ [TAG]: answer })).types).toEqual([]);
  });

  test('is too large to be read', async () => {
    const large = list('x'.repeat(5_000_000));
    expect(await referrers({ [API]: large })).toMatchObject({ code: 'PL_E_REGISTRY_UNREACHABLE' });
  });
});
