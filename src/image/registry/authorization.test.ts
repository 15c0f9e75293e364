import type { IncomingMessage, ServerResponse } from 'node:http';
import { describe, expect, test } from 'vitest';
import { readOutcome } from '../../../test/image/read-outcome.ts';
import {
  answerWith,
  type RegistryPlacesSettings,
  registryPlaces,
  serve,
  servedImage,
} from '../../../test/image/served-image.ts';
import { writeTar } from '../../../test/image/write-tar.ts';
import { basicAuthorization, type Credential } from './credential.ts';

const IMAGE = servedImage([writeTar([{ name: 'a', body: 'one' }]), writeTar([{ name: 'b', body: 'two' }])]);
const PASSWORD = 'hunter2-is-no-secret';
const ANN: Credential = { type: 'password', user: 'ann', password: PASSWORD };
const SHOWN = basicAuthorization('ann', PASSWORD);

/** A giver of tokens, and the registry that takes them. Each token is good for so many requests. */
async function withTokens(
  credential: Credential | undefined,
  { uses = 100, wants = SHOWN }: { readonly uses?: number; readonly wants?: string } = {},
) {
  let [given, left] = [0, 0];
  await using realm = await serve((request, response) => {
    let form = '';
    request.on('data', (chunk: Buffer) => (form += chunk.toString()));
    request.on('end', () => {
      const isKnown =
        request.method === 'POST'
          ? form.includes('refresh_token=long')
          : (request.headers.authorization ?? '') === wants;
      if (!isKnown) return response.writeHead(401).end();
      given += 1;
      left = uses;
      return response.end(JSON.stringify({ token: `token-${given}` }));
    });
  });
  await using registry = await serve((request, response) => {
    const isGood = request.headers.authorization === `Bearer token-${given}` && left > 0;
    left -= 1;
    if (isGood) return answerWith(IMAGE, request, response);
    const challenge = `Bearer realm="http://${realm.host}/token?x=1",service="the \\"registry\\"",scope="repository:other:push"`;
    return response.writeHead(401, { 'www-authenticate': challenge }).end();
  });
  const credentials = credential === undefined ? {} : { [registry.host]: credential };
  const places = registryPlaces({ insecure: [registry.host], credentials });
  const outcome = await readOutcome(`${registry.host}/cart:v1`, places);
  return { ...outcome, given, realm: { asked: realm.asked, shown: realm.shown }, shown: registry.shown };
}

describe('a token', () => {
  test('is fetched for this repository and for pulling, whatever the registry asks for', async () => {
    const { paths, codes, realm, shown } = await withTokens(ANN);
    expect({ paths, codes }).toEqual({ paths: ['a', 'b'], codes: [] });
    expect(realm.asked).toEqual(['GET /token?x=1&service=the+%22registry%22&scope=repository%3Acart%3Apull']);
    expect(shown.filter((each) => each?.startsWith('Basic') === true)).toEqual([]);
  });

  test('is fetched by who is not signed in, too', async () => {
    expect(await withTokens(undefined, { wants: '' })).toMatchObject({ paths: ['a', 'b'], codes: [] });
  });

  test('is fetched anew when it is used up', async () => {
    const { paths, given } = await withTokens(ANN, { uses: 2 });
    expect(paths).toEqual(['a', 'b']);
    expect(given).toBe(2);
  });

  test('is fetched by a refresh token, which stands in no address', async () => {
    const { paths, realm } = await withTokens({ type: 'identity-token', token: 'long' });
    expect(paths).toEqual(['a', 'b']);
    expect(realm.asked).toEqual(['POST /token?x=1']);
  });

  test('that is refused is told, without what was shown', async () => {
    const { codes, told } = await withTokens({ ...ANN, password: 'wrong-password' });
    expect(codes).toEqual(['PL_E_REGISTRY_DENIED']);
    expect(told).toContain('the user who is signed in');
    expect(told).not.toMatch(/wrong-password|ann\b|Basic/);
  });

  test('that is given by hand is shown as it is', async () => {
    const { codes, shown } = await withTokens({ type: 'registry-token', token: 'by-hand' });
    expect(codes).toEqual(['PL_E_REGISTRY_DENIED']);
    expect(shown).toEqual([undefined, 'Bearer by-hand']);
  });
});

type Answer = (request: IncomingMessage, response: ServerResponse) => void;

