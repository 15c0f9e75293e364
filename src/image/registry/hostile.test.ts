import type { IncomingMessage, ServerResponse } from 'node:http';
import { describe, expect, test } from 'vitest';
import { readOutcome } from '../../../test/image/read-outcome.ts';
import {
  answerWith,
  MANIFEST_TYPE,
  type RegistryPlacesSettings,
  registryPlaces,
  type ServedImage,
  serve,
  servedImage,
} from '../../../test/image/served-image.ts';
import { writeTar } from '../../../test/image/write-tar.ts';

const BODY = Buffer.from(Array.from({ length: 300_000 }, (_, index) => (index * index * 31 + (index >> 7)) & 0xff));
const IMAGE = servedImage([writeTar([{ name: 'a', body: BODY }]), writeTar([{ name: 'b', body: 'two' }])]);
const LAYER = IMAGE.layers[0] ?? '';

type Answer = (request: IncomingMessage, response: ServerResponse) => boolean;

/** Reads the image from a server that answers some requests otherwise: where `otherwise` is true it has answered. */
async function readFrom(otherwise: Answer, settings: RegistryPlacesSettings = {}, image: ServedImage = IMAGE) {
  await using server = await serve((request, response) => {
    if (!otherwise(request, response)) answerWith(image, request, response);
  });
  const places = registryPlaces({ insecure: [server.host], ...settings });
  const outcome = await readOutcome(`${server.host}/cart:v1`, places);
  return { ...outcome, asked: server.asked, notices: places.notices, waits: places.waits };
}

/** Answers requests for the first layer. */
function forLayer(answer: (request: IncomingMessage, response: ServerResponse) => void): Answer {
  return (request, response) => {
    if (request.url?.endsWith(LAYER) !== true) return false;
    answer(request, response);
    return true;
  };
}

/** Answers requests for the manifest of the tag. */
function forManifest(answer: (response: ServerResponse) => void): Answer {
  return (request, response) => {
    if (request.url?.endsWith('/v1') !== true) return false;
    answer(response);
    return true;
  };
}

function flood(response: ServerResponse): void {
  const chunk = Buffer.alloc(64 * 1024, 'x');
  const more = (): void => {
    while (!response.destroyed && response.write(chunk));
    if (!response.destroyed) response.once('drain', more);
  };
  more();
}

const bytes = IMAGE.blobs.get(LAYER) ?? new Uint8Array();

describe('a registry that is sound', () => {
  test('is asked for each document and each blob once', async () => {
    const { paths, codes, asked } = await readFrom(() => false);
    expect(paths).toEqual(['a', 'b']);
    expect(codes).toEqual([]);
    expect(asked).toHaveLength(4);
    expect(asked[0]).toBe('GET /v2/cart/manifests/v1');
  });
});

