import { execFile } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { promisify } from 'node:util';
import { gunzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Ran, runMain } from '../../src/cli/testing/run-main.ts';
import { isInstalled } from '../programs.ts';
import { type TemporaryTree, temporaryTree } from '../temporary-tree.ts';
import { type DockerRegistry, dockerRegistry } from './docker-registry.ts';
import { answerWith, MANIFEST_TYPE, type ServedImage, serve } from './served-image.ts';
import { writeEstargz } from './write-estargz.ts';
import { digestOf, writeLayout } from './write-layout.ts';
import { writeTar } from './write-tar.ts';

const STATUS = 'Package: cart\nStatus: install ok installed\nArchitecture: amd64\nVersion: 1.2-3\n\n';
const FILES = {
  'etc/os-release': 'ID=debian\nVERSION_ID="12"\n',
  'usr/share/big': randomBytes(600_000),
  'var/lib/dpkg/info/cart.list': '/.\n/usr\n/usr/share\n/usr/share/big\n',
  'var/lib/dpkg/status': STATUS,
};

let tree: TemporaryTree;
beforeAll(() => {
  tree = temporaryTree();
});
afterAll(() => {
  tree.remove();
});

async function run(host: string, ...argv: readonly string[]): Promise<Ran> {
  const [verb = '', ...rest] = argv;
  const given = [verb, ...rest, '--insecure-registry', host];
  return runMain(given, { directory: tree.root, environment: { PLIMSOLL_CACHE_DIR: tree.path('cache') } });
}

/** The paths that `image files` prints. */
function pathsIn({ out }: Ran): readonly string[] {
  return out.split('\n').map((line) => line.replace(/^.* /, ''));
}

const hasPrograms = ['docker-registry', 'skopeo'].every((program) => isInstalled(program));

describe.skipIf(!hasPrograms)(
  'layers in zstd:chunked by skopeo, in a real registry (skipped without docker-registry and skopeo)',
  { timeout: 60_000 },
  () => {
    let registry: DockerRegistry;
    let image = '';

    beforeAll(async () => {
      registry = await dockerRegistry(tree.path('registry'));
      image = `${registry.host}/shop/cart:v1`;
      const files = Object.entries(FILES).map(([name, body]) => ({ name, body }));
      const links = [
        { name: 'usr/lib/os-release', flag: '1', link: 'etc/os-release' },
        { name: 'etc/link', flag: '2', link: '../nowhere' },
        { name: 'etc/.wh.gone' },
      ];
      writeLayout(tree.path('l'), { layers: [writeTar([...files, ...links])] });
      const packed = ['--dest-compress', '--dest-compress-format', 'zstd:chunked'];
      const places = [`oci:${tree.path('l')}:v1`, `docker://${image}`];
      await promisify(execFile)('skopeo', ['copy', '-q', '--dest-tls-verify=false', ...packed, ...places]);
    });
    afterAll(() => {
      registry.stop();
    });

    test.each([
      ['image', 'files'],
      ['image', 'packages'],
    ])('%s %s prints the same of it, and says what was not hashed', async (...argv) => {
      const lazy = await run(registry.host, ...argv, image, '--lazy', '--no-cache');
      const whole = await run(registry.host, ...argv, image, '--no-cache');
      expect(whole).toMatchObject({ code: 0, err: '' });
      expect(lazy).toMatchObject({ code: 0, out: whole.out });
      expect(lazy.err).toMatch(
        /^plimsoll: of layer 1 of 1 of image .*: *\S* ?[\d.]+ (?:k?B) of 60\d\.\d kB were fetched$/m,
      );
      expect(lazy.err).toContain('plimsoll: not hashed: layer 1; --verify reads and hashes all of it\n');
    });

    test('a bill that was written so is not kept as that of the image', async () => {
      const lazy = await run(registry.host, 'sbom', image, '--lazy');
      expect(lazy.out).toContain('pkg:deb/debian/cart@1.2-3');
      expect(lazy.err).toContain('not hashed');
      expect((await run(registry.host, 'sbom', image)).err).toBe('');
      expect((await run(registry.host, 'sbom', image, '--lazy')).err).toBe('');
    });

    test('--verify reads all of it', async () => {
      expect(await run(registry.host, 'image', 'files', image, '--lazy', '--verify', '--no-cache')).toMatchObject({
        code: 0,
        err: '',
      });
    });
  },
);