async function readWith(answer: Answer, settings: RegistryPlacesSettings = {}) {
  await using registry = await serve(answer);
  const places = registryPlaces({
    insecure: [registry.host],
    credentials: { [registry.host]: ANN },
    ...settings,
  });
  const outcome = await readOutcome(`${registry.host}/cart:v1`, places);
  return { ...outcome, shown: registry.shown, asked: registry.asked, notices: places.notices };
}

/** Answers who shows the password, and asks everybody else for it. */
function basic(answer: Answer): Answer {
  return (request, response) => {
    if (request.headers.authorization === SHOWN) answer(request, response);
    else response.writeHead(401, { 'www-authenticate': 'Basic realm="here"' }).end();
  };
}

describe('a password', () => {
  test('is shown when it is asked for', async () => {
    const { paths, shown } = await readWith(basic((request, response) => answerWith(IMAGE, request, response)));
    expect(paths).toEqual(['a', 'b']);
    expect(shown).toEqual([undefined, SHOWN, SHOWN, SHOWN, SHOWN]);
  });

  test('is told to be lacking', async () => {
    const { codes, told } = await readWith(
      basic(() => {}),
      { credentials: {} },
    );
    expect(codes).toEqual(['PL_E_REGISTRY_DENIED']);
    expect(told).toContain('who is not signed in');
  });

  test('does not go along to another host, whatever that asks for', async () => {
    await using elsewhere = await serve((request, response) => {
      if (request.url?.includes('v1') === true) answerWith(IMAGE, request, response);
      else response.writeHead(401, { 'www-authenticate': 'Basic realm="mine"' }).end();
    });
    const leads: Answer = (request, response) =>
      response.writeHead(307, { location: `http://eve:pw@${elsewhere.host}${request.url}` }).end();
    const { codes, told } = await readWith(basic(leads));
    expect(elsewhere.asked).toHaveLength(2);
    expect(elsewhere.shown).toEqual([undefined, undefined]);
    expect(codes).toEqual(['PL_E_REGISTRY_DENIED']);
    expect(told).not.toContain(PASSWORD);
  });

  test('does not come back with who was sent away and back', async () => {
    const hosts: string[] = [];
    await using elsewhere = await serve((request, response) => {
      response.writeHead(307, { location: `http://${hosts[0]}${request.url}?back` }).end();
    });
    const { shown } = await readWith(
      basic((request, response) => {
        hosts[0] = request.headers.host ?? '';
        response.writeHead(307, { location: `http://${elsewhere.host}${request.url}` }).end();
      }),
    );
    expect(shown.slice(0, 3)).toEqual([undefined, SHOWN, undefined]);
  });

  test('goes along on the same host', async () => {
    const { paths } = await readWith(
      basic((request, response) => {
        if (request.url?.endsWith('?here') === true) {
          request.url = request.url.replace('?here', '');
          return answerWith(IMAGE, request, response);
        }
        return response.writeHead(302, { location: `${request.url}?here` }).end();
      }),
    );
    expect(paths).toEqual(['a', 'b']);
  });
});

describe('a mirror', () => {
  test('is asked first, below its path, and the registry only where it fails', async () => {
    await using mirror = await serve((request, response) => {
      if (request.url?.startsWith('/v2/hub/library/') === true) answerWith(IMAGE, request, response);
      else response.writeHead(500).end();
    });
    const settings = { insecure: [mirror.host], mirrors: { 'docker.io': [`${mirror.host}/hub`] } };
    expect((await readOutcome('docker.io/cart:v1', registryPlaces(settings))).paths).toEqual(['a', 'b']);
    expect(mirror.asked[0]).toBe('GET /v2/hub/library/cart/manifests/v1');
  });

  test('that fails is told, and is shown no credentials of the registry', async () => {
    await using mirror = await serve((_, response) => {
      response.writeHead(401, { 'www-authenticate': 'Basic realm="mirror"' }).end();
    });
    await using registry = await serve(basic((request, response) => answerWith(IMAGE, request, response)));
    const places = registryPlaces({
      insecure: [mirror.host, registry.host],
      mirrors: { [registry.host]: [mirror.host] },
      credentials: { [registry.host]: ANN },
    });
    expect((await readOutcome(`${registry.host}/cart:v1`, places)).paths).toEqual(['a', 'b']);
    expect(mirror.shown).toEqual([undefined]);
    expect(places.notices).toEqual([expect.stringContaining(`${registry.host} is asked instead`)]);
  });
});
