import { execFileSync, spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { ImagePlaces } from '../../src/image/image-places.ts';
import { isInstalled } from '../programs.ts';
import { type TemporaryTree, temporaryTree } from '../temporary-tree.ts';
import { localPlaces } from './places.ts';
import { readOutcome } from './read-outcome.ts';
import { registryPlaces, serve } from './served-image.ts';
import { digestOf, writeLayout } from './write-layout.ts';
import { writeTar } from './write-tar.ts';

const LAYERS = [writeTar([{ name: 'a', body: 'one' }]), writeTar([{ name: 'b', body: 'x'.repeat(200_000) }])];
const ID = `sha256:${'0123456789abcdef'.repeat(4)}`;

let tree: TemporaryTree;
beforeEach(() => {
  tree = temporaryTree();
});
afterEach(() => {
  tree.remove();
});

/** What `docker save` writes: the layers first. */
function saved(): Uint8Array {
  const config = JSON.stringify({ architecture: 'amd64', os: 'linux', rootfs: { diff_ids: LAYERS.map(digestOf) } });
  const manifest = [{ Config: 'config.json', RepoTags: null, Layers: LAYERS.map((_, index) => `${index}/layer.tar`) }];
  return writeTar([
    ...LAYERS.map((body, index) => ({ name: `${index}/layer.tar`, body })),
    { name: 'config.json', body: config },
    { name: 'manifest.json', body: JSON.stringify(manifest) },
  ]);
}

function placesWith(...urls: readonly string[]): ImagePlaces {
  const places = registryPlaces({});
  return { ...places, daemons: { http: places.registry.http, addresses: urls.map((url) => ({ url })) } };
}

describe('a daemon', () => {
  test('is asked which image it is, and for that one once', async () => {
    await using daemon = await serve((request, response) => {
      if (request.url === '/images/team/cart:v1/json') response.end(JSON.stringify({ Id: ID, Size: 1 }));
      else if (request.url === `/images/${ID}/get`) response.end(saved());
      else response.writeHead(404).end();
    });
    const places = placesWith('http://127.0.0.1:1', `http://${daemon.host}`);
    expect(await readOutcome('docker-daemon:team/cart:v1', places)).toEqual({ paths: ['a', 'b'], codes: [], told: '' });
    expect(daemon.asked).toEqual(['GET /images/team/cart:v1/json', `GET /images/${ID}/get`]);
    expect((await readOutcome('docker-daemon:other', places)).codes).toEqual(['PL_E_IMAGE_ABSENT']);
    expect((await readOutcome('docker-daemon:../x', places)).codes).toEqual(['PL_E_IMAGE_ABSENT']);
    expect((await readOutcome('docker-daemon:', places)).codes).toEqual(['PL_E_IMAGE_NAME']);
  });

  test.each<[string, string, number, Uint8Array | string]>([
    ['names another image', JSON.stringify({ Id: '../../containers' }), 200, ''],
    ['answers with no JSON', '<html>', 200, ''],
    ['refuses to export', JSON.stringify({ Id: ID }), 500, ''],
  ])('that %s is told', async (_, answer, status, body) => {
    await using daemon = await serve((request, response) => {
      if (request.url?.endsWith('/json') === true) response.end(answer);
      else response.writeHead(status).end(body);
    });
    const { codes } = await readOutcome('docker-daemon:cart', placesWith(`http://${daemon.host}`));
    expect(codes).toEqual(['PL_E_DAEMON_UNREACHABLE']);
  });

  test('that breaks off is told', async () => {
    await using daemon = await serve((request, response) => {
      if (request.url?.endsWith('/json') === true) return response.end(JSON.stringify({ Id: ID }));
      response.writeHead(200, { 'content-length': 10_000_000 });
      return response.write(saved(), () => setTimeout(() => response.destroy(), 20));
    });
    const { codes } = await readOutcome('docker-daemon:cart', placesWith(`http://${daemon.host}`));
    expect(codes).toEqual(['PL_E_DAEMON_UNREACHABLE']);
  });

  test('that is not there is told', async () => {
    expect((await readOutcome('docker-daemon:cart', placesWith('http://127.0.0.1:1'))).codes).toEqual([
      'PL_E_DAEMON_UNREACHABLE',
    ]);
    expect((await readOutcome('docker-daemon:cart', placesWith())).codes).toEqual(['PL_E_DAEMON_UNREACHABLE']);
  });
});

const isRoot = process.getuid?.() === 0;

describe.skipIf(!isInstalled('podman') || !isInstalled('skopeo') || !isRoot)(
  'podman as a daemon (skipped without podman and skopeo, and for other users than root)',
  () => {
    test('has the image that a layout has', { timeout: 120_000 }, async () => {
      writeLayout(tree.path('l'), { layers: LAYERS });
      const store = ['--root', tree.path('root'), '--runroot', tree.path('run'), '--storage-driver', 'vfs'];
      execFileSync('skopeo', [
        'copy',
        '-q',
        `oci:${tree.path('l')}:v1`,
        `docker-archive:${tree.path('x.tar')}:cart:v1`,
      ]);
      execFileSync('podman', [...store, 'load', '-q', '-i', tree.path('x.tar')], { stdio: 'pipe' });
      const socket = tree.path('podman.sock');
      const service = spawn('podman', [...store, 'system', 'service', '--time', '60', `unix://${socket}`], {
        stdio: 'ignore',
      });
      try {
        for (let tries = 0; tries < 200 && !existsSync(socket); tries += 1) await sleep(50);
        const places = localPlaces([], { DOCKER_HOST: `unix://${socket}` });
        const local = await readOutcome(`oci:${tree.path('l')}`, places);
        expect(local.paths).toEqual(['a', 'b']);
        expect(await readOutcome('docker-daemon:cart:v1', places)).toEqual(local);
        expect((await readOutcome('docker-daemon:cart:v2', places)).codes).toEqual(['PL_E_IMAGE_ABSENT']);
      } finally {
        service.kill();
      }
    });
  },
);