describe('a registry that lies', () => {
  const both = JSON.stringify({ ...JSON.parse(Buffer.from(IMAGE.manifest).toString()), manifests: [] });
  const manifest = (body: string | Uint8Array, headers: Readonly<Record<string, string>>): Answer =>
    forManifest((response) => response.writeHead(200, headers).end(body));

  test.each<[string, Answer, readonly string[]]>([
    [
      'on the bytes of a layer',
      forLayer((_, response) => response.writeHead(200).end(Buffer.from(bytes).fill(0, 20))),
      ['PL_E_LAYER_COMPRESSION'],
    ],
    [
      'on the length of a layer',
      forLayer((_, response) => response.writeHead(200, { 'content-length': 5 }).end('short')),
      ['PL_E_REGISTRY_ANSWER'],
    ],
    [
      'on the encoding of a layer',
      forLayer((_, response) => response.writeHead(200, { 'content-encoding': 'gzip' }).end(bytes)),
      ['PL_E_REGISTRY_ANSWER'],
    ],
    ['on having a layer', forLayer((_, response) => response.writeHead(404).end()), ['PL_E_LAYER_ABSENT']],
    [
      'on the digest of a manifest',
      manifest(IMAGE.manifest, { 'docker-content-digest': LAYER }),
      ['PL_E_IMAGE_DIGEST'],
    ],
    [
      'on the type of a manifest',
      manifest(IMAGE.manifest, { 'content-type': 'application/vnd.oci.image.index.v1+json' }),
      ['PL_E_REGISTRY_ANSWER'],
    ],
    [
      'with a manifest that is a list, too',
      manifest(both, { 'content-type': MANIFEST_TYPE }),
      ['PL_E_REGISTRY_ANSWER'],
    ],
    ['with a manifest that is none', manifest('<html>', { 'content-type': MANIFEST_TYPE }), ['PL_E_REGISTRY_ANSWER']],
    ['with a manifest of schema 1', manifest('{"schemaVersion":1,"fsLayers":[]}', {}), ['PL_E_REGISTRY_ANSWER']],
    ['on having a manifest', forManifest((response) => response.writeHead(404).end()), ['PL_E_IMAGE_ABSENT']],
    [
      'with a status that there is not',
      forManifest((response) => response.writeHead(418).end()),
      ['PL_E_REGISTRY_ANSWER'],
    ],
  ])('%s', async (_, otherwise, codes) => {
    expect((await readFrom(otherwise)).codes).toEqual(codes);
  });

  test('on a layer of the right form is found out by its digest', async () => {
    const other = servedImage([writeTar([{ name: 'a', body: BODY.toReversed() }])]);
    const [digest = ''] = other.layers;
    const lie = Buffer.alloc(bytes.length);
    lie.set((other.blobs.get(digest) ?? new Uint8Array()).subarray(0, bytes.length));
    const { codes, told } = await readFrom(forLayer((_, response) => response.writeHead(200).end(lie)));
    expect(codes.length).toBeGreaterThan(0);
    expect(told).toMatch(/is not what its manifest names|cannot be unpacked/);
  });
});

describe('a registry that floods', () => {
  test('with a manifest without end', async () => {
    const { codes, told } = await readFrom(forManifest(flood));
    expect(codes).toEqual(['PL_E_REGISTRY_UNREACHABLE']);
    expect(told).toContain('more than 4194304 bytes');
  });

  test('with a layer without end is read as far as the manifest says', async () => {
    const { codes } = await readFrom(forLayer((_, response) => flood(response)));
    expect(codes).not.toEqual([]);
  });

  test('behind a layer is not read on', async () => {
    const more = forLayer((_, response) => {
      response.write(bytes);
      flood(response);
    });
    expect(await readFrom(more)).toMatchObject({ paths: ['a', 'b'], codes: [] });
  });

  test('with redirects without end', async () => {
    const { codes, asked } = await readFrom(
      forManifest((response) => response.writeHead(307, { location: 'v1' }).end()),
    );
    expect(codes).toEqual(['PL_E_REGISTRY_UNREACHABLE']);
    expect(asked).toHaveLength(6);
  });

  test('with headers without end', async () => {
    const { codes, told } = await readFrom(
      forManifest((response) => response.writeHead(200, { x: 'y'.repeat(100_000) }).end()),
    );
    expect(codes).toEqual(['PL_E_REGISTRY_UNREACHABLE']);
    expect(told).toContain('headers');
  });
});

/** Sends a part of what is asked for, and ends the connection. */
function cut(request: IncomingMessage, response: ServerResponse, ranges: string[], knowsParts = true): void {
  ranges.push(request.headers.range ?? '');
  const start = knowsParts ? Number(/\d+/.exec(request.headers.range ?? '')?.[0] ?? 0) : 0;
  const size = bytes.length;
  response.writeHead(start === 0 ? 200 : 206, {
    'content-length': size - start,
    ...(start === 0 ? {} : { 'content-range': `bytes ${start}-${size - 1}/${size}` }),
  });
  const length = knowsParts ? Math.ceil(size / 3) : Math.ceil((size * ranges.length) / 3);
  response.write(bytes.subarray(start, start + length), () => setTimeout(() => response.destroy(), 20));
}