const chunked = writeEstargz(FILES);
const IMAGE = served(chunked.blob);

function described(bytes: Uint8Array) {
  return { digest: digestOf(bytes), size: bytes.length };
}

function served(layer: Uint8Array): ServedImage {
  const rootfs = { type: 'layers', diff_ids: [digestOf(gunzipSync(layer))] };
  const config = Buffer.from(JSON.stringify({ architecture: 'amd64', os: 'linux', rootfs }));
  const manifest = Buffer.from(
    JSON.stringify({
      schemaVersion: 2,
      mediaType: MANIFEST_TYPE,
      config: described(config),
      layers: [{ ...described(layer), annotations: chunked.annotations }],
    }),
  );
  const blobs = new Map([config, layer, manifest].map((bytes): [string, Uint8Array] => [digestOf(bytes), bytes]));
  return { digest: digestOf(manifest), manifest, blobs, layers: [digestOf(layer)] };
}

/** How a registry answers where it is asked for a part of the layer. */
type PartAnswer = (
  part: { readonly first: number; readonly last: number; readonly blob: Uint8Array },
  to: ServerResponse,
) => void;

const sendPart: PartAnswer = ({ first, last, blob }, to) => {
  const bytes = blob.subarray(first, last + 1);
  to.writeHead(206, { 'content-range': `bytes ${first}-${last}/${blob.length}`, 'content-length': bytes.length });
  to.end(bytes);
};

function answering(answer: PartAnswer) {
  return (request: IncomingMessage, response: ServerResponse): void => {
    const [, first, last] = /^bytes=(\d+)-(\d+)$/.exec(request.headers.range ?? '') ?? [];
    const blob = IMAGE.blobs.get(IMAGE.layers[0] ?? '');
    if (blob === undefined || first === undefined) answerWith(IMAGE, request, response);
    else answer({ first: Number(first), last: Number(last), blob }, response);
  };
}

describe('layers in eStargz, in registries that lie', () => {
  test('are read by parts where there are some, and an attacker who serves other bytes finds nobody who takes them', async () => {
    await using registry = await serve(answering(sendPart));
    const image = `${registry.host}/shop/cart:v1`;
    const lazy = await run(registry.host, 'image', 'packages', image, '--lazy', '--no-cache');
    expect(lazy).toMatchObject({ code: 0, out: expect.stringContaining('pkg:deb/debian/cart@1.2-3') });
    expect(lazy.err).toContain('were fetched');
  });

  const rejected: readonly (readonly [string, PartAnswer, RegExp])[] = [
    [
      'sends all of it',
      ({ blob }, to) => to.writeHead(200, { 'content-length': blob.length }).end(blob),
      /sends no parts of it/,
    ],
    ['knows no such part', (_, to) => to.writeHead(416).end(), /answers 416/],
    [
      'sends another part',
      ({ first, ...part }, to) => sendPart({ ...part, first: Math.max(0, first - 1) }, to),
      /another part/,
    ],
    [
      'sends other bytes',
      ({ blob, ...part }, to) =>
        sendPart({ ...part, blob: Buffer.from(blob).fill(0x20, blob.length - 300, blob.length - 290) }, to),
      /cannot be unpacked|not what|not the one|does not end/,
    ],
    [
      'sends less than it says',
      ({ first, last, blob }, to) => {
        to.writeHead(206, { 'content-range': `bytes ${first}-${last}/${blob.length}` });
        to.end(blob.subarray(first, first + 3));
      },
      /sends less than the part/,
    ],
  ];

  test.each(rejected)('one that %s: it is read whole, and that is told', async (_, answer, why) => {
    await using registry = await serve(answering(answer));
    const image = `${registry.host}/shop/cart:v1`;
    const lazy = await run(registry.host, 'image', 'files', image, '--lazy', '--no-cache');
    expect(lazy).toMatchObject({ code: 0, err: expect.stringMatching(why) });
    expect(lazy.err).toContain('is read whole: ');
    expect(lazy.err).not.toContain('not hashed');
    expect(pathsIn(lazy)).toEqual(expect.arrayContaining(Object.keys(FILES)));
  });
});