describe('a registry that breaks off', () => {
  test('is asked for the rest', async () => {
    const ranges: string[] = [];
    const { paths, codes, notices, waits } = await readFrom(
      forLayer((request, response) => cut(request, response, ranges)),
    );
    expect({ paths, codes }).toEqual({ paths: ['a', 'b'], codes: [] });
    expect(ranges.length).toBeGreaterThan(1);
    expect(ranges[1]).toMatch(/^bytes=[1-9]\d*-\d+$/);
    expect(notices[0]).toMatch(/: the connection was broken off; trying again in 1 s$/);
    // Each attempt brought something, so none was made to wait longer than the one before.
    expect(new Set(waits)).toEqual(new Set([0.25]));
  });

  test('is asked for all of it where it knows no parts', async () => {
    const ranges: string[] = [];
    const outcome = await readFrom(forLayer((request, response) => cut(request, response, ranges, false)));
    expect(outcome).toMatchObject({ paths: ['a', 'b'], codes: [] });
  });

  test('and then sends another part is refused', async () => {
    const { codes } = await readFrom(
      forLayer((request, response) => {
        if (request.headers.range === undefined) return cut(request, response, []);
        const headers = { 'content-range': `bytes 1-${bytes.length - 1}/${bytes.length}` };
        response.writeHead(206, headers).end(bytes.subarray(1));
      }),
    );
    expect(codes).toEqual(['PL_E_REGISTRY_ANSWER']);
  });

  test('and never goes on is given up', async () => {
    const { codes, waits } = await readFrom(
      forLayer((request, response) => {
        if (request.headers.range === undefined) cut(request, response, []);
        else response.destroy();
      }),
    );
    expect(codes).toEqual(['PL_E_REGISTRY_UNREACHABLE']);
    expect(waits.length).toBeLessThan(12);
  });
});

describe('a registry that stands still', () => {
  test('before it answers is asked again, and given up', async () => {
    const { codes, told, waits } = await readFrom(
      forManifest(() => {}),
      { seconds: 0.1 },
    );
    expect(codes).toEqual(['PL_E_REGISTRY_UNREACHABLE']);
    expect(told).toContain('does not answer in time');
    expect(waits).toEqual([0.25, 0.5, 1, 2]);
  });

  test('in the middle of a layer is asked for the rest', async () => {
    let stalls = 0;
    const { paths, codes, notices } = await readFrom(
      forLayer((request, response) => {
        stalls += 1;
        if (stalls > 1) return answerWith(IMAGE, request, response);
        response.writeHead(200, { 'content-length': bytes.length });
        response.write(bytes.subarray(0, 100));
      }),
      { seconds: 0.2 },
    );
    expect({ paths, codes }).toEqual({ paths: ['a', 'b'], codes: [] });
    expect(notices).toEqual([expect.stringContaining('it stopped sending')]);
  });
});

/** Refuses the manifest so many times. */
function busy(times: number, status: number, headers: Readonly<Record<string, string>>): Answer {
  const refuse = forManifest((response) => response.writeHead(status, headers).end());
  let left = times;
  return (request, response) => {
    left -= 1;
    return left >= 0 && refuse(request, response);
  };
}

describe('a registry that is busy', () => {
  test('is asked when it wants to be, and the user is told', async () => {
    const { paths, notices, waits } = await readFrom(busy(2, 429, { 'retry-after': '7' }));
    expect(paths).toEqual(['a', 'b']);
    expect(waits).toEqual([7, 7]);
    expect(notices[0]).toMatch(/^127\.0\.0\.1:\d+: too many requests \(429\); trying again in 7 s$/);
  });

  test('until a date is asked at that time, by its own clock', async () => {
    const headers = { date: 'Tue, 15 Nov 1994 08:12:31 GMT', 'retry-after': 'Tue, 15 Nov 1994 08:12:40 GMT' };
    expect((await readFrom(busy(1, 503, headers))).waits).toEqual([9]);
  });

  test('for longer than anybody waits is told to the user', async () => {
    const { codes, told, waits } = await readFrom(busy(1, 429, { 'retry-after': '5000' }));
    expect(codes).toEqual(['PL_E_REGISTRY_BUSY']);
    expect(told).toContain('5000 seconds');
    expect(waits).toEqual([]);
  });

  test.each([408, 429, 500, 502, 503, 504])('with %i is asked again after longer and longer pauses', async (status) => {
    expect(await readFrom(busy(3, status, {}))).toMatchObject({ paths: ['a', 'b'], waits: [0.25, 0.5, 1] });
    const { codes, asked } = await readFrom(busy(99, status, {}));
    expect(codes).toEqual(['PL_E_REGISTRY_UNREACHABLE']);
    expect(asked).toHaveLength(5);
  });
});
